from collections.abc import Iterable, Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime
from itertools import islice

from django.db import IntegrityError, transaction
from django.utils import timezone

from academie.branchements.gabarits import GABARITS
from academie.models import Message, PieceMessage, Utilisateur
from academie.queries.gabarit import redacteur
from academie.queries.message import departs_groupes
from academie.tasks import programmer_envois

PAR_LOT = 500


@dataclass(frozen=True)
class Piece:
    """A file attached to a message: its content, or the `source` it is made from as the message leaves."""

    nom: str
    type: str
    contenu: bytes = b""
    source: str = ""


@dataclass(frozen=True)
class Lettre:
    """One message among many of the same template. `apres`: not before that moment."""

    cle: str
    destinataire: str
    contexte: dict
    utilisateur: Utilisateur | None = None
    dossier: str = ""
    pieces: Sequence[Piece] = ()
    apres: datetime | None = None


def mettre_en_file(
    *,
    cle: str,
    gabarit: str,
    contexte: dict,
    destinataire: str = "",
    utilisateur: Utilisateur | None = None,
    pieces: Sequence[Piece] = (),
    dossier: str = "",
    apres: datetime | None = None,
) -> Message:
    """Write a message in the transaction of the deed; the worker sends it.

    Args:
        cle: what makes the message unique ("inscription.confirmee:42:1"): the same key never sends twice.
        gabarit: template whose first line is the subject, the rest the text ("sessions/messages/confirmee.txt").
        contexte: what the template needs: strings, for a text that gestionnaires may rewrite.
        destinataire: address, when the person has no account.
        utilisateur: person, when they have one; their address is used.
        dossier: what the message is about ("inscription:42", "session:7"): its page lists it.
        apres: not before that moment; until then it is seen, corrected, held or cancelled in the queue.
    """
    adresse = utilisateur.email if utilisateur else destinataire
    lettre = Lettre(cle, adresse, contexte, utilisateur, dossier, pieces, apres)
    with suppress(IntegrityError):  # the same fact, told by another at the same moment
        for message in mettre_en_file_en_nombre(gabarit=gabarit, lettres=[lettre]):
            return message
    return Message.objects.get(cle=cle)


@transaction.atomic
def mettre_en_file_en_nombre(*, gabarit: str, lettres: Iterable[Lettre]) -> list[Message]:
    """The same for many messages of one template: a few queries for each lot, not for each message. Gives the new ones."""
    rediger_un, suite, tous = redacteur(gabarit), iter(lettres), []
    while lot := list(islice(suite, PAR_LOT)):
        connues = Message.objects.filter(cle__in=[lettre.cle for lettre in lot]).order_by()
        ecrites = set(connues.values_list("cle", flat=True))
        nouvelles = [lettre for lettre in lot if lettre.cle not in ecrites]
        departs = _departs(gabarit, nouvelles)
        messages = Message.objects.bulk_create(
            Message(
                cle=lettre.cle,
                gabarit=gabarit,
                dossier=lettre.dossier,
                destinataire=lettre.destinataire,
                utilisateur=lettre.utilisateur,
                groupable=lettre.destinataire in departs,
                envoyer_apres=lettre.apres or departs.get(lettre.destinataire),
                **rediger_un(lettre.contexte),
            )
            for lettre in nouvelles
        )
        _joindre(messages, nouvelles)
        programmer_envois(messages)
        tous += messages
    return tous


def rediger(gabarit: str, contexte: dict) -> dict[str, str]:
    """The subject and the text of a message, as its recipient will read them."""
    return redacteur(gabarit)(contexte)


def oublier_les_attendus(*, dossiers: Iterable[str], gabarits: Iterable[str], motif: str) -> int:
    """Cancel what was to be said later of these and is no longer true."""
    attendus = Message.objects.pas_partis().filter(dossier__in=list(dossiers), gabarit__in=list(gabarits))
    return attendus.update(etat=Message.Etat.ANNULE, erreur=motif[:300])


def _departs(gabarit: str, lettres: list[Lettre]) -> dict[str, datetime]:
    """Who may wait for other messages, and until when; nobody for a template that presses."""
    connu = GABARITS.get(gabarit)
    if not (connu and connu.groupable and lettres):
        return {}
    return departs_groupes({lettre.destinataire for lettre in lettres}, timezone.now())


def _joindre(messages: Sequence[Message], lettres: Sequence[Lettre]) -> None:
    pieces = [
        PieceMessage(message=message, nom=piece.nom, type=piece.type, contenu=piece.contenu, source=piece.source)
        for message, lettre in zip(messages, lettres, strict=True)
        for piece in lettre.pieces
    ]
    if pieces:
        PieceMessage.objects.bulk_create(pieces)
