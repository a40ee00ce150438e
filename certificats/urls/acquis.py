from django.urls import path

from certificats.views import acquis

urlpatterns = [
    path("parcours/competences/", acquis.AcquisListView.as_view(), name="acquis_list"),
    path("parcours/competences/<int:pk>/", acquis.AcquisDetailView.as_view(), name="acquis_detail"),
    path("parcours/acquis/<int:pk>/remarque/", acquis.AcquisRemarquerView.as_view(), name="acquis_remarquer"),
    path("parcours/auto-evaluation/", acquis.AutoEvaluationView.as_view(), name="auto_evaluation"),
    path(
        "parcours/auto-evaluation/fiche/<int:pk>/<int:rang>/",
        acquis.AutoEvaluationFicheView.as_view(),
        name="auto_evaluation_fiche",
    ),
    path(
        "parcours/auto-evaluation/referentiel/<int:pk>/<int:rang>/",
        acquis.AutoEvaluationReferentielView.as_view(),
        name="auto_evaluation_referentiel",
    ),
    path("parcours/evaluer/stagiaires/", acquis.StagiaireEvaluableListView.as_view(), name="stagiaire_evaluable_list"),
    path("parcours/personnes/<int:pk>/evaluer/", acquis.AcquisEvaluerView.as_view(), name="acquis_evaluer"),
    path(
        "parcours/stagiaires/<int:pk>/evaluer/",
        acquis.AcquisEvaluerStagiaireView.as_view(),
        name="acquis_evaluer_stagiaire",
    ),
]
