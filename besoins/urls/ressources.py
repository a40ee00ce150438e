from django.urls import path

from besoins.views import bibliographie, lot, parution, ressource

urlpatterns = [
    path("ressources/", ressource.RessourceListView.as_view(), name="ressource_list"),
    path("ressources/<int:pk>/", ressource.RessourceDetailView.as_view(), name="ressource_detail"),
    path("ressources/<int:pk>/fichier/", ressource.RessourceFichierView.as_view(), name="ressource_fichier"),
    path("ressources/atelier/", parution.DossierListView.as_view(), name="dossier_list"),
    path("ressources/atelier/nouvelle/", parution.RessourceChoixView.as_view(), name="ressource_choix"),
    path("ressources/atelier/nouvelle/<slug:genre>/", parution.RessourceCreateView.as_view(), name="ressource_create"),
    path("ressources/atelier/<int:pk>/", parution.DossierDetailView.as_view(), name="ressource_dossier"),
    path("ressources/atelier/<int:pk>/modifier/", parution.RessourceUpdateView.as_view(), name="ressource_update"),
    path("ressources/atelier/<int:pk>/fichier/", parution.RessourcePieceView.as_view(), name="ressource_piece"),
    path(
        "ressources/atelier/<int:pk>/fichier/retirer/",
        parution.RessourcePieceRetirerView.as_view(),
        name="ressource_piece_retirer",
    ),
    path("ressources/atelier/<int:pk>/soumettre/", parution.RessourceSubmitView.as_view(), name="ressource_submit"),
    path("ressources/atelier/<int:pk>/relecture/", parution.RessourceReviewView.as_view(), name="ressource_review"),
    path("ressources/atelier/<int:pk>/corriger/", parution.RessourceCorrigerView.as_view(), name="ressource_corriger"),
    path("ressources/atelier/<int:pk>/retirer/", parution.RessourceRetireView.as_view(), name="ressource_retire"),
    path("ressources/atelier/<int:pk>/supprimer/", parution.RessourceDeleteView.as_view(), name="ressource_delete"),
    path("ressources/atelier/importer/", lot.LotCreateView.as_view(), name="lot_create"),
    path("ressources/atelier/importer/<int:pk>/", lot.LotDetailView.as_view(), name="lot_detail"),
    path("ressources/atelier/importer/<int:pk>/colonnes/", lot.LotColonnesView.as_view(), name="lot_colonnes"),
    path("ressources/atelier/importer/<int:pk>/tout/", lot.LotImporterView.as_view(), name="lot_importer"),
    path("ressources/atelier/importer/<int:pk>/oublier/", lot.LotAbandonnerView.as_view(), name="lot_abandonner"),
    path(
        "ingenierie/<int:pk>/modules/<int:module>/ressources/",
        bibliographie.BibliographieDetailView.as_view(),
        name="bibliographie_detail",
    ),
    path(
        "ingenierie/<int:pk>/modules/<int:module>/ressources/<int:ressource>/citer/",
        bibliographie.BibliographieAjouterView.as_view(),
        name="bibliographie_ajouter",
    ),
    path(
        "ingenierie/<int:pk>/modules/<int:module>/ressources/<int:ressource>/retirer/",
        bibliographie.BibliographieRetirerView.as_view(),
        name="bibliographie_retirer",
    ),
]
