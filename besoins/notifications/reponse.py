from django.conf import settings

from academie.actions.message import mettre_en_file
from besoins.models import Reponse
from besoins.queries.enquete import questionnaire
from besoins.queries.invitation import lien_invitation
from besoins.queries.reponse import pages_de_reponse


def accuser_reponse(reponse: Reponse) -> None:
    """Thank the structure and give it a copy of what it answered."""
    invitation = reponse.invitation
    mettre_en_file(
        cle=f"enquete.reponse:{reponse.pk}",
        gabarit="besoins/messages/reponse.txt",
        contexte={
            "reponse": reponse,
            "enquete": reponse.enquete,
            "pages": pages_de_reponse(questionnaire(reponse.enquete), reponse),
            "lien": settings.BASE_URL + lien_invitation(invitation),
        },
        destinataire=invitation.email,
    )
