from django.urls import path

from certificats.views import entretien, plan

urlpatterns = [
    path("parcours/plan/", plan.PlanDetailView.as_view(), name="plan_detail"),
    path("parcours/plan/proposition/", plan.PlanPropositionView.as_view(), name="plan_proposition"),
    path("parcours/plan/sessions/<int:session>/", plan.PlanSessionView.as_view(), name="plan_session"),
    path("parcours/plan/programmes/<slug:programme>/", plan.PlanProgrammeView.as_view(), name="plan_programme"),
    path("parcours/plan/nouvelle-version/", plan.PlanReviserView.as_view(), name="plan_reviser"),
    path("parcours/plan/etapes/nouvelle/", plan.EtapeCreateView.as_view(), name="etape_plan_create"),
    path("parcours/plans/<int:pk>/", plan.PlanVersionView.as_view(), name="plan_version"),
    path("parcours/plans/<int:pk>/proposer/", plan.PlanProposerView.as_view(), name="plan_proposer"),
    path("parcours/plans/<int:pk>/reprendre/", plan.PlanReprendreView.as_view(), name="plan_reprendre"),
    path("parcours/plans/<int:pk>/convenir/", plan.PlanAdopterView.as_view(), name="plan_adopter"),
    path("parcours/plans/<int:pk>/renvoyer/", plan.PlanRenvoyerView.as_view(), name="plan_renvoyer"),
    path("parcours/plans/<int:pk>/etapes/<int:etape>/", plan.EtapeUpdateView.as_view(), name="etape_plan_update"),
    path(
        "parcours/plans/<int:pk>/etapes/<int:etape>/retirer/",
        plan.EtapeRetirerView.as_view(),
        name="etape_plan_retirer",
    ),
    path(
        "parcours/plans/<int:pk>/etapes/<int:etape>/rang/<int:rang>/",
        plan.EtapeDeplacerView.as_view(),
        name="etape_plan_deplacer",
    ),
    path(
        "parcours/plans/<int:pk>/etapes/<int:etape>/<slug:issue>/", plan.EtapeDireView.as_view(), name="etape_plan_dire"
    ),
    path("parcours/equipe/entretiens/", entretien.EntretienEquipeView.as_view(), name="entretien_equipe"),
    path("parcours/entretiens/", entretien.EntretienListView.as_view(), name="entretien_list"),
    path("parcours/entretiens/nouveau/", entretien.EntretienCreateView.as_view(), name="entretien_create"),
    path(
        "parcours/equipe/entretiens/<int:pk>/preparer/",
        entretien.EntretienConduireView.as_view(),
        name="entretien_conduire",
    ),
    path("parcours/entretiens/<int:pk>/", entretien.EntretienDetailView.as_view(), name="entretien_detail"),
    path("parcours/entretiens/<int:pk>/remplir/", entretien.EntretienUpdateView.as_view(), name="entretien_update"),
    path("parcours/entretiens/<int:pk>/signer/", entretien.EntretienSignerView.as_view(), name="entretien_signer"),
    path(
        "parcours/entretiens/<int:pk>/decliner/", entretien.EntretienDeclinerView.as_view(), name="entretien_decliner"
    ),
    path("parcours/entretiens/<int:pk>/rouvrir/", entretien.EntretienRouvrirView.as_view(), name="entretien_rouvrir"),
    path(
        "parcours/entretiens/<int:pk>/completer/",
        entretien.EntretienCompleterView.as_view(),
        name="entretien_completer",
    ),
    path("parcours/entretiens/<int:pk>/pdf/", entretien.EntretienPdfView.as_view(), name="entretien_pdf"),
]
