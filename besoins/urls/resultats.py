from django.urls import path

from besoins.views import croisement, ponderation, publics, resultats

urlpatterns = [
    path("besoins/resultats/", publics.ResultatsPublicsListView.as_view(), name="resultats_publics_list"),
    path("besoins/resultats/<int:pk>/", publics.ResultatsPublicsView.as_view(), name="resultats_publics"),
    path("besoins/enquetes/<int:pk>/resultats/", resultats.EnqueteResultatsView.as_view(), name="enquete_resultats"),
    path(
        "besoins/enquetes/<int:pk>/resultats.csv",
        resultats.EnqueteResultatsCsvView.as_view(),
        name="enquete_resultats_csv",
    ),
    path(
        "besoins/enquetes/<int:pk>/resultats/questions/<int:question>/textes/",
        resultats.VerbatimsView.as_view(),
        name="resultats_textes",
    ),
    path("besoins/enquetes/<int:pk>/ponderation/", ponderation.PonderationView.as_view(), name="ponderation"),
    path(
        "besoins/enquetes/<int:pk>/ponderation/recalculer/",
        ponderation.PonderationRecalculerView.as_view(),
        name="ponderation_recalculer",
    ),
    path("besoins/enquetes/<int:pk>/ponderation/poids/", ponderation.PoidsView.as_view(), name="ponderation_poids"),
    path("besoins/enquetes/<int:pk>/croisement/", croisement.CroisementView.as_view(), name="croisement"),
    path("besoins/enquetes/<int:pk>/croisement.csv", croisement.CroisementCsvView.as_view(), name="croisement_csv"),
    path(
        "besoins/enquetes/<int:pk>/resultats/<int:option>/besoin/",
        resultats.OptionDeriverView.as_view(),
        name="option_deriver",
    ),
]
