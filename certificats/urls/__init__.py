"""The addresses of the house, one module for each workplace."""

from certificats.urls import acquis, badges, delivrance, equipe, fiches, parcours, plan, reconnaissance, verification

app_name = "certificats"

urlpatterns = [
    *badges.urlpatterns,
    *delivrance.urlpatterns,
    *verification.urlpatterns,
    *parcours.urlpatterns,
    *plan.urlpatterns,
    *equipe.urlpatterns,
    *fiches.urlpatterns,
    *acquis.urlpatterns,
    *reconnaissance.urlpatterns,
]
