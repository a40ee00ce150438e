from django.urls import path

from sessions.views import amelioration, evaluation, reclamation

SUIVI = "pilotage/reclamations/<int:pk>/"
ACTION = "pilotage/ameliorations/<int:pk>/"

urlpatterns = [
    path("indicateurs/", evaluation.IndicateurPublicView.as_view(), name="indicateur_public"),
    path("pilotage/evaluations/", evaluation.EvaluationListView.as_view(), name="evaluation_list"),
    path("pilotage/evaluations.csv", evaluation.EvaluationCsvView.as_view(), name="evaluation_csv"),
    path("pilotage/evaluations.xlsx", evaluation.EvaluationXlsxView.as_view(), name="evaluation_xlsx"),
    path("pilotage/evaluations/modeles/", evaluation.ModeleEvaluationListView.as_view(), name="modele_evaluation_list"),
    path(
        "pilotage/evaluations/modeles/<slug:genre>/",
        evaluation.ModelePreparerView.as_view(),
        name="modele_evaluation_preparer",
    ),
    path("pilotage/evaluations/financeurs/nouveau/", evaluation.FinanceurCreateView.as_view(), name="repondant_create"),
    path(
        "pilotage/evaluations/financeurs/<int:pk>/", evaluation.FinanceurUpdateView.as_view(), name="repondant_update"
    ),
    path(
        "pilotage/sessions/<int:pk>/evaluations/",
        evaluation.SessionEvaluationsView.as_view(),
        name="session_evaluations",
    ),
    path("pilotage/sessions/<int:pk>/absences/", reclamation.SessionAbsencesView.as_view(), name="session_absences"),
    path("pilotage/inscriptions/<int:pk>/contact/", reclamation.ContactCreateView.as_view(), name="contact_create"),
    path("reclamations/", reclamation.ReclamationListView.as_view(), name="reclamation_list"),
    path("reclamations/nouvelle/", reclamation.ReclamationCreateView.as_view(), name="reclamation_create"),
    path("reclamations/<int:pk>/", reclamation.ReclamationDetailView.as_view(), name="reclamation_detail"),
    path("pilotage/reclamations/", reclamation.ReclamationRegistreView.as_view(), name="reclamation_registre"),
    path(SUIVI, reclamation.ReclamationSuiviView.as_view(), name="reclamation_suivi"),
    path(f"{SUIVI}accuser/", reclamation.ReclamationAccuserView.as_view(), name="reclamation_accuser"),
    path(f"{SUIVI}qualifier/", reclamation.ReclamationQualifierView.as_view(), name="reclamation_qualifier"),
    path(f"{SUIVI}repondre/", reclamation.ReclamationRepondreView.as_view(), name="reclamation_repondre"),
    path(f"{SUIVI}clore/", reclamation.ReclamationCloreView.as_view(), name="reclamation_clore"),
    path("pilotage/ameliorations/", amelioration.AmeliorationListView.as_view(), name="amelioration_list"),
    path("pilotage/ameliorations/nouvelle/", amelioration.AmeliorationCreateView.as_view(), name="amelioration_create"),
    path(ACTION, amelioration.AmeliorationDetailView.as_view(), name="amelioration_detail"),
    path(f"{ACTION}modifier/", amelioration.AmeliorationUpdateView.as_view(), name="amelioration_update"),
    path(f"{ACTION}faire/", amelioration.AmeliorationFaireView.as_view(), name="amelioration_faire"),
    path(f"{ACTION}verifier/", amelioration.AmeliorationVerifierView.as_view(), name="amelioration_verifier"),
    path(f"{ACTION}abandonner/", amelioration.AmeliorationAbandonnerView.as_view(), name="amelioration_abandonner"),
]
