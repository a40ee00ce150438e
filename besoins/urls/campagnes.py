from django.urls import include, path

from besoins.models import Envoi
from besoins.views import envoi, invitation, lien, liste, population

campagne = [
    path("invitations/", invitation.InvitationListView.as_view(), name="invitation_list"),
    path("invitations/chiffres/", invitation.InvitationChiffresView.as_view(), name="invitation_chiffres"),
    path("invitations.csv", invitation.InvitationCsvView.as_view(), name="invitation_csv"),
    path("invitations/representativite/", invitation.RepresentativiteView.as_view(), name="representativite"),
    path("population/structures/", population.PopulationCreateView.as_view(), name="population_create"),
    path("population/adresses/", population.PopulationAdressesView.as_view(), name="population_adresses"),
    path("population/vider/", population.PopulationViderView.as_view(), name="population_vider"),
    path("population/fichier/", liste.ListeCreateView.as_view(), name="liste_create"),
    path(
        "population/<int:invitation>/retirer/",
        population.PopulationRetirerView.as_view(),
        name="population_retirer",
    ),
    path("envois/invitation/", envoi.EnvoiView.as_view(genre=Envoi.Genre.INVITATION), name="envoi_invitation"),
    path("envois/relance/", envoi.EnvoiView.as_view(genre=Envoi.Genre.RELANCE), name="envoi_relance"),
    path("liens/", lien.LienListView.as_view(), name="lien_list"),
    path("liens.csv", lien.LienCsvView.as_view(), name="lien_csv"),
    path("lien-ouvert/", lien.LienOuvertView.as_view(), name="lien_ouvert"),
    path("lien-ouvert/remplacer/", lien.LienOuvertRemplacerView.as_view(), name="lien_ouvert_remplacer"),
]
une = [
    path("", invitation.InvitationDetailView.as_view(), name="invitation_detail"),
    path("renvoyer/", invitation.InvitationRenvoyerView.as_view(), name="invitation_renvoyer"),
    path("rebond/", invitation.InvitationRebondView.as_view(), name="invitation_rebond"),
    path("refuser/", invitation.InvitationRefuserView.as_view(), name="invitation_refuser"),
]

urlpatterns = [
    path("besoins/enquetes/<int:pk>/", include(campagne)),
    path("besoins/invitations/<int:pk>/", include(une)),
    path("besoins/listes/<int:pk>/", liste.ListeDetailView.as_view(), name="liste_detail"),
    path("besoins/listes/<int:pk>/colonnes/", liste.ListeColonnesView.as_view(), name="liste_colonnes"),
]
