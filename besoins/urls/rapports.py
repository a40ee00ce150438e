from django.urls import path

from besoins.views import rapport

urlpatterns = [
    path("besoins/enquetes/<int:pk>/rapport/", rapport.RapportListView.as_view(), name="rapport_list"),
    path("besoins/rapports/<int:pk>.pdf", rapport.RapportPdfView.as_view(), name="rapport_pdf"),
]
