from django.urls import include, path

from besoins.views import reponse

reponses = [
    path("", reponse.ReponseEnqueteView.as_view(), name="reponse_enquete"),
    path("page/<int:numero>/", reponse.ReponseSectionView.as_view(), name="reponse_section"),
    path("recapitulatif/", reponse.ReponseRecapitulatifView.as_view(), name="reponse_recapitulatif"),
    path("envoyer/", reponse.ReponseSoumettreView.as_view(), name="reponse_soumettre"),
    path("merci/", reponse.ReponseMerciView.as_view(), name="reponse_merci"),
]


urlpatterns = [path("enquetes/<str:jeton>/", include(reponses))]
