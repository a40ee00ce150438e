"""The queue of messages: reminders to come, one held, one that failed, one that came back, a text rewritten."""

from datetime import timedelta

from django.utils import timezone

from academie.actions.envoi import noter_retour, retenir_message
from academie.actions.gabarit import reecrire_gabarit
from academie.branchements.gabarits import GABARITS
from academie.models import Message, Utilisateur, VersionGabarit
from academie.queries.gabarit import texte_d_origine
from sessions.actions.rappel import preparer_rappels
from sessions.models import Session

CONFIRMEE = "sessions/messages/inscription_confirmee.txt"


def raconter_messages() -> None:
    """Idempotent: told once."""
    if VersionGabarit.objects.exists():
        return
    gestionnaire = Utilisateur.objects.get(email="gestionnaire@demo.example")
    _reecrire(gestionnaire)
    _rappeler()
    a_venir = Message.objects.filter(gabarit=CONFIRMEE, etat=Message.Etat.A_ENVOYER)
    autres = a_venir.exclude(utilisateur__email="animateur@demo.example").order_by("-pk")
    for raconter, message in zip((_retenir, _echouer, _revenir), autres[:3], strict=False):
        raconter(message, gestionnaire)


def _reecrire(gestionnaire: Utilisateur) -> None:
    texte = texte_d_origine(CONFIRMEE)
    reecrire_gabarit(
        gabarit=GABARITS[CONFIRMEE],
        sujet=texte.sujet,
        texte=texte.texte.replace("Notez ces dates", "Bonne nouvelle, notez ces dates"),
        par=gestionnaire,
    )


def _rappeler() -> None:
    """The reminders of the next session that is far enough, written some days before they leave."""
    loin = timezone.now() + timedelta(days=18)
    if session := Session.objects.ouvertes().filter(debut__gt=loin, places_prises__gt=0).order_by("debut").first():
        preparer_rappels(le=session.debut - timedelta(days=16))


def _retenir(message: Message, gestionnaire: Utilisateur) -> None:
    retenir_message(message=message, par=gestionnaire)


def _echouer(message: Message, gestionnaire: Utilisateur) -> None:
    message.echouer(erreur="SMTPDataError 554 message refusé par la politique du serveur")
    message.tentatives = 1
    message.save()


def _revenir(message: Message, gestionnaire: Utilisateur) -> None:
    """Sent, then sent back by the server of the structure."""
    Message.objects.filter(pk=message.pk).update(etat=Message.Etat.EN_PARTANCE)
    message = Message.objects.get(pk=message.pk)
    message.envoyer(le=timezone.now() - timedelta(hours=3))
    message.save()
    noter_retour(jeton=message.jeton, definitif=True, motif="5.1.1 550 User unknown")
