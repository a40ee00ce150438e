from django.urls import path

from sessions.views import inscription, offre

urlpatterns = [
    path("sessions/<int:pk>/inscription/", inscription.InscriptionCreateView.as_view(), name="inscription_create"),
    path("inscriptions/", inscription.InscriptionListView.as_view(), name="inscription_list"),
    path("inscriptions/<int:pk>/", inscription.InscriptionDetailView.as_view(), name="inscription_detail"),
    path("inscriptions/<int:pk>/annuler/", inscription.InscriptionAnnulerView.as_view(), name="inscription_annuler"),
    path("inscriptions/<int:pk>/accepter/", offre.OffreAccepterView.as_view(), name="offre_accepter"),
    path("inscriptions/<int:pk>/refuser/", offre.OffreRefuserView.as_view(), name="offre_refuser"),
    path("offres/<str:jeton>/", offre.OffreRepondreView.as_view(), name="offre_repondre"),
]
