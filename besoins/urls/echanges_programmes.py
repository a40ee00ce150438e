from django.urls import path

from besoins.views import echange

urlpatterns = [
    path("ingenierie/<int:pk>/programme.json", echange.ProgrammeJsonView.as_view(), name="programme_json"),
    path("ingenierie/importer/", echange.ProgrammeImporterView.as_view(), name="programme_importer"),
    path("ingenierie/importer/creer/", echange.ProgrammeImporterCreerView.as_view(), name="programme_importer_creer"),
]
