from datetime import datetime

from django.db import transaction
from django.utils import timezone

from academie.models import Competence, FicheAnnuaire, Utilisateur


@transaction.atomic
def paraitre_dans_l_annuaire(
    *,
    utilisateur: Utilisateur,
    presentation: str,
    competences: list[Competence],
    adresse_visible: bool,
    le: datetime | None = None,
) -> FicheAnnuaire:
    """Somebody agrees to be found, or changes what is said of them; the day they agreed stays."""
    utilisateur = Utilisateur.objects.select_for_update().get(pk=utilisateur.pk)
    fiche = FicheAnnuaire.objects.filter(utilisateur=utilisateur).first() or FicheAnnuaire(
        utilisateur=utilisateur, consentie_le=le or timezone.now()
    )
    fiche.presentation, fiche.adresse_visible = presentation, adresse_visible
    fiche.save()
    fiche.competences.set(competences)
    return fiche


@transaction.atomic
def quitter_l_annuaire(*, utilisateur: Utilisateur) -> None:
    """Nothing of the entry is kept. Already gone is fine."""
    FicheAnnuaire.objects.filter(utilisateur=utilisateur).delete()
