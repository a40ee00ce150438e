"""What a person does to a message before it leaves, or when it did not: each deed once, whatever is clicked twice."""

from datetime import datetime

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from academie.francais import date_courte, heure
from academie.models import AdresseEnErreur, Message, Utilisateur
from academie.regles import Refus
from academie.tasks import programmer_envois

Etat = Message.Etat


@transaction.atomic
def modifier_message(*, message: Message, sujet: str, texte: str, par: Utilisateur) -> Message:
    """Correct a message that has not left.

    Raises:
        Refus: it left, is leaving or was cancelled.
    """
    message = _verrouiller(message)
    if (message.sujet, message.texte) == (sujet, texte):
        return message
    if message.etat not in (*Message.PAS_PARTIS, Etat.EN_ECHEC):
        raise Refus(_("Ce message %(etat)s : il ne se corrige plus.") % {"etat": _situation(message)})
    message.sujet, message.texte, message.modifie_par = sujet, texte, par
    message.save()
    return message


@transaction.atomic
def retenir_message(*, message: Message, par: Utilisateur) -> Message:
    """Keep a message from leaving until somebody lets it go.

    Raises:
        Refus: it left, is leaving, failed or was cancelled.
    """
    message = _verrouiller(message)
    if message.etat == Etat.EN_RETENUE:
        return message
    if message.etat != Etat.A_ENVOYER:
        raise Refus(_("Ce message %(etat)s : il n'y a plus rien à retenir.") % {"etat": _situation(message)})
    message.retenir(par=par)
    message.save()
    return message


@transaction.atomic
def liberer_message(*, message: Message, par: Utilisateur) -> Message:
    """Let a held message go, at its time.

    Raises:
        Refus: nobody holds it.
    """
    message = _verrouiller(message)
    if message.etat in (Etat.A_ENVOYER, Etat.EN_PARTANCE, Etat.ENVOYE):
        return message
    if message.etat != Etat.EN_RETENUE:
        raise Refus(_("Ce message %(etat)s : personne ne le retient.") % {"etat": _situation(message)})
    message.liberer(par=par)
    message.save()
    programmer_envois([message])
    return message


@transaction.atomic
def annuler_message(*, message: Message, par: Utilisateur) -> Message:
    """Decide that a message never leaves.

    Raises:
        Refus: it left or is leaving.
    """
    message = _verrouiller(message)
    if message.etat == Etat.ANNULE:
        return message
    if message.etat not in (*Message.PAS_PARTIS, Etat.EN_ECHEC):
        raise Refus(_("Ce message %(etat)s : il ne s'annule plus.") % {"etat": _situation(message)})
    message.annuler(par=par)
    message.save()
    return message


@transaction.atomic
def renvoyer_message(*, message: Message, par: Utilisateur) -> Message:
    """Send a message that did not arrive, or was cancelled, as a new mail.

    Raises:
        Refus: it left, or its text is no longer kept.
    """
    message = _verrouiller(message)
    if message.etat in (*Message.PAS_PARTIS, Etat.EN_PARTANCE):
        return message
    if message.etat == Etat.ENVOYE:
        raise Refus(_("Ce message %(etat)s : il ne part pas deux fois.") % {"etat": _situation(message)})
    if not message.texte:
        raise Refus(
            _("Le texte de ce message n'est plus gardé depuis son départ. Refaites l'acte qui l'a fait écrire.")
        )
    message.reprendre(par=par)
    message.save()
    programmer_envois([message])
    return message


@transaction.atomic
def reconnaitre_adresse(*, adresse: str) -> None:
    """Say that an address works again, or was corrected."""
    AdresseEnErreur.objects.filter(adresse=adresse.lower()).delete()


@transaction.atomic
def noter_retour(*, jeton: str, definitif: bool, motif: str, le: datetime | None = None) -> list[Message]:
    """A mail server sent one of our mails back: its messages did not arrive. Twice is once; a mark unknown is nobody's.

    Returns:
        the messages that the mail carried.
    """
    le = le or timezone.now()
    premier = Message.objects.filter(jeton=jeton).first()
    if premier is None:
        return []
    portes = list(
        Message.objects.select_for_update().filter(pk__in=[premier.pk, *premier.groupes.values_list("pk", flat=True)])
    )
    revenus = [message for message in portes if message.etat == Etat.ENVOYE]
    for message in revenus:
        message.rebondir(erreur=motif)
        message.save()
    if revenus:
        AdresseEnErreur.objects.noter(premier.destinataire, definitive=definitif, motif=motif, le=le)
    return portes


def _verrouiller(message: Message) -> Message:
    return Message.objects.select_for_update(of=("self",)).get(pk=message.pk)


def _situation(message: Message) -> str:
    if message.envoye_le and message.etat == Etat.ENVOYE:
        return _("est parti le %(jour)s à %(heure)s") % {
            "jour": date_courte(message.envoye_le),
            "heure": heure(message.envoye_le),
        }
    return _("est %(etat)s") % {"etat": message.get_etat_display()}
