from django.urls import path

from sessions.views import accord, amenagement, demande, groupe, positionnement

urlpatterns = [
    path("sessions/<int:pk>/inscription/", demande.InscriptionCreateView.as_view(), name="inscription_create"),
    path("sessions/<int:pk>/inscrire/", groupe.GroupeCreateView.as_view(), name="groupe_create"),
    path("sessions/<int:pk>/inscrire/fichier/", groupe.GroupeFichierView.as_view(), name="groupe_fichier"),
    path("sessions/<int:pk>/inscrire/confirmer/", groupe.GroupeConfirmerView.as_view(), name="groupe_confirmer"),
    path("inscriptions/<int:pk>/demande/", demande.DemandeUpdateView.as_view(), name="demande_update"),
    path(
        "inscriptions/<int:pk>/amenagement/", amenagement.AmenagementPrevoirView.as_view(), name="amenagement_prevoir"
    ),
    path("pilotage/amenagements/", amenagement.AmenagementListView.as_view(), name="amenagement_list"),
    path(
        "animation/<int:pk>/positionnement/", positionnement.PositionnementView.as_view(), name="positionnement_detail"
    ),
    path("accords/<str:jeton>/", accord.AccordRepondreView.as_view(), name="accord_repondre"),
    path("pilotage/accords/", accord.AccordListView.as_view(), name="accord_list"),
    path("pilotage/accords/<int:pk>/redemander/", accord.AccordRedemanderView.as_view(), name="accord_redemander"),
    path("pilotage/accords/<int:pk>/papier/", accord.AccordPapierView.as_view(), name="accord_papier"),
]
