from django.urls import path

from sessions.views import envoi

urlpatterns = [
    path("pilotage/sessions/<int:pk>/messages/", envoi.SessionMessagesView.as_view(), name="session_messages"),
    path("pilotage/sessions/<int:pk>/convoquer/", envoi.SessionConvoquerView.as_view(), name="session_convoquer"),
]
