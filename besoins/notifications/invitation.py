from django.conf import settings
from django.template.loader import render_to_string
from django.utils.translation import gettext as _

from academie.actions.message import mettre_en_file
from academie.models import Structure
from besoins.models import Enquete, Invitation
from besoins.queries.invitation import lien_invitation

INVITATION = "besoins/messages/invitation.txt"


def apercu_invitation(enquete: Enquete, structure: Structure) -> dict[str, str]:
    """The subject and the text that `structure` would receive, without a real link."""
    contexte = {
        "invitation": Invitation(enquete=enquete, structure=structure),
        "enquete": enquete,
        "lien": _("(le lien personnel de la structure)"),
    }
    sujet, _saut, texte = render_to_string(INVITATION, contexte).strip().partition("\n")
    return {"sujet": sujet, "texte": texte}


def annoncer_invitation(invitation: Invitation) -> None:
    """Send its personal link to a structure; a new version of the link is a new message."""
    mettre_en_file(
        cle=f"enquete.invitation:{invitation.pk}:{invitation.version}",
        gabarit=INVITATION,
        contexte={
            "invitation": invitation,
            "enquete": invitation.enquete,
            "lien": settings.BASE_URL + lien_invitation(invitation),
        },
        destinataire=invitation.email,
    )
