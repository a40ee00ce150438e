from django.urls import path

from besoins.views import besoin, preuve

urlpatterns = [
    path("besoins/liste/", besoin.BesoinListView.as_view(), name="besoin_list"),
    path("besoins/nouveau/", besoin.BesoinCreateView.as_view(), name="besoin_create"),
    path("besoins/<int:pk>/", besoin.BesoinDetailView.as_view(), name="besoin_detail"),
    path("besoins/<int:pk>/modifier/", besoin.BesoinUpdateView.as_view(), name="besoin_update"),
    path("besoins/<int:pk>/qualifier/", besoin.BesoinQualifierView.as_view(), name="besoin_qualifier"),
    path("besoins/<int:pk>/retenir/", besoin.BesoinRetenirView.as_view(), name="besoin_retenir"),
    path("besoins/<int:pk>/ecarter/", besoin.BesoinEcarterView.as_view(), name="besoin_ecarter"),
    path("besoins/<int:pk>/satisfaire/", besoin.BesoinSatisfaireView.as_view(), name="besoin_satisfaire"),
    path("besoins/<int:pk>/reexaminer/", besoin.BesoinReexaminerView.as_view(), name="besoin_reexaminer"),
    path("besoins/<int:pk>/preuves/nouvelle/", preuve.PreuveCreateView.as_view(), name="preuve_create"),
    path("besoins/<int:pk>/preuves/<int:preuve>/retirer/", preuve.PreuveRetirerView.as_view(), name="preuve_retirer"),
]
