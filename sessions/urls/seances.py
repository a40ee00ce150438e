from django.urls import path

from sessions.views import agenda, session

urlpatterns = [
    path("sessions/", session.SessionListView.as_view(), name="session_list"),
    path("sessions/<int:pk>/", session.SessionDetailView.as_view(), name="session_detail"),
    path("sessions/<int:pk>.ics", agenda.SessionIcsView.as_view(), name="session_ics"),
]
