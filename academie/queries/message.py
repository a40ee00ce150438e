"""Reads about messages: when one leaves, what lies in the queue, what came back."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db.models import Count, Min
from django.utils import timezone

from academie.models import AdresseEnErreur, Message, Utilisateur
from academie.regles import regle


def departs_groupes(adresses: Collection[str], le: datetime) -> dict[str, datetime]:
    """When the messages that may wait leave for each of these addresses; those who want each at once are left out.

    The first opens a window, the next ones join it.
    """
    fenetre = timedelta(minutes=regle("message.regroupement"))
    if not fenetre:
        return {}
    au_fil = set(Utilisateur.objects.filter(email__in=adresses, messages_groupes=False).values_list("email", flat=True))
    ouvertes = dict(
        Message.objects.filter(
            destinataire__in=adresses,
            groupable=True,
            etat=Message.Etat.A_ENVOYER,
            envoyer_apres__range=(le, le + fenetre),
        )
        .order_by()
        .values_list("destinataire")
        .annotate(Min("envoyer_apres"))
    )
    return {adresse: ouvertes.get(adresse, le + fenetre) for adresse in adresses if adresse not in au_fil}


def compagnons(message: Message, le: datetime) -> list[int]:
    """Keys of the messages that leave with this one: itself, and those that waited for the same address."""
    if not message.groupable:
        return [message.pk]
    dus = Message.objects.filter(
        destinataire=message.destinataire, groupable=True, etat=Message.Etat.A_ENVOYER, envoyer_apres__lte=le
    )
    return sorted({message.pk, *dus.values_list("pk", flat=True)})


def etats_de_la_file() -> dict[str, int]:
    """How many messages in each state."""
    return dict(Message.objects.order_by().values_list("etat").annotate(Count("pk")))


def messages_de(*dossiers: str):
    """The messages about these, the latest first, without their texts."""
    return (
        Message.objects.du_dossier(*dossiers).select_related("utilisateur").defer("texte").order_by("-cree_le", "-pk")
    )


def adresses_en_erreur(adresses: Collection[str]) -> dict[str, AdresseEnErreur]:
    return {ligne.adresse: ligne for ligne in AdresseEnErreur.objects.filter(adresse__in=list(adresses))}


@dataclass(frozen=True)
class Attente:
    """What the sweep of the queue found."""

    oublies: list[Message]
    interrompus: list[int]


def en_souffrance(le: datetime | None = None) -> Attente:
    """Messages due for long that no task carries any more, and those whose sending never ended."""
    limite = (le or timezone.now()) - timedelta(minutes=regle("message.silence"))
    dus = Message.objects.filter(etat=Message.Etat.A_ENVOYER, cree_le__lte=limite).exclude(envoyer_apres__gt=limite)
    en_route = Message.objects.filter(etat=Message.Etat.EN_PARTANCE, pris_le__lte=limite)
    return Attente(list(dus.only("pk", "envoyer_apres")[:5000]), list(en_route.values_list("pk", flat=True)))
