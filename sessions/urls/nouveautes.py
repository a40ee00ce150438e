from django.urls import path

from sessions.views.nouveaute import NouveautesView

urlpatterns = [
    path("agendas/nouveautes.json", NouveautesView.as_view(forme="json"), name="nouveautes_json"),
    path("agendas/nouveautes.rss", NouveautesView.as_view(forme="rss"), name="nouveautes_rss"),
]
