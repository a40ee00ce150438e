from django.conf import settings

from academie.actions.message import mettre_en_file
from academie.autorisations.table import Role
from academie.models import Affectation
from sessions.models import Reouverture


def besoin_rouvert(reouverture: Reouverture, motif: str) -> None:
    """Tell every conceptrice and concepteur of the day that a need is to be examined again, once for each version."""
    affectations = Affectation.objects.du_jour().filter(role=Role.CONCEPTEUR).select_related("utilisateur")
    for personne in {affectation.utilisateur for affectation in affectations}:
        mettre_en_file(
            cle=f"besoin.rouvert:{reouverture.pk}:{personne.pk}",
            gabarit="sessions/messages/besoin_rouvert.txt",
            contexte={
                "prenom": personne.prenom,
                "besoin": reouverture.besoin.titre,
                "motif": motif,
                "lien": settings.BASE_URL + reouverture.besoin.get_absolute_url(),
            },
            utilisateur=personne,
        )
