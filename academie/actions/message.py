from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from itertools import islice

from django.db import transaction
from django.template.loader import render_to_string

from academie.models import Message, PieceMessage, Utilisateur
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
    utilisateur: Utilisateur | None = None
    dossier: str = ""
    pieces: Sequence[Piece] = field(default_factory=tuple)


@transaction.atomic
def mettre_en_file(
    *,
    cle: str,
    gabarit: str,
    contexte: dict,
    destinataire: str = "",
    utilisateur: Utilisateur | None = None,
    pieces: Sequence[Piece] = (),
    dossier: str = "",
) -> Message:
    """Write a message in the transaction of the deed; the worker sends it.

    Args:
        cle: what makes the message unique ("inscription.confirmee:42:1"): the same key never sends twice.
        gabarit: template whose first line is the subject, the rest the text ("sessions/messages/confirmee.txt").
        contexte: what the template needs.
        destinataire: address, when the person has no account.
        utilisateur: person, when they have one; their address is used.
        dossier: what the message is about ("inscription:42", "session:7"): its page lists it.
    """
    message, nouveau = Message.objects.get_or_create(
        cle=cle,
        defaults={
            **rediger(gabarit, contexte),
            "gabarit": gabarit,
            "destinataire": utilisateur.email if utilisateur else destinataire,
            "utilisateur": utilisateur,
            "dossier": dossier,
        },
    )
    if nouveau:
        joindre([(message, piece) for piece in pieces])
        envoyer_message.enqueue(message.pk)
    return message


@transaction.atomic
def mettre_en_file_en_nombre(*, gabarit: str, lettres: Iterable[Lettre]) -> None:
    """The same for many messages of one template: a few queries for each lot, not for each message."""
    suite = iter(lettres)
    while lot := list(islice(suite, PAR_LOT)):
        ecrites = set(Message.objects.filter(cle__in=[lettre.cle for lettre in lot]).values_list("cle", flat=True))
        nouvelles = [lettre for lettre in lot if lettre.cle not in ecrites]
        messages = Message.objects.bulk_create(
            Message(
                cle=lettre.cle,
                gabarit=gabarit,
                destinataire=lettre.destinataire,
                utilisateur=lettre.utilisateur,
                dossier=lettre.dossier,
                **rediger(gabarit, lettre.contexte),
            )
            for lettre in nouvelles
        )
        joindre(
            [(message, piece) for message, lettre in zip(messages, nouvelles, strict=True) for piece in lettre.pieces]
        )
        programmer_envois(message.pk for message in messages)


def joindre(pieces: Sequence[tuple[Message, Piece]]) -> None:
    PieceMessage.objects.bulk_create(
        PieceMessage(message=message, nom=piece.nom, type=piece.type, contenu=piece.contenu)
        for message, piece in pieces
    )


def rediger(gabarit: str, contexte: dict) -> dict[str, str]:
    """The subject and the text of a message, as its recipient will read them."""
    sujet, _, texte = render_to_string(gabarit, contexte).strip().partition("\n")
    return {"sujet": sujet.strip()[:300], "texte": texte.strip()}
