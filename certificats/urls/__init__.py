"""The addresses of the house, one module for each workplace."""

from certificats.urls import delivrance, fiches, parcours, verification

app_name = "certificats"

urlpatterns = [
    *delivrance.urlpatterns,
    *verification.urlpatterns,
    *parcours.urlpatterns,
    *fiches.urlpatterns,
]
