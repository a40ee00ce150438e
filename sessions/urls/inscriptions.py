from django.urls import path

from sessions.views import inscription

urlpatterns = [
    path("sessions/<int:pk>/inscription/", inscription.InscriptionCreateView.as_view(), name="inscription_create"),
    path("inscriptions/", inscription.InscriptionListView.as_view(), name="inscription_list"),
    path("inscriptions/<int:pk>/", inscription.InscriptionDetailView.as_view(), name="inscription_detail"),
    path("inscriptions/<int:pk>/annuler/", inscription.InscriptionAnnulerView.as_view(), name="inscription_annuler"),
]
