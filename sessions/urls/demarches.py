from django.urls import path

from sessions.views import accord

urlpatterns = [
    path("accords/<str:jeton>/", accord.AccordRepondreView.as_view(), name="accord_repondre"),
    path("pilotage/accords/", accord.AccordListView.as_view(), name="accord_list"),
    path("pilotage/accords/<int:pk>/redemander/", accord.AccordRedemanderView.as_view(), name="accord_redemander"),
    path("pilotage/accords/<int:pk>/papier/", accord.AccordPapierView.as_view(), name="accord_papier"),
]
