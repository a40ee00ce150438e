"""From the queue to the mail server, and back: what is tried again, given up, grouped, never sent twice."""

from datetime import timedelta
from smtplib import SMTPDataError, SMTPRecipientsRefused, SMTPServerDisconnected
from threading import Barrier, Thread

import pytest
from django.core import mail
from django.core.mail import EmailMultiAlternatives
from django.db import connection
from django.utils import timezone
from django_tasks_db.models import DBTaskResult

from academie.actions.message import Lettre, Piece, mettre_en_file, mettre_en_file_en_nombre
from academie.branchements.gabarits import GABARITS, Gabarit
from academie.branchements.pieces import FABRIQUES
from academie.models import AdresseEnErreur, Message
from academie.tasks import envoyer_message, veiller_aux_messages

COMPTE = "academie/messages/compte.txt"


def ecrire(rang=1, a="qui@test.example", **champs) -> Message:
    contexte = {"sujet": f"Sujet {rang}", "texte": "Suivez ce lien : https://exemple.example/"}
    return mettre_en_file(cle=f"essai:{rang}", gabarit=COMPTE, contexte=contexte, destinataire=a, **champs)


def relire(message) -> Message:
    return Message.objects.get(pk=message.pk)


@pytest.fixture
def serveur(monkeypatch):
    """`serveur(erreur)`: the mail server answers so from now on; None, it works."""

    def repondre(erreur):
        with monkeypatch.context() as patch:
            patch.setattr(EmailMultiAlternatives, "send", lambda courriel: _lever(erreur))
            yield

    def repondre_a(erreur, message):
        for _pendant in repondre(erreur):
            envoyer_message.func(message.pk)
        return relire(message)

    return repondre_a


def _lever(erreur):
    raise erreur


class TestEchecs:
    def test_une_panne_se_reessaie_de_plus_en_plus_tard_puis_s_arrete(self, db, serveur):
        message, delais = ecrire(), []
        for _essai in range(6):
            Message.objects.update(envoyer_apres=None)
            avant = timezone.now()
            message = serveur(SMTPServerDisconnected(), message)
            if message.etat == Message.Etat.A_ENVOYER:
                delais.append(round((message.envoyer_apres - avant) / timedelta(minutes=1)))
                assert DBTaskResult.objects.filter(run_after=message.envoyer_apres).count() == 1
        assert delais == [5, 20, 80, 320, 1280]
        assert (message.etat, message.erreur) == (Message.Etat.EN_ECHEC, "SMTPServerDisconnected")

    def test_l_essai_suivant_porte_la_meme_marque(self, db, serveur):
        message = serveur(SMTPRecipientsRefused({"qui@test.example": (451, b"plus tard")}), ecrire())
        assert (message.etat, message.tentatives) == (Message.Etat.A_ENVOYER, 1)
        envoyer_message.func(message.pk)
        assert not mail.outbox, "its time has not come"
        Message.objects.update(envoyer_apres=timezone.now())
        envoyer_message.func(message.pk)
        assert mail.outbox[0].extra_headers["Message-ID"].startswith(f"<{message.jeton}@")

    def test_une_adresse_refusee_revient_aussitot_et_se_note(self, db, serveur):
        refus = SMTPRecipientsRefused({"qui@test.example": (550, b"inconnue\r\nici")})
        message = serveur(refus, ecrire())
        assert (message.etat, message.erreur) == (Message.Etat.REBOND, "SMTPRecipientsRefused 550 inconnue ici")
        assert AdresseEnErreur.objects.get().definitive

    def test_un_refus_du_message_n_accuse_pas_l_adresse(self, db, serveur):
        message = serveur(SMTPDataError(554, b"trop gros"), ecrire())
        assert message.etat == Message.Etat.EN_ECHEC
        assert not AdresseEnErreur.objects.exists()

    def test_une_authentification_refusee_n_est_pas_la_faute_du_message(self, db, serveur):
        assert serveur(SMTPDataError(535, b"mot de passe"), ecrire()).etat == Message.Etat.A_ENVOYER

    def test_une_piece_impossible_ne_part_pas_et_se_dit(self, db, monkeypatch):
        monkeypatch.setitem(FABRIQUES, "essai", lambda cle: _lever(KeyError(cle)))
        message = ecrire(pieces=[Piece("a.pdf", "application/pdf", source="essai:7")])
        with pytest.raises(KeyError):
            envoyer_message.func(message.pk)
        assert relire(message).etat == Message.Etat.EN_ECHEC
        assert "rien n'est parti" in relire(message).erreur

    def test_une_piece_se_fait_au_depart(self, db, monkeypatch):
        monkeypatch.setitem(FABRIQUES, "essai", lambda cle: f"%PDF {cle}".encode())
        envoyer_message.func(ecrire(pieces=[Piece("a.pdf", "application/pdf", source="essai:7")]).pk)
        assert mail.outbox[0].attachments[0].content == b"%PDF 7"


class TestVeille:
    @staticmethod
    def vieillir(**champs):
        Message.objects.update(cree_le=timezone.now() - timedelta(hours=1), **champs)

    def test_un_envoi_interrompu_n_est_pas_refait_et_se_voit(self, db):
        ecrire()
        self.vieillir(etat="en_partance", pris_le=timezone.now() - timedelta(minutes=16))
        DBTaskResult.objects.all().delete()
        veiller_aux_messages()
        message = Message.objects.get()
        assert message.etat == Message.Etat.EN_ECHEC
        assert "peut-être parti" in message.erreur
        assert not DBTaskResult.objects.exists()

    def test_un_message_que_plus_rien_ne_porte_est_repris(self, db, travailler):
        ecrire()
        DBTaskResult.objects.all().delete()
        veiller_aux_messages()
        assert not DBTaskResult.objects.exists(), "its task may still be about to run"
        self.vieillir()
        veiller_aux_messages()
        travailler()
        assert len(mail.outbox) == 1

    def test_le_texte_garde_par_regle_finit_par_s_effacer(self, db, travailler, monkeypatch):
        jours = {"message.conservation": 3}
        monkeypatch.setattr("academie.tasks.regle", lambda cle: jours.get(cle, 15))
        ecrire(pieces=[Piece("a.txt", "text/plain", b"a")])
        travailler()
        veiller_aux_messages()
        assert Message.objects.get().texte
        Message.objects.update(envoye_le=timezone.now() - timedelta(days=4))
        veiller_aux_messages()
        message = Message.objects.get()
        assert (message.texte, message.pieces.get().contenu) == ("", None)


@pytest.fixture
def groupable(monkeypatch):
    monkeypatch.setitem(GABARITS, COMPTE, Gabarit(code=COMPTE, theme="", titre="", quand="", a_qui="", groupable=True))


@pytest.mark.usefixtures("groupable")
class TestGroupe:
    def test_plusieurs_messages_d_une_personne_ne_font_qu_un_courriel(self, db, travailler, monkeypatch):
        premier, second, autre = ecrire(1), ecrire(2), ecrire(3, a="autre@test.example")
        assert premier.envoyer_apres == second.envoyer_apres
        assert timedelta(minutes=119) < premier.envoyer_apres - timezone.now() <= timedelta(hours=2)
        travailler()
        assert not mail.outbox
        self.a_l_heure(travailler)
        assert sorted(courriel.to[0] for courriel in mail.outbox) == ["autre@test.example", "qui@test.example"]
        [courriel] = [courriel for courriel in mail.outbox if courriel.to == ["qui@test.example"]]
        assert courriel.subject.startswith("2 messages d'OTeN Académie")
        assert "1. Sujet 1" in courriel.body
        assert "2. Sujet 2" in courriel.body
        assert courriel.alternatives[0].content.count("<section>") == 2
        assert relire(second).groupe == premier
        assert {m.etat for m in Message.objects.all()} == {"envoye"}
        assert autre.pk

    @staticmethod
    def a_l_heure(travailler):
        maintenant = timezone.now() - timedelta(seconds=1)
        Message.objects.update(envoyer_apres=maintenant)
        DBTaskResult.objects.filter(status="READY").update(run_after=maintenant)
        travailler()

    def test_au_fil_de_l_eau_part_aussitot(self, distribution, travailler):
        distribution.animateur.messages_groupes = False
        distribution.animateur.save()
        ecrire(1, a=distribution.animateur.email)
        ecrire(2, a=distribution.animateur.email)
        travailler()
        assert len(mail.outbox) == 2

    def test_un_message_retenu_ou_annule_ne_part_pas_avec_les_autres(self, db, travailler):
        ecrire(1)
        Message.objects.filter(pk=ecrire(2).pk).update(etat="en_retenue")
        Message.objects.filter(pk=ecrire(3).pk).update(etat="annule")
        self.a_l_heure(travailler)
        assert [courriel.subject for courriel in mail.outbox] == ["Sujet 1"]

    def test_un_lot_coute_autant_pour_un_ou_pour_trente(self, db, django_assert_num_queries):
        for depart, nombre in ((0, 1), (1, 30)):
            lettres = [
                Lettre(f"lot:{rang}", f"p{rang}@test.example", {"sujet": "S", "texte": "T"})
                for rang in range(depart, depart + nombre)
            ]
            with django_assert_num_queries(7):
                mettre_en_file_en_nombre(gabarit=COMPTE, lettres=lettres)


def test_un_message_programme_attend_son_heure(db, travailler):
    message = ecrire(apres=timezone.now() + timedelta(days=1))
    travailler()
    envoyer_message.func(message.pk)
    assert not mail.outbox


@pytest.mark.django_db(transaction=True)
def test_deux_facteurs_n_envoient_qu_une_fois(monkeypatch):
    message, depart, envois = ecrire(), Barrier(4), []
    monkeypatch.setattr(EmailMultiAlternatives, "send", lambda courriel: envois.append(courriel.subject))

    def facteur():
        depart.wait()
        envoyer_message.func(message.pk)
        connection.close()

    facteurs = [Thread(target=facteur) for _rang in range(4)]
    for fil in facteurs:
        fil.start()
    for fil in facteurs:
        fil.join()
    assert envois == ["Sujet 1"]
    assert relire(message).etat == Message.Etat.ENVOYE
