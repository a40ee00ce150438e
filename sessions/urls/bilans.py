from django.urls import path, register_converter
from django.urls.converters import IntConverter

from sessions.views import bpf, financeur, indicateurs, temps


class AnneeConverter(IntConverter):
    """A year that calendars know."""

    regex = "2[0-9]{3}"


register_converter(AnneeConverter, "annee")

urlpatterns = [
    path("pilotage/", indicateurs.IndicateurListView.as_view(), name="indicateur_list"),
    path("pilotage/indicateurs.csv", indicateurs.IndicateurCsvView.as_view(), name="indicateur_csv"),
    path("pilotage/indicateurs.xlsx", indicateurs.IndicateurXlsxView.as_view(), name="indicateur_xlsx"),
    path("pilotage/bpf/", bpf.BpfListView.as_view(), name="bpf_list"),
    path("pilotage/bpf/specialites/", bpf.BpfSpecialitesView.as_view(), name="bpf_specialites"),
    path("pilotage/bpf/<annee:annee>/", bpf.BpfDetailView.as_view(), name="bpf_detail"),
    path("pilotage/bpf/<annee:annee>.xlsx", bpf.BpfXlsxView.as_view(), name="bpf_xlsx"),
    path("pilotage/bpf/<annee:annee>/montants/", bpf.BpfMontantsView.as_view(), name="bpf_montants"),
    path("pilotage/bpf/<annee:annee>/stagiaires/", bpf.BpfStagiairesView.as_view(), name="bpf_stagiaires"),
    path("pilotage/bpf/<annee:annee>/formateurs/", bpf.BpfFormateursView.as_view(), name="bpf_formateurs"),
    path("pilotage/financeurs/", financeur.FinanceurListView.as_view(), name="financeur_list"),
    path("pilotage/financeurs/<int:pk>/", financeur.FinanceurDetailView.as_view(), name="financeur_detail"),
    path("pilotage/financeurs/<int:pk>.xlsx", financeur.FinanceurXlsxView.as_view(), name="financeur_xlsx"),
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
