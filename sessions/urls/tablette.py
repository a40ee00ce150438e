from django.urls import path

from sessions.views import tablette

urlpatterns = [
    path("animation/creneaux/<int:pk>/salle/", tablette.SalleView.as_view(), name="creneau_salle"),
    path("animation/creneaux/<int:pk>/tablette/", tablette.TabletteView.as_view(), name="creneau_tablette"),
    path(
        "animation/creneaux/<int:pk>/tablette/<int:inscription>/",
        tablette.TabletteSignerView.as_view(),
        name="tablette_signer",
    ),
    path("tablette-hors-ligne.js", tablette.TabletteOuvrierView.as_view(), name="tablette_ouvrier"),
]
