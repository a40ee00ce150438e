from django.urls import path

from sessions.views import effectif, inscription, offre, remplacement, reserve

urlpatterns = [
    path("inscriptions/", inscription.InscriptionListView.as_view(), name="inscription_list"),
    path("inscriptions/<int:pk>/", inscription.InscriptionDetailView.as_view(), name="inscription_detail"),
    path("inscriptions/<int:pk>/annuler/", inscription.InscriptionAnnulerView.as_view(), name="inscription_annuler"),
    path("inscriptions/<int:pk>/accepter/", offre.OffreAccepterView.as_view(), name="offre_accepter"),
    path("inscriptions/<int:pk>/refuser/", offre.OffreRefuserView.as_view(), name="offre_refuser"),
    path("offres/<str:jeton>/", offre.OffreRepondreView.as_view(), name="offre_repondre"),
    path(
        "inscriptions/<int:pk>/remplacer/",
        remplacement.InscriptionRemplacerView.as_view(),
        name="inscription_remplacer",
    ),
    path("sessions/<int:pk>/reserver/", reserve.ReserveCreateView.as_view(), name="reserve_create"),
    path("reserves/", reserve.ReserveListView.as_view(), name="reserve_list"),
    path("reserves/<int:pk>/modifier/", reserve.ReserveUpdateView.as_view(), name="reserve_update"),
    path("reserves/<int:pk>/liberer/", reserve.ReserveLibererView.as_view(), name="reserve_liberer"),
    path("pilotage/sessions/<int:pk>/places/", reserve.SessionPlacesView.as_view(), name="session_places"),
    path("pilotage/sessions/<int:pk>/places/reserver/", reserve.SessionReserverView.as_view(), name="session_reserver"),
    path(
        "pilotage/reserves/<int:pk>/modifier/",
        reserve.SessionReserveUpdateView.as_view(),
        name="session_reserve_update",
    ),
    path(
        "pilotage/reserves/<int:pk>/liberer/",
        reserve.SessionReserveLibererView.as_view(),
        name="session_reserve_liberer",
    ),
    path(
        "pilotage/sessions/<int:pk>/inscriptions/",
        effectif.SessionInscriptionsView.as_view(),
        name="session_inscriptions",
    ),
    path(
        "pilotage/sessions/<int:pk>/inscriptions.csv",
        effectif.SessionInscriptionsCsvView.as_view(),
        name="session_inscriptions_csv",
    ),
    path(
        "pilotage/sessions/<int:pk>/inscriptions.xlsx",
        effectif.SessionInscriptionsXlsxView.as_view(),
        name="session_inscriptions_xlsx",
    ),
]
