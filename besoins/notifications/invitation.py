from collections.abc import Iterable

from django.conf import settings
from django.urls import reverse
from django.utils.translation import gettext as _

from academie.actions.message import Lettre, mettre_en_file, mettre_en_file_en_nombre, rediger
from besoins.models import Enquete, Envoi, Invitation
from besoins.queries.invitation import jeton_invitation, lien_invitation

MESSAGES: dict[str, str] = {
    Envoi.Genre.INVITATION: "besoins/messages/invitation.txt",
    Envoi.Genre.RELANCE: "besoins/messages/invitation_relance.txt",
}


def apercu_envoi(enquete: Enquete, genre: str, invitation: Invitation, mot: str) -> dict[str, str]:
    """The subject and the text that this person would receive, without a real link."""
    liens = {"lien": _("(ici, son lien personnel)"), "refus": _("(ici, le lien pour le dire)")}
    return rediger(MESSAGES[genre], _contexte(enquete, invitation, mot) | liens)


def annoncer_envoi(envoi: Envoi, invitations: Iterable[Invitation]) -> None:
    """Write to each their personal link, keyed by the sending: it never reaches the same person twice."""
    mettre_en_file_en_nombre(
        gabarit=MESSAGES[envoi.genre],
        lettres=(
            Lettre(
                cle=f"enquete.envoi:{envoi.pk}:{invitation.pk}",
                destinataire=invitation.email,
                contexte=_contexte(envoi.enquete, invitation, envoi.mot),
            )
            for invitation in invitations
        ),
    )


def annoncer_nouveau_lien(invitation: Invitation) -> None:
    """Send one's link again; a new version of the link is a new message."""
    mettre_en_file(
        cle=f"enquete.envoi:lien-{invitation.version}:{invitation.pk}",
        gabarit=MESSAGES[Envoi.Genre.INVITATION],
        contexte=_contexte(invitation.enquete, invitation, ""),
        destinataire=invitation.email,
    )


def _contexte(enquete: Enquete, invitation: Invitation, mot: str) -> dict:
    return {
        "invitation": invitation,
        "enquete": enquete,
        "mot": mot,
        "lien": settings.BASE_URL + lien_invitation(invitation),
        "refus": settings.BASE_URL + reverse("besoins:reponse_refuser", args=[jeton_invitation(invitation)]),
    }
