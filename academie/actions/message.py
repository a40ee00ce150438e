from dataclasses import dataclass

from django.db import transaction
from django.template.loader import render_to_string

from academie.models import Message, Utilisateur
from academie.tasks import envoyer_message


@dataclass(frozen=True)
class Piece:
    """A file attached to a message."""

    nom: str
    type: str
    contenu: bytes


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
    texte = render_to_string(gabarit, contexte).strip()
    sujet, _, corps = texte.partition("\n")
    message, nouveau = Message.objects.get_or_create(
        cle=cle,
        defaults={
            "destinataire": utilisateur.email if utilisateur else destinataire,
            "utilisateur": utilisateur,
            "sujet": sujet.strip()[:300],
            "texte": corps.strip(),
            "piece_nom": piece.nom if piece else "",
            "piece_type": piece.type if piece else "",
            "piece": piece.contenu if piece else None,
        },
    )
    if nouveau:
        envoyer_message.enqueue(message.pk)
    return message
