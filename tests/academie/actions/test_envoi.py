"""What a person does to a message; what comes back of it."""

from io import BytesIO, TextIOWrapper
from mailbox import Maildir

import pytest
from django.core import mail
from django.core.management import CommandError, call_command

from academie.actions import envoi
from academie.actions.message import mettre_en_file
from academie.models import AdresseEnErreur, Message
from academie.queries import retours
from academie.regles import Refus
from academie.tasks import envoyer_message
from tests.academie.courrier import avis


@pytest.fixture
def message(distribution):
    return mettre_en_file(
        cle="essai",
        gabarit="academie/messages/compte.txt",
        contexte={"sujet": "Sujet", "texte": "Texte"},
        utilisateur=distribution.animateur,
    )


def relire(message) -> Message:
    return Message.objects.get(pk=message.pk)


def dans(message, etat, **champs) -> Message:
    Message.objects.filter(pk=message.pk).update(etat=etat, **champs)
    return relire(message)


def test_retenu_il_ne_part_pas_libere_il_part_une_fois(message, distribution, travailler):
    par = distribution.gestionnaire
    for _clic in range(2):
        envoi.retenir_message(message=message, par=par)
    travailler()
    assert not mail.outbox
    for _clic in range(2):
        envoi.liberer_message(message=message, par=par)
    travailler()
    travailler()
    assert len(mail.outbox) == 1
    assert relire(message).modifie_par == par


def test_corrige_c_est_le_texte_corrige_qui_part(message, distribution, travailler):
    envoi.modifier_message(message=message, sujet="Mieux", texte="**Bien** mieux", par=distribution.gestionnaire)
    travailler()
    assert (mail.outbox[0].subject, mail.outbox[0].body) == ("Mieux", "Bien mieux")
    assert "<strong>Bien</strong>" in mail.outbox[0].alternatives[0].content


def test_annule_il_ne_part_jamais_puis_se_reprend(message, distribution, travailler):
    marque = message.jeton
    for _clic in range(2):
        envoi.annuler_message(message=message, par=distribution.gestionnaire)
    travailler()
    assert not mail.outbox
    for _clic in range(2):
        envoi.renvoyer_message(message=message, par=distribution.gestionnaire)
    travailler()
    assert len(mail.outbox) == 1
    assert relire(message).jeton != marque


ACTES = {
    "modifier": lambda m, par: envoi.modifier_message(message=m, sujet="a", texte="b", par=par),
    "retenir": lambda m, par: envoi.retenir_message(message=m, par=par),
    "liberer": lambda m, par: envoi.liberer_message(message=m, par=par),
    "annuler": lambda m, par: envoi.annuler_message(message=m, par=par),
    "renvoyer": lambda m, par: envoi.renvoyer_message(message=m, par=par),
}


@pytest.mark.parametrize(
    ("acte", "etat", "raison"),
    [
        ("modifier", "envoye", "est parti le"),
        ("modifier", "en_partance", "en cours d'envoi"),
        ("modifier", "annule", "est annulé"),
        ("modifier", "rebond", "revenu en erreur"),
        ("retenir", "envoye", "rien à retenir"),
        ("retenir", "en_partance", "rien à retenir"),
        ("retenir", "en_echec", "en échec"),
        ("retenir", "annule", "annulé"),
        ("liberer", "en_echec", "personne ne le retient"),
        ("liberer", "annule", "personne ne le retient"),
        ("annuler", "envoye", "ne s'annule plus"),
        ("annuler", "en_partance", "ne s'annule plus"),
        ("annuler", "rebond", "ne s'annule plus"),
        ("renvoyer", "envoye", "ne part pas deux fois"),
    ],
)
def test_refus(message, distribution, acte, etat, raison):
    message = dans(message, etat, envoye_le="2026-03-03T10:00Z" if etat in ("envoye", "rebond") else None)
    with pytest.raises(Refus, match=raison):
        ACTES[acte](message, distribution.gestionnaire)
    assert relire(message).etat == etat


def test_un_message_dont_le_texte_est_efface_ne_se_renvoie_pas(message, distribution):
    message = dans(message, "rebond", texte="")
    with pytest.raises(Refus, match="n'est plus gardé"):
        envoi.renvoyer_message(message=message, par=distribution.gestionnaire)


class TestRetours:
    @pytest.fixture
    def envoye(self, message):
        Message.objects.filter(pk=message.pk).update(jeton=avis.JETON)
        envoyer_message.func(message.pk)
        return relire(message)

    def test_un_avis_marque_le_message_et_l_adresse_une_fois(self, envoye, tmp_path, capsys):
        fichier = tmp_path / "avis.eml"
        fichier.write_bytes(avis.postfix())
        for _lecture in range(2):
            call_command("lire_retours", str(fichier))
        assert (relire(envoye).etat, relire(envoye).erreur) == ("rebond", "5.1.1 smtp; 550 5.1.1 User unknown")
        adresse = AdresseEnErreur.objects.get()
        assert (adresse.adresse, adresse.definitive, adresse.retours) == (envoye.destinataire, True, 1)
        assert "@" not in capsys.readouterr().out

    def test_un_dossier_maildir_se_vide(self, envoye, tmp_path):
        dossier = Maildir(tmp_path / "boite", create=True)
        for contenu in (avis.exchange(), avis.ABSENCE):
            dossier.add(contenu)
        call_command("lire_retours", str(tmp_path / "boite"))
        assert relire(envoye).etat == "rebond"
        assert not AdresseEnErreur.objects.get().definitive
        assert len(Maildir(tmp_path / "boite")) == 0

    def test_l_entree_standard(self, envoye, monkeypatch):
        monkeypatch.setattr("sys.stdin", TextIOWrapper(BytesIO(avis.verp())))
        call_command("lire_retours", "-")
        assert relire(envoye).etat == "rebond"

    def test_une_boite_pop3(self, envoye, monkeypatch, settings):
        settings.RETOURS_BOITE = "pop3s://moi:m%40t@boite.example"
        effaces = []

        class Serveur:
            def __init__(self, hote, port, timeout):
                assert (hote, port) == ("boite.example", 995)

            def user(self, nom):
                assert nom == "moi"

            def pass_(self, mot):
                assert mot == "m@t"

            def stat(self):
                return 1, 100

            def retr(self, numero):
                return b"+OK", avis.postfix().splitlines(), 100

            def dele(self, numero):
                effaces.append(numero)

            def quit(self):
                effaces.append("quit")

        monkeypatch.setattr(retours.poplib, "POP3_SSL", Serveur)
        call_command("lire_retours")
        assert relire(envoye).etat == "rebond"
        assert effaces == [1, "quit"]

    def test_une_marque_inconnue_n_accuse_personne(self, envoye):
        assert envoi.noter_retour(jeton="0" * 24, definitif=True, motif="") == []
        assert not AdresseEnErreur.objects.exists()

    @pytest.mark.parametrize("boite", ["", "http://x.example"])
    def test_sans_boite_la_commande_le_dit(self, db, settings, boite):
        settings.RETOURS_BOITE = boite
        with pytest.raises(CommandError):
            call_command("lire_retours")

    def test_une_adresse_reconnue_n_est_plus_signalee(self, envoye):
        envoi.noter_retour(jeton=avis.JETON, definitif=True, motif="550")
        envoi.reconnaitre_adresse(adresse=envoye.destinataire)
        assert not AdresseEnErreur.objects.exists()

    def test_l_enveloppe_porte_la_marque(self, message, settings):
        settings.RETOURS_ADRESSE = "retours@oten.example"
        envoyer_message.func(message.pk)
        assert mail.outbox[0].from_email == f"retours+{message.jeton}@oten.example"
        assert "<academie@oten.example>" in mail.outbox[0].message()["From"]
