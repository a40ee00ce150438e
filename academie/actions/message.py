from collections.abc import Iterable
from dataclasses import dataclass
from itertools import islice

from django.db import transaction
from django.template.loader import render_to_string

from academie.models import Message, Utilisateur
from academie.tasks import envoyer_message, programmer_envois

PAR_LOT = 500


@dataclass(frozen=True)
class Piece:
    """A file attached to a message."""

    nom: str
    type: str
    contenu: bytes


@dataclass(frozen=True)
class Lettre:
    """One message among many of the same template."""

    cle: str
    destinataire: str
    contexte: dict


@transaction.atomic
def mettre_en_file(
    *,
    cle: str,
    gabarit: str,
    contexte: dict,
    destinataire: str = "",
    utilisateur: Utilisateur | None = None,
    piece: Piece | None = None,
) -> Message:
    """Write a message in the transaction of the deed; the worker sends it.

    Args:
        cle: what makes the message unique ("inscription.confirmee:42:1"): the same key never sends twice.
        gabarit: template whose first line is the subject, the rest the text ("sessions/messages/confirmee.txt").
        contexte: what the template needs; `base_url` is added.
        destinataire: address, when the person has no account.
        utilisateur: person, when they have one; their address is used.
    """
    message, nouveau = Message.objects.get_or_create(
        cle=cle,
        defaults={
            **rediger(gabarit, contexte),
            "destinataire": utilisateur.email if utilisateur else destinataire,
            "utilisateur": utilisateur,
            "piece_nom": piece.nom if piece else "",
            "piece_type": piece.type if piece else "",
            "piece": piece.contenu if piece else None,
        },
    )
    if nouveau:
        envoyer_message.enqueue(message.pk)
    return message


@transaction.atomic
def mettre_en_file_en_nombre(*, gabarit: str, lettres: Iterable[Lettre]) -> None:
    """The same for many messages of one template: a few queries for each lot, not for each message."""
    suite = iter(lettres)
    while lot := list(islice(suite, PAR_LOT)):
        ecrites = set(Message.objects.filter(cle__in=[lettre.cle for lettre in lot]).values_list("cle", flat=True))
        messages = Message.objects.bulk_create(
            Message(cle=lettre.cle, destinataire=lettre.destinataire, **rediger(gabarit, lettre.contexte))
            for lettre in lot
            if lettre.cle not in ecrites
        )
        programmer_envois(message.pk for message in messages)


def rediger(gabarit: str, contexte: dict) -> dict[str, str]:
    """The subject and the text of a message, as its recipient will read them."""
    sujet, _, texte = render_to_string(gabarit, contexte).strip().partition("\n")
    return {"sujet": sujet.strip()[:300], "texte": texte.strip()}
