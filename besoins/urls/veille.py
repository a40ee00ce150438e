from django.urls import path

from besoins.views import article, signal, source, veille

urlpatterns = [
    path("besoins/signaux/vue-d-ensemble/", veille.VeillePanoramaView.as_view(), name="veille_panorama"),
    path("besoins/signaux/articles/", article.ArticleListView.as_view(), name="article_list"),
    path("besoins/signaux/articles/<int:pk>/signal/", article.ArticleSignalView.as_view(), name="article_signal"),
    path("besoins/signaux/articles/<int:pk>/ecarter/", article.ArticleEcarterView.as_view(), name="article_ecarter"),
    path(
        "besoins/signaux/articles/<int:pk>/reprendre/", article.ArticleReprendreView.as_view(), name="article_reprendre"
    ),
    path("besoins/signaux/sources/", source.SourceListView.as_view(), name="source_list"),
    path("besoins/signaux/sources/nouvelle/", source.SourceCreateView.as_view(), name="source_create"),
    path("besoins/signaux/sources/<int:pk>/modifier/", source.SourceUpdateView.as_view(), name="source_update"),
    path("besoins/signaux/sources/<int:pk>/suspendre/", source.SourceSuspendreView.as_view(), name="source_suspendre"),
    path("besoins/signaux/sources/<int:pk>/reprendre/", source.SourceReprendreView.as_view(), name="source_reprendre"),
    path("besoins/signaux/sources/<int:pk>/relever/", source.SourceReleverView.as_view(), name="source_relever"),
    path("besoins/signaux/", signal.SignalListView.as_view(), name="signal_list"),
    path("besoins/signaux/nouveau/", signal.SignalCreateView.as_view(), name="signal_create"),
    path("besoins/signaux/proposer/", signal.SignalProposerView.as_view(), name="signal_proposer"),
    path("besoins/signaux/<int:pk>/", signal.SignalDetailView.as_view(), name="signal_detail"),
    path("besoins/signaux/<int:pk>/modifier/", signal.SignalUpdateView.as_view(), name="signal_update"),
    path("besoins/signaux/<int:pk>/noter/", signal.SignalNoterView.as_view(), name="signal_noter"),
    path("besoins/signaux/<int:pk>/ecarter/", signal.SignalEcarterView.as_view(), name="signal_ecarter"),
    path("besoins/signaux/<int:pk>/reprendre/", signal.SignalReprendreView.as_view(), name="signal_reprendre"),
    path("besoins/signaux/<int:pk>/rapprocher/", signal.SignalRapprocherView.as_view(), name="signal_rapprocher"),
    path("besoins/signaux/<int:pk>/separer/", signal.SignalSeparerView.as_view(), name="signal_separer"),
    path("besoins/signaux/<int:pk>/besoin/", signal.SignalDeriverView.as_view(), name="signal_deriver"),
]
