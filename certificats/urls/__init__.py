"""The addresses of the house, one module for each workplace."""

from certificats.urls import badges, delivrance, fiches, parcours, verification

app_name = "certificats"

urlpatterns = [
    *badges.urlpatterns,
    *delivrance.urlpatterns,
    *verification.urlpatterns,
    *parcours.urlpatterns,
    *fiches.urlpatterns,
]
