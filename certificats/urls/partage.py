from django.urls import path

from certificats.views import emporter, partage

urlpatterns = [
    path("parcours/regards/", partage.RegardListView.as_view(), name="regard_list"),
    path("parcours/partages/nouveau/", partage.PartageCreateView.as_view(), name="partage_create"),
    path("parcours/partages/<int:pk>/retirer/", partage.PartageRevoquerView.as_view(), name="partage_revoquer"),
    path("parcours/partage/<str:jeton>/", partage.PartagePublicView.as_view(), name="partage_public"),
    path("parcours/partage/<str:jeton>/<uuid:cle>/", partage.PartageLectureView.as_view(), name="partage_lecture"),
    path("parcours/emporter/", emporter.EmporterView.as_view(), name="emporter"),
    path("parcours/emporter/parcours.pdf", emporter.ParcoursPdfView.as_view(), name="emporter_pdf"),
    path("parcours/emporter/cv.json", emporter.JsonResumeView.as_view(), name="emporter_json_resume"),
    path("parcours/emporter/europass.jsonld", emporter.EuropassView.as_view(), name="emporter_europass"),
    path("parcours/emporter/preuves.zip", emporter.PreuvesZipView.as_view(), name="emporter_preuves"),
    path("parcours/emporter/acquis.csv", emporter.AcquisCsvView.as_view(), name="emporter_acquis"),
]
