from django.urls import path
from django.views.generic import View

app_name = "sessions"

urlpatterns = [
    path("sessions/<int:pk>/", View.as_view(), name="session_detail"),
    path("inscriptions/<int:pk>/", View.as_view(), name="inscription_detail"),
    path("agendas/", View.as_view(), name="agenda_list"),
]
