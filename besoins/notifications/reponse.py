from django.conf import settings

from academie.actions.message import mettre_en_file
from besoins.models import Enquete, Invitation, Reponse
from besoins.queries.enquete import questionnaire
from besoins.queries.invitation import lien_invitation
from besoins.queries.reponse import pages_de_reponse


def accuser_reponse(reponse: Reponse, invitation: Invitation) -> None:
    """Thank the person who answered; only a named answer is copied into the message."""
    enquete = reponse.enquete
    if not invitation.email:
        return
    nommee = enquete.regime == Enquete.Regime.NOMME
    mettre_en_file(
        cle=f"enquete.reponse:{invitation.pk}",
        gabarit="besoins/messages/reponse.txt",
        contexte={
            "reponse": reponse,
            "invitation": invitation,
            "enquete": enquete,
            "pages": pages_de_reponse(questionnaire(enquete), reponse) if nommee else [],
            "lien": settings.BASE_URL + lien_invitation(invitation),
        },
        destinataire=invitation.email,
    )


def envoyer_lien(invitation: Invitation, email: str) -> None:
    """Whoever came by the open link keeps their personal one; the same address is written to once."""
    mettre_en_file(
        cle=f"enquete.lien:{invitation.pk}:{invitation.version}:{email}"[:120],
        gabarit="besoins/messages/lien_personnel.txt",
        contexte={"enquete": invitation.enquete, "lien": settings.BASE_URL + lien_invitation(invitation)},
        destinataire=email,
    )
