from django.urls import path

from besoins.views import besoin, contribution, preuve, priorite, retour

urlpatterns = [
    path("besoins/liste/", besoin.BesoinListView.as_view(), name="besoin_list"),
    path("besoins/liste.csv", besoin.BesoinListCsvView.as_view(), name="besoin_list_csv"),
    path("besoins/nouveau/", besoin.BesoinCreateView.as_view(), name="besoin_create"),
    path("besoins/<int:pk>/", besoin.BesoinDetailView.as_view(), name="besoin_detail"),
    path("besoins/<int:pk>/modifier/", besoin.BesoinUpdateView.as_view(), name="besoin_update"),
    path("besoins/<int:pk>/qualifier/", besoin.BesoinQualifierView.as_view(), name="besoin_qualifier"),
    path("besoins/<int:pk>/retenir/", besoin.BesoinRetenirView.as_view(), name="besoin_retenir"),
    path("besoins/<int:pk>/ecarter/", besoin.BesoinEcarterView.as_view(), name="besoin_ecarter"),
    path("besoins/<int:pk>/satisfaire/", besoin.BesoinSatisfaireView.as_view(), name="besoin_satisfaire"),
    path("besoins/<int:pk>/reexaminer/", besoin.BesoinReexaminerView.as_view(), name="besoin_reexaminer"),
    path("besoins/<int:pk>/regrouper/", besoin.BesoinRegrouperView.as_view(), name="besoin_regrouper"),
    path("besoins/<int:pk>/separer/", besoin.BesoinDegrouperView.as_view(), name="besoin_degrouper"),
    path("besoins/propositions/", contribution.ContributionListView.as_view(), name="contribution_list"),
    path("besoins/propositions/nouvelle/", contribution.ContributionCreateView.as_view(), name="contribution_create"),
    path("besoins/retours/", retour.RetourListView.as_view(), name="retour_list"),
    path("besoins/retours/<int:pk>/", retour.RetourDetailView.as_view(), name="retour_detail"),
    path("besoins/enquetes/<int:pk>/suites/", retour.EnqueteSuitesView.as_view(), name="enquete_suites"),
    path("besoins/priorite/", priorite.PrioriteDetailView.as_view(), name="priorite_detail"),
    path("besoins/priorite/poids/", priorite.PoidsView.as_view(), name="priorite_poids"),
    path("besoins/<int:pk>/place/", priorite.PlaceImposerView.as_view(), name="place_imposer"),
    path("besoins/<int:pk>/place/retirer/", priorite.PlaceRetirerView.as_view(), name="place_retirer"),
    path("besoins/<int:pk>/preuves/nouvelle/", preuve.PreuveCreateView.as_view(), name="preuve_create"),
    path("besoins/<int:pk>/preuves/<int:preuve>/retirer/", preuve.PreuveRetirerView.as_view(), name="preuve_retirer"),
]
