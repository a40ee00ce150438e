from django.urls import path

from besoins.views import invitation

urlpatterns = [
    path("besoins/enquetes/<int:pk>/invitations/", invitation.InvitationListView.as_view(), name="invitation_list"),
    path(
        "besoins/enquetes/<int:pk>/invitations/nouvelles/",
        invitation.InvitationCreateView.as_view(),
        name="invitation_create",
    ),
    path(
        "besoins/enquetes/<int:pk>/invitations/envoyer/",
        invitation.InvitationEnvoyerView.as_view(),
        name="invitation_envoyer",
    ),
    path(
        "besoins/invitations/<int:pk>/renvoyer/",
        invitation.InvitationRenvoyerView.as_view(),
        name="invitation_renvoyer",
    ),
]
