from django.urls import path

from certificats.views import badge, cle

urlpatterns = [
    # Stable for ever: badges already out name them.
    path("badges/emetteur/", badge.EmetteurView.as_view(), name="badge_emetteur"),
    path("badges/jwks.json", badge.TrousseauView.as_view(), name="badge_jwks"),
    path("badges/cles/<slug:kid>/", badge.ClePubliqueView.as_view(), name="badge_cle"),
    path("badges/programmes/<int:pk>/", badge.ProgrammeView.as_view(), name="badge_programme"),
    path("badges/programmes/<int:pk>/image.png", badge.ImagePngView.as_view(), name="badge_image_png"),
    path("badges/programmes/<int:pk>/image.svg", badge.ImageSvgView.as_view(), name="badge_image_svg"),
    path("badges/statuts/<int:liste>/", badge.StatutsView.as_view(), name="badge_statuts"),
    path("verification/<str:code>.json", badge.CredentialView.as_view(), name="badge_credential"),
    # The holder's files
    *(
        path(
            f"certificats/badges/<int:pk>.{forme}",
            badge.BadgeFichierView.as_view(),
            {"forme": forme},
            name=f"badge_{forme}",
        )
        for forme in badge.BadgeFichierView.FORMES
    ),
    path("pilotage/cles/", cle.CleListView.as_view(), name="cle_list"),
    path("pilotage/cles/<int:pk>/tourner/", cle.CleTournerView.as_view(), name="cle_tourner"),
    path("pilotage/cles/<int:pk>/compromettre/", cle.CleCompromettreView.as_view(), name="cle_compromettre"),
]
