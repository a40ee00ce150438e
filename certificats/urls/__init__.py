"""The addresses of the house, one module for each workplace."""

from certificats.urls import (
    acquis,
    badges,
    competences,
    delivrance,
    equipe,
    fiches,
    modeles,
    parcours,
    partage,
    plan,
    reconnaissance,
    reseau,
    verification,
)

app_name = "certificats"

urlpatterns = [
    *badges.urlpatterns,
    *modeles.urlpatterns,
    *delivrance.urlpatterns,
    *verification.urlpatterns,
    *parcours.urlpatterns,
    *partage.urlpatterns,
    *plan.urlpatterns,
    *competences.urlpatterns,
    *equipe.urlpatterns,
    *fiches.urlpatterns,
    *acquis.urlpatterns,
    *reconnaissance.urlpatterns,
    *reseau.urlpatterns,
]
