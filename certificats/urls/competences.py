from django.urls import path

from certificats.views import competences

urlpatterns = [
    path("competences/", competences.CompetencePubliqueListView.as_view(), name="competence_publique_list"),
    path("competences.csv", competences.CompetencePubliqueCsvView.as_view(), name="competence_publique_csv"),
    path("pilotage/competences/", competences.CompetenceListView.as_view(), name="competence_list"),
    path("pilotage/competences.csv", competences.CompetenceCsvView.as_view(), name="competence_csv"),
    path("pilotage/competences/avenir/", competences.CompetenceAvenirView.as_view(), name="competence_avenir"),
    path("pilotage/competences/<int:pk>/", competences.CompetenceDetailView.as_view(), name="competence_detail"),
    path("pilotage/competences/<int:pk>/verser/", competences.EcartVerserView.as_view(), name="ecart_verser"),
]
