from django.urls import path

from besoins.views import evolution, scores

urlpatterns = [
    path("besoins/enquetes/<int:pk>/scores/", scores.ScoresView.as_view(), name="enquete_scores"),
    path("besoins/enquetes/<int:pk>/comparer/", scores.ComparaisonView.as_view(), name="enquete_comparer"),
    path("besoins/enquetes/<int:pk>/evolution/", evolution.EvolutionView.as_view(), name="enquete_evolution"),
    path("besoins/methodes/", scores.MethodesView.as_view(), name="methodes"),
]
