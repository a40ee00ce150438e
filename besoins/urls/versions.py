from django.urls import path

from besoins.views import archive, brouillon, differences

urlpatterns = [
    path("ingenierie/<int:pk>/differences/", differences.DifferencesView.as_view(), name="programme_differences"),
    path("ingenierie/<int:pk>/reprendre/", brouillon.ProgrammeReprendreView.as_view(), name="programme_reprendre"),
    path("ingenierie/<int:pk>/supprimer/", brouillon.ProgrammeSupprimerView.as_view(), name="programme_supprimer"),
    path("ingenierie/<int:pk>/dupliquer/", brouillon.ProgrammeDupliquerView.as_view(), name="programme_dupliquer"),
    path(
        "catalogue/<slug:slug>/differences/",
        differences.CatalogueDifferencesView.as_view(),
        name="catalogue_differences",
    ),
    path(
        "catalogue/<slug:slug>/versions/<int:numero>/",
        archive.ArchiveDetailView.as_view(),
        name="catalogue_version",
    ),
]
