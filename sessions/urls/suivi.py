from django.urls import path

from sessions.views import suivi

urlpatterns = [
    path(
        "pilotage/sessions/<int:pk>/inscriptions/", suivi.SessionInscriptionsView.as_view(), name="session_inscriptions"
    ),
]
