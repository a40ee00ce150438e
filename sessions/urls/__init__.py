"""The addresses of the house, one module for each workplace."""

from sessions.urls import (
    abonnements,
    agendas,
    alertes,
    bilans,
    demarches,
    documents,
    donnees,
    emargements,
    envois,
    evaluations,
    inscriptions,
    nouveautes,
    planification,
    seances,
    suivi,
    tablette,
)

app_name = "sessions"

urlpatterns = [
    *agendas.urlpatterns,  # polled all day long: found first
    *seances.urlpatterns,
    *inscriptions.urlpatterns,
    *planification.urlpatterns,
    *suivi.urlpatterns,
    *emargements.urlpatterns,
    *alertes.urlpatterns,
    *nouveautes.urlpatterns,
    *abonnements.urlpatterns,
    *donnees.urlpatterns,
    *bilans.urlpatterns,
    *documents.urlpatterns,
    *demarches.urlpatterns,
    *tablette.urlpatterns,
    *evaluations.urlpatterns,
    *envois.urlpatterns,
]
