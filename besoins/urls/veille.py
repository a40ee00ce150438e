from django.urls import path

from besoins.views import signal

urlpatterns = [
    path("besoins/signaux/", signal.SignalListView.as_view(), name="signal_list"),
    path("besoins/signaux/nouveau/", signal.SignalCreateView.as_view(), name="signal_create"),
    path("besoins/signaux/<int:pk>/", signal.SignalDetailView.as_view(), name="signal_detail"),
    path("besoins/signaux/<int:pk>/modifier/", signal.SignalUpdateView.as_view(), name="signal_update"),
    path("besoins/signaux/<int:pk>/noter/", signal.SignalNoterView.as_view(), name="signal_noter"),
    path("besoins/signaux/<int:pk>/besoin/", signal.SignalDeriverView.as_view(), name="signal_deriver"),
]
