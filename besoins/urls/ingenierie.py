from django.urls import path

from besoins.views import (
    couverture,
    effectif,
    financement,
    module,
    objectif,
    positionnement,
    premier_jet,
    programme,
    publication,
)

urlpatterns = [
    path("ingenierie/", programme.ProgrammeListView.as_view(), name="programme_list"),
    path("ingenierie/nouveau/", programme.ProgrammeCreateView.as_view(), name="programme_create"),
    path("ingenierie/financements/", financement.FinancementListView.as_view(), name="financement_list"),
    path("ingenierie/financements/nouveau/", financement.FinancementCreateView.as_view(), name="financement_create"),
    path("ingenierie/financements/<int:pk>/", financement.FinancementUpdateView.as_view(), name="financement_update"),
    path("ingenierie/<int:pk>/", programme.ProgrammeDetailView.as_view(), name="programme_detail"),
    path("ingenierie/<int:pk>/apercu/", programme.ProgrammeApercuView.as_view(), name="programme_apercu"),
    path("ingenierie/<int:pk>/presentation/", programme.ProgrammeUpdateView.as_view(), name="programme_update"),
    path("ingenierie/<int:pk>/besoins/", programme.ProgrammeBesoinsView.as_view(), name="programme_besoins"),
    path("ingenierie/<int:pk>/premier-jet/", premier_jet.PremierJetView.as_view(), name="premier_jet"),
    path(
        "ingenierie/<int:pk>/nouvelle-version/",
        programme.ProgrammeNouvelleVersionView.as_view(),
        name="programme_nouvelle_version",
    ),
    path("ingenierie/<int:pk>/soumettre/", publication.ProgrammeSubmitView.as_view(), name="programme_submit"),
    path("ingenierie/<int:pk>/relecture/", publication.ProgrammeReviewView.as_view(), name="programme_review"),
    path("ingenierie/<int:pk>/publier/", publication.ProgrammePublishView.as_view(), name="programme_publish"),
    path("ingenierie/<int:pk>/retirer/", publication.ProgrammeRetireView.as_view(), name="programme_retire"),
    path("ingenierie/<int:pk>/couverture/", couverture.CouvertureDetailView.as_view(), name="couverture_detail"),
    path(
        "ingenierie/<int:pk>/couverture/enregistrer/",
        couverture.CouvertureUpdateView.as_view(),
        name="couverture_update",
    ),
    path("ingenierie/<int:pk>/effectifs/", effectif.EffectifsView.as_view(), name="programme_effectifs"),
    path("ingenierie/<int:pk>/territoires/", effectif.TerritoiresView.as_view(), name="programme_territoires"),
    path("ingenierie/<int:pk>/financement/", financement.FinancerView.as_view(), name="programme_financement"),
    path(
        "ingenierie/<int:pk>/positionnement/nouveau/",
        positionnement.PositionnementCreateView.as_view(),
        name="positionnement_create",
    ),
    path(
        "ingenierie/<int:pk>/positionnement/<int:question>/",
        positionnement.PositionnementUpdateView.as_view(),
        name="positionnement_update",
    ),
    path(
        "ingenierie/<int:pk>/positionnement/<int:question>/rang/<int:rang>/",
        positionnement.PositionnementMoveView.as_view(),
        name="positionnement_move",
    ),
    path(
        "ingenierie/<int:pk>/positionnement/<int:question>/supprimer/",
        positionnement.PositionnementDeleteView.as_view(),
        name="positionnement_delete",
    ),
    path("ingenierie/<int:pk>/objectifs/nouveau/", objectif.ObjectifCreateView.as_view(), name="objectif_create"),
    path(
        "ingenierie/<int:pk>/objectifs/<int:objectif>/", objectif.ObjectifUpdateView.as_view(), name="objectif_update"
    ),
    path(
        "ingenierie/<int:pk>/objectifs/<int:objectif>/rang/<int:rang>/",
        objectif.ObjectifMoveView.as_view(),
        name="objectif_move",
    ),
    path(
        "ingenierie/<int:pk>/objectifs/<int:objectif>/supprimer/",
        objectif.ObjectifDeleteView.as_view(),
        name="objectif_delete",
    ),
    path("ingenierie/<int:pk>/modules/nouveau/", module.ModuleCreateView.as_view(), name="module_create"),
    path("ingenierie/<int:pk>/modules/<int:module>/", module.ModuleUpdateView.as_view(), name="module_update"),
    path(
        "ingenierie/<int:pk>/modules/<int:module>/rang/<int:rang>/", module.ModuleMoveView.as_view(), name="module_move"
    ),
    path(
        "ingenierie/<int:pk>/modules/<int:module>/supprimer/", module.ModuleDeleteView.as_view(), name="module_delete"
    ),
]
