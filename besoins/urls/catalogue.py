from django.urls import path

from besoins.views import catalogue

urlpatterns = [
    path("catalogue/", catalogue.CatalogueListView.as_view(), name="catalogue_list"),
    path("catalogue/<slug:slug>/", catalogue.CatalogueDetailView.as_view(), name="catalogue_detail"),
]
