from django.urls import path

from besoins.views import document, echange, offre

urlpatterns = [
    path("ingenierie/<int:pk>/programme.json", echange.ProgrammeJsonView.as_view(), name="programme_json"),
    path("ingenierie/importer/", echange.ProgrammeImporterView.as_view(), name="programme_importer"),
    path("ingenierie/importer/creer/", echange.ProgrammeImporterCreerView.as_view(), name="programme_importer_creer"),
    path("ingenierie/<int:pk>/fiche.pdf", document.ProgrammeFicheView.as_view(), name="programme_fiche"),
    path("catalogue/programmes.csv", offre.CatalogueCsvView.as_view(), name="catalogue_csv"),
    path("catalogue/programmes.xlsx", offre.CatalogueXlsxView.as_view(), name="catalogue_xlsx"),
    path("catalogue/<slug:slug>.pdf", document.CataloguePdfView.as_view(), name="catalogue_pdf"),
    path(
        "catalogue/<slug:slug>/versions/<int:numero>.pdf",
        document.CatalogueVersionPdfView.as_view(),
        name="catalogue_version_pdf",
    ),
]
