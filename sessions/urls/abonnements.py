from django.urls import path

from sessions.views import abonnement, consentement

urlpatterns = [
    path("agendas/prives/", abonnement.AbonnementListView.as_view(), name="abonnement_list"),
    path("agendas/prives/nouveau/", abonnement.AbonnementCreateView.as_view(), name="abonnement_create"),
    path("agendas/prives/noms/", consentement.ConsentementView.as_view(), name="consentement"),
    path("agendas/prives/<int:pk>/", abonnement.AbonnementDetailView.as_view(), name="abonnement_detail"),
    path(
        "agendas/prives/<int:pk>/remplacer/", abonnement.AbonnementRemplacerView.as_view(), name="abonnement_remplacer"
    ),
    path("agendas/prives/<int:pk>/revoquer/", abonnement.AbonnementRevoquerView.as_view(), name="abonnement_revoquer"),
    path("agendas/prive/<str:jeton>.ics", abonnement.AgendaPriveView.as_view(), name="agenda_prive"),
    path("inscriptions/<int:pk>.ics", abonnement.InscriptionIcsView.as_view(), name="inscription_ics"),
]
