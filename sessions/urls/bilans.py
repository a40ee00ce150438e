from django.urls import path

from sessions.views import indicateurs

urlpatterns = [
    path("pilotage/", indicateurs.IndicateurListView.as_view(), name="indicateur_list"),
    path("pilotage/indicateurs.csv", indicateurs.IndicateurCsvView.as_view(), name="indicateur_csv"),
    path("pilotage/indicateurs.xlsx", indicateurs.IndicateurXlsxView.as_view(), name="indicateur_xlsx"),
]
