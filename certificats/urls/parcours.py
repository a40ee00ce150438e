from django.urls import path

from certificats.views import parcours

urlpatterns = [
    path("parcours/", parcours.ParcoursDetailView.as_view(), name="parcours_detail"),
    path("parcours/viser/", parcours.ParcoursViserView.as_view(), name="parcours_viser"),
]
