from django.urls import include, path

from certificats.views import importation

un = [
    path("", importation.ReseauDetailView.as_view(), name="reseau_detail"),
    path("colonnes/", importation.ReseauColonnesView.as_view(), name="reseau_colonnes"),
    path("structures/", importation.ReseauStructuresView.as_view(), name="reseau_structures"),
    path("lire/", importation.ReseauLireView.as_view(), name="reseau_lire"),
    path("lignes/<int:numero>/", importation.ReseauLigneView.as_view(), name="reseau_ligne"),
    path("laisser/", importation.ReseauLaisserView.as_view(), name="reseau_laisser"),
    path("importer/", importation.ReseauLancerView.as_view(), name="reseau_lancer"),
    path("annuler/", importation.ReseauAnnulerView.as_view(), name="reseau_annuler"),
    path("abandonner/", importation.ReseauAbandonnerView.as_view(), name="reseau_abandonner"),
    path("refusees.csv", importation.ReseauErreursView.as_view(), name="reseau_erreurs"),
]
urlpatterns = [
    path("pilotage/reseau/", importation.ReseauListView.as_view(), name="reseau_list"),
    path("pilotage/reseau/importer/", importation.ReseauCreateView.as_view(), name="reseau_create"),
    path("pilotage/reseau/modeles/<slug:nom>.xlsx", importation.ReseauModeleView.as_view(), name="reseau_modele"),
    path("pilotage/reseau/<int:pk>/", include(un)),
]
