from django.urls import path

from sessions.views import indicateurs, temps

urlpatterns = [
    path("pilotage/", indicateurs.IndicateurListView.as_view(), name="indicateur_list"),
    path("pilotage/indicateurs.csv", indicateurs.IndicateurCsvView.as_view(), name="indicateur_csv"),
    path("pilotage/indicateurs.xlsx", indicateurs.IndicateurXlsxView.as_view(), name="indicateur_xlsx"),
    path("temps/", temps.TempsListView.as_view(), name="temps_list"),
    path("temps/nouveau/", temps.TempsCreateView.as_view(), name="temps_create"),
    path("temps/<int:pk>/", temps.TempsDetailView.as_view(), name="temps_detail"),
    path("temps/<int:pk>/ajouter/", temps.TempsAjouterView.as_view(), name="temps_ajouter"),
    path("temps/<int:pk>/reprendre/", temps.TempsReprendreView.as_view(), name="temps_reprendre"),
    path("temps/<int:pk>/attester/", temps.TempsAttesterView.as_view(), name="temps_attester"),
    path("temps/<int:pk>/valider/", temps.TempsValiderView.as_view(), name="temps_valider"),
    path("temps/<int:pk>/renvoyer/", temps.TempsRenvoyerView.as_view(), name="temps_renvoyer"),
    path("temps/<int:pk>/lignes/<int:ligne>/retirer/", temps.TempsRetirerView.as_view(), name="temps_retirer"),
]
