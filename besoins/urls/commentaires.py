from django.urls import include, path

from besoins.views import commentaire, presence

un = [
    path("", commentaire.CommentaireRepondreView.as_view(), name="commentaire_repondre"),
    path("resoudre/", commentaire.CommentaireResoudreView.as_view(), name="commentaire_resoudre"),
    path("rouvrir/", commentaire.CommentaireRouvrirView.as_view(), name="commentaire_rouvrir"),
    path("accepter/", commentaire.CommentaireAccepterView.as_view(), name="commentaire_accepter"),
    path("decliner/", commentaire.CommentaireDeclinerView.as_view(), name="commentaire_decliner"),
]

urlpatterns = [
    path("ingenierie/<int:pk>/commentaires/", commentaire.CommentaireListView.as_view(), name="commentaire_list"),
    path(
        "ingenierie/<int:pk>/commentaires/<str:lieu>/",
        commentaire.CommentaireCreateView.as_view(),
        name="commentaire_create",
    ),
    path("ingenierie/commentaires/<int:pk>/", include(un)),
    path("ingenierie/<int:pk>/presences/", presence.PresenceListView.as_view(), name="presence_list"),
    path(
        "ingenierie/<int:pk>/presences/<slug:lieu>/", presence.PresenceSignalerView.as_view(), name="presence_signaler"
    ),
]
