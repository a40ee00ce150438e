from django.urls import include, path

from besoins.views import lien_ouvert, recepisse, refus, reponse

reponses = [
    path("", reponse.ReponseEnqueteView.as_view(), name="reponse_enquete"),
    path("commencer/", lien_ouvert.ReponseCommencerView.as_view(), name="reponse_commencer"),
    path("mon-lien/", lien_ouvert.ReponseLienView.as_view(), name="reponse_lien"),
    path("page/<int:numero>/", reponse.ReponseSectionView.as_view(), name="reponse_section"),
    path("recapitulatif/", reponse.ReponseRecapitulatifView.as_view(), name="reponse_recapitulatif"),
    path("copie.pdf", recepisse.ReponseRecepisseView.as_view(), name="reponse_recepisse"),
    path("envoyer/", reponse.ReponseSoumettreView.as_view(), name="reponse_soumettre"),
    path("merci/", reponse.ReponseMerciView.as_view(), name="reponse_merci"),
    path("ne-pas-repondre/", refus.ReponseRefuserView.as_view(), name="reponse_refuser"),
    path("repondre-finalement/", refus.ReponseAccepterView.as_view(), name="reponse_accepter"),
]


urlpatterns = [path("enquetes/<str:jeton>/", include(reponses))]
