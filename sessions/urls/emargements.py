from django.urls import path

from sessions.views import animation, creneau, declaration, emargement, piece, registre, releve

urlpatterns = [
    path("animation/", animation.AnimationListView.as_view(), name="animation_list"),
    path("animation/<int:pk>/", animation.AnimationDetailView.as_view(), name="animation_detail"),
    path("animation/<int:pk>/feuille.pdf", animation.AnimationPdfView.as_view(), name="animation_pdf"),
    path(
        "animation/<int:pk>/feuille-vide.pdf", animation.AnimationPdfView.as_view(vide=True), name="animation_pdf_vide"
    ),
    path("animation/<int:pk>/trousse.zip", animation.AnimationTrousseView.as_view(), name="animation_trousse"),
    path("animation/<int:pk>/registre/", registre.AnimationRegistreView.as_view(), name="animation_registre"),
    path("animation/<int:pk>/registre.zip", registre.AnimationRegistreZipView.as_view(), name="animation_registre_zip"),
    path(
        "animation/<int:pk>/feuille-vierge.pdf",
        animation.AnimationPdfView.as_view(vide=True, vierge=True),
        name="animation_pdf_vierge",
    ),
    path("animation/creneaux/<int:pk>/", creneau.CreneauDetailView.as_view(), name="creneau_detail"),
    path("animation/creneaux/<int:pk>/presences/", creneau.CreneauPresencesView.as_view(), name="creneau_presences"),
    path("animation/creneaux/<int:pk>/code/", creneau.CreneauCodeView.as_view(), name="creneau_code"),
    path("animation/creneaux/<int:pk>/ouvrir/", creneau.CreneauOuvrirView.as_view(), name="creneau_ouvrir"),
    path(
        "animation/creneaux/<int:pk>/contresigner/",
        creneau.CreneauContresignerView.as_view(),
        name="creneau_contresigner",
    ),
    path("animation/creneaux/<int:pk>/feuille.pdf", creneau.CreneauPdfView.as_view(), name="creneau_pdf"),
    path(
        "animation/creneaux/<int:pk>/feuille-vide.pdf",
        creneau.CreneauPdfView.as_view(vide=True),
        name="creneau_pdf_vide",
    ),
    path(
        "animation/creneaux/<int:pk>/feuille-vierge.pdf",
        creneau.CreneauPdfView.as_view(vide=True, vierge=True),
        name="creneau_pdf_vierge",
    ),
    path(
        "animation/creneaux/<int:pk>/personnes/<int:inscription>/",
        declaration.EmargementDeclarerView.as_view(),
        name="emargement_declarer",
    ),
    path(
        "animation/creneaux/<int:pk>/personnes/<int:inscription>/corriger/",
        declaration.EmargementCorrigerView.as_view(),
        name="emargement_corriger",
    ),
    path(
        "animation/creneaux/<int:pk>/personnes/<int:inscription>/justifier/",
        piece.EmargementJustifierView.as_view(),
        name="emargement_justifier",
    ),
    path("animation/creneaux/<int:pk>/pieces/", piece.CreneauPiecesView.as_view(), name="creneau_pieces"),
    path("animation/creneaux/<int:pk>/releve/", releve.CreneauReleveView.as_view(), name="creneau_releve"),
    path("animation/pieces/<int:pk>/", piece.PieceFichierView.as_view(), name="piece_fichier"),
    path("animation/pieces/<int:pk>/journal/", releve.PieceJournalView.as_view(), name="piece_journal"),
    path("emargement/<str:jeton>/", emargement.EmargementSignerView.as_view(), name="emargement_signer"),
]
