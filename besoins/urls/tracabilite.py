from django.urls import path

from besoins.views import tracabilite

urlpatterns = [
    path("catalogue/<slug:slug>/pourquoi/", tracabilite.CataloguePourquoiView.as_view(), name="catalogue_pourquoi"),
    path("ingenierie/<int:pk>/pourquoi/", tracabilite.ProgrammePourquoiView.as_view(), name="programme_pourquoi"),
]
