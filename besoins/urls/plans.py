from django.urls import path

from besoins.views import plan

urlpatterns = [
    path("ingenierie/plans/", plan.PlanListView.as_view(), name="plan_list"),
    path("ingenierie/plans/nouveau/", plan.PlanCreateView.as_view(), name="plan_create"),
    path("ingenierie/plans/<int:pk>.xlsx", plan.PlanXlsxView.as_view(), name="plan_xlsx"),
    path("ingenierie/plans/<int:pk>/", plan.PlanDetailView.as_view(), name="plan_detail"),
    path("ingenierie/plans/<int:pk>/donnees/", plan.PlanDonneesView.as_view(), name="plan_donnees"),
    path("ingenierie/plans/<int:pk>/comparer/", plan.PlanComparerView.as_view(), name="plan_comparer"),
    path("ingenierie/plans/<int:pk>/copier/", plan.PlanCopierView.as_view(), name="plan_copier"),
    path("ingenierie/plans/<int:pk>/reglages/", plan.PlanUpdateView.as_view(), name="plan_update"),
    path("ingenierie/plans/<int:pk>/besoins/<int:besoin>/", plan.PlanBesoinView.as_view(), name="plan_besoin"),
    path(
        "ingenierie/plans/<int:pk>/programmes/<int:programme>/",
        plan.PlanProgrammeView.as_view(),
        name="plan_programme",
    ),
    path("ingenierie/plans/<int:pk>/planchers/", plan.PlanPlanchersView.as_view(), name="plan_planchers"),
    path(
        "ingenierie/plans/<int:pk>/disponibilites/<int:disponibilite>/",
        plan.PlanDisponibiliteView.as_view(),
        name="plan_disponibilite",
    ),
    path("ingenierie/plans/<int:pk>/sessions/<int:programme>/", plan.PlanSessionsView.as_view(), name="plan_sessions"),
    path("ingenierie/plans/<int:pk>/completer/", plan.PlanCompleterView.as_view(), name="plan_completer"),
    path("ingenierie/plans/<int:pk>/calculer/", plan.PlanCalculerView.as_view(), name="plan_calculer"),
    path("ingenierie/plans/<int:pk>/arreter/", plan.PlanArreterView.as_view(), name="plan_arreter"),
    path("ingenierie/plans/<int:pk>/reprendre/", plan.PlanReprendreView.as_view(), name="plan_reprendre"),
    path("ingenierie/plans/<int:pk>/adopter/", plan.PlanAdopterView.as_view(), name="plan_adopter"),
    path("ingenierie/plans/<int:pk>/supprimer/", plan.PlanSupprimerView.as_view(), name="plan_supprimer"),
]
