from django.urls import path

from certificats.views import echelle, fiche_poste, poste

urlpatterns = [
    path("parcours/fiches/", fiche_poste.FichePosteListView.as_view(), name="fiche_poste_list"),
    path("parcours/fiches/nouvelle/", fiche_poste.FichePosteCreateView.as_view(), name="fiche_poste_create"),
    path("parcours/fiches/<int:pk>/", fiche_poste.FichePosteDetailView.as_view(), name="fiche_poste_detail"),
    path("parcours/echelle/", echelle.EchelleView.as_view(), name="echelle"),
    path("parcours/fiches/<int:pk>/adapter/", fiche_poste.FichePosteAdapterView.as_view(), name="fiche_poste_adapter"),
    path(
        "parcours/fiches/<int:pk>/comparer/<int:avec>/",
        fiche_poste.FichePosteComparerView.as_view(),
        name="fiche_poste_comparer",
    ),
    path("parcours/fiches/<int:pk>/retirer/", fiche_poste.FichePosteRetirerView.as_view(), name="fiche_poste_retirer"),
    path(
        "parcours/fiches/<int:pk>/exigences/<int:exigence>/non-pratiquee/",
        fiche_poste.ExigenceNonPratiqueeView.as_view(),
        name="exigence_non_pratiquee",
    ),
    path("parcours/fiches/<int:pk>/modifier/", fiche_poste.FichePosteUpdateView.as_view(), name="fiche_poste_update"),
    path("parcours/fiches/<int:pk>/publier/", fiche_poste.FichePostePublierView.as_view(), name="fiche_poste_publier"),
    path(
        "parcours/fiches/<int:pk>/nouvelle-version/",
        fiche_poste.FichePosteNouvelleVersionView.as_view(),
        name="fiche_poste_nouvelle_version",
    ),
    path(
        "parcours/fiches/<int:pk>/exigences/ajouter/", fiche_poste.ExigenceCreateView.as_view(), name="exigence_create"
    ),
    path(
        "parcours/fiches/<int:pk>/exigences/<int:exigence>/retirer/",
        fiche_poste.ExigenceRetirerView.as_view(),
        name="exigence_retirer",
    ),
    path("parcours/postes/", poste.PosteListView.as_view(), name="poste_list"),
    path("parcours/postes/nouveau/", poste.PosteCreateView.as_view(), name="poste_create"),
    path("parcours/postes/<int:pk>/", poste.PosteUpdateView.as_view(), name="poste_update"),
    path("parcours/postes/<int:pk>/terminer/", poste.PosteTerminerView.as_view(), name="poste_terminer"),
    path("parcours/postes/<int:pk>/retirer/", poste.PosteRetirerView.as_view(), name="poste_retirer"),
    path("parcours/personnes/<int:pk>/poste/", poste.PosteDeclarerView.as_view(), name="poste_declarer"),
]
