from django.urls import path

from certificats.views import equipe

urlpatterns = [
    path("parcours/equipe/", equipe.EquipeDetailView.as_view(), name="equipe_detail"),
    path("parcours/equipe.csv", equipe.EquipeCsvView.as_view(), name="equipe_csv"),
    path("parcours/equipe.xlsx", equipe.EquipeXlsxView.as_view(), name="equipe_xlsx"),
    path("parcours/equipe/avenir/", equipe.EquipeAvenirView.as_view(), name="equipe_avenir"),
    path("parcours/personnes/<int:pk>/", equipe.PersonneDetailView.as_view(), name="personne_detail"),
    path("parcours/personnes/<int:pk>/ouvrir/", equipe.PersonneOuvrirView.as_view(), name="personne_ouvrir"),
]
