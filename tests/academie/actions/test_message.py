from django.core import mail
from django.db import transaction

from academie.actions.message import Lettre, Piece, mettre_en_file, mettre_en_file_en_nombre
from academie.models import Message
from academie.tasks import envoyer_message


def ecrire(distribution, **champs):
    return mettre_en_file(
        cle="essai:1",
        gabarit="academie/messages/compte.txt",
        contexte={"sujet": "Votre compte", "texte": "Suivez ce lien : https://exemple.example/"},
        utilisateur=distribution.animateur,
        **champs,
    )


def test_un_fait_n_ecrit_qu_un_message(distribution):
    assert ecrire(distribution) == ecrire(distribution)
    assert Message.objects.count() == 1


def test_le_message_part_avec_sa_piece_et_son_texte_s_efface(distribution, travailler):
    ecrire(
        distribution, pieces=[Piece("a.pdf", "application/pdf", b"%PDF"), Piece("a.pdf", "application/pdf", b"%PDF-2")]
    )
    travailler()
    courrier = mail.outbox[0]
    assert courrier.subject == "Votre compte"
    assert courrier.to == [distribution.animateur.email]
    assert "Suivez ce lien" in courrier.body
    assert '<a href="https://exemple.example/"' in courrier.alternatives[0].content
    assert [(piece.filename, piece.content) for piece in courrier.attachments] == [
        ("a.pdf", b"%PDF"),
        ("a-2.pdf", b"%PDF-2"),
    ]
    message = Message.objects.get()
    assert (message.etat, message.texte) == (Message.Etat.ENVOYE, "")
    assert {piece.contenu for piece in message.pieces.all()} == {None}


def test_la_demonstration_garde_le_texte(distribution, travailler, settings):
    settings.DEMO = True
    ecrire(distribution)
    travailler()
    message = Message.objects.get()
    assert "Suivez ce lien" in message.texte


def test_un_message_deja_parti_ne_repart_pas(distribution, travailler):
    message = ecrire(distribution)
    travailler()
    envoyer_message.func(message.pk)
    assert len(mail.outbox) == 1


def test_un_acte_annule_n_envoie_rien(distribution, travailler):
    with transaction.atomic():
        ecrire(distribution)
        transaction.set_rollback(True)
    travailler()
    assert not mail.outbox
    assert not Message.objects.exists()


class TestEnNombre:
    @staticmethod
    def ecrire(*rangs: int):
        lettres = [
            Lettre(f"essai:{rang}", f"p{rang}@test.example", {"sujet": f"Bonjour {rang}", "texte": "Un mot."})
            for rang in rangs
        ]
        mettre_en_file_en_nombre(gabarit="academie/messages/compte.txt", lettres=lettres)

    def test_chacun_recoit_le_sien_une_fois(self, db, travailler):
        self.ecrire(1, 2)
        self.ecrire(2, 3)
        travailler()
        assert [(m.to, m.subject) for m in mail.outbox] == [
            ([f"p{rang}@test.example"], f"Bonjour {rang}") for rang in (1, 2, 3)
        ]

    def test_coute_autant_pour_un_ou_pour_cinquante(self, db, django_assert_num_queries):
        for rangs in ([0], range(1, 51)):
            with django_assert_num_queries(5):
                self.ecrire(*rangs)
