from django.urls import include, path

from besoins.views import export, importation

enquete = [
    path("reponses/", export.EnqueteReponsesView.as_view(), name="enquete_reponses"),
    path("reponses.csv", export.ReponsesCsvView.as_view(), name="reponses_csv"),
    path("reponses.xlsx", export.ReponsesXlsxView.as_view(), name="reponses_xlsx"),
    path("reponses.json", export.ReponsesJsonView.as_view(), name="reponses_json"),
    path("dictionnaire/", export.DictionnaireView.as_view(), name="dictionnaire"),
    path("dictionnaire.csv", export.DictionnaireCsvView.as_view(), name="dictionnaire_csv"),
    path("reponses/importer/", importation.ImportationCreateView.as_view(), name="importation_create"),
    path(
        "reponses/<int:importation>/abandonner/",
        importation.ImportationAbandonnerView.as_view(),
        name="importation_abandonner",
    ),
]
une = [
    path("", importation.ImportationDetailView.as_view(), name="importation_detail"),
    path("colonnes/<int:numero>/", importation.ImportationColonnesView.as_view(), name="importation_colonnes"),
    path("verifier/", importation.ImportationVerifierView.as_view(), name="importation_verifier"),
    path("importer/", importation.ImportationLancerView.as_view(), name="importation_lancer"),
]

urlpatterns = [
    path("besoins/enquetes/<int:pk>/", include(enquete)),
    path("besoins/importations/<int:pk>/", include(une)),
]
