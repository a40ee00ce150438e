from django.urls import path

from sessions.views import agenda

urlpatterns = [
    path("agendas/", agenda.AgendaListView.as_view(), name="agenda_list"),
    path("agendas/public.ics", agenda.AgendaView.as_view(genre="public"), name="agenda_public"),
    path("agendas/region/<slug:code>.ics", agenda.AgendaView.as_view(genre="region"), name="agenda_region"),
    path(
        "agendas/departement/<slug:code>.ics", agenda.AgendaView.as_view(genre="departement"), name="agenda_departement"
    ),
    path("agendas/theme/<slug:code>.ics", agenda.AgendaView.as_view(genre="theme"), name="agenda_theme"),
    path("agendas/programme/<slug:code>.ics", agenda.AgendaView.as_view(genre="programme"), name="agenda_programme"),
]
