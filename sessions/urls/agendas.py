from django.urls import path

from sessions.agendas.filtre import ADRESSES
from sessions.views import agenda, agenda_choix

urlpatterns = [
    path("agendas/", agenda_choix.AgendaListView.as_view(), name="agenda_list"),
    path("agendas/public.ics", agenda.AgendaView.as_view(), name="agenda_public"),
    path("agendas/sessions.ics", agenda.AgendaFiltreView.as_view(), name="agenda_filtre"),
    *(
        path(f"agendas/{genre}/<slug:code>.ics", agenda.AgendaView.as_view(genre=genre), name=f"agenda_{genre}")
        for genre in ADRESSES
    ),
]
