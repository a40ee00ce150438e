from django.urls import path

from certificats.views import reconnaissance

UNE = "parcours/reconnaissances/<int:pk>/"

urlpatterns = [
    path(
        "parcours/reconnaissances/",
        reconnaissance.ReconnaissanceListView.as_view(),
        name="reconnaissance_list",
    ),
    path("parcours/mes-reconnaissances/", reconnaissance.ReconnaissanceMesView.as_view(), name="reconnaissance_mes"),
    path(
        "parcours/mes-reconnaissances/nouvelle/",
        reconnaissance.ReconnaissanceCreateView.as_view(),
        name="reconnaissance_create",
    ),
    path(UNE, reconnaissance.ReconnaissanceDetailView.as_view(), name="reconnaissance_detail"),
    path(f"{UNE}competences/", reconnaissance.ReconnaissanceNiveauView.as_view(), name="reconnaissance_niveau"),
    path(f"{UNE}pieces/", reconnaissance.ReconnaissancePieceView.as_view(), name="reconnaissance_piece"),
    path(
        f"{UNE}pieces/<int:piece>/",
        reconnaissance.PieceReconnaissanceView.as_view(),
        name="reconnaissance_piece_fichier",
    ),
    path(
        f"{UNE}pieces/<int:piece>/retirer/",
        reconnaissance.PieceRetirerView.as_view(),
        name="reconnaissance_piece_retirer",
    ),
    path(f"{UNE}completer/", reconnaissance.ReconnaissanceCompleterView.as_view(), name="reconnaissance_completer"),
    path(f"{UNE}avis/", reconnaissance.ReconnaissanceAvisView.as_view(), name="reconnaissance_avis"),
    path(
        f"{UNE}complement/",
        reconnaissance.ReconnaissanceFaireCompleterView.as_view(),
        name="reconnaissance_faire_completer",
    ),
    path(f"{UNE}retirer/", reconnaissance.ReconnaissanceRetirerView.as_view(), name="reconnaissance_retirer"),
]
