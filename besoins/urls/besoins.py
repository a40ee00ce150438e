from django.urls import path

from besoins.urls.sens import SENS
from besoins.views import besoin, preuve

urlpatterns = [
    path("besoins/liste/", besoin.BesoinListView.as_view(), name="besoin_list"),
    path("besoins/nouveau/", besoin.BesoinCreateView.as_view(), name="besoin_create"),
    path("besoins/<int:pk>/", besoin.BesoinDetailView.as_view(), name="besoin_detail"),
    path("besoins/<int:pk>/modifier/", besoin.BesoinUpdateView.as_view(), name="besoin_update"),
    path("besoins/<int:pk>/retenir/", besoin.BesoinRetenirView.as_view(), name="besoin_retenir"),
    path("besoins/<int:pk>/rejeter/", besoin.BesoinRejeterView.as_view(), name="besoin_rejeter"),
    path("besoins/<int:pk>/reexaminer/", besoin.BesoinReexaminerView.as_view(), name="besoin_reexaminer"),
    *[
        path(f"besoins/<int:pk>/{sens}/", besoin.BesoinDeplacerView.as_view(), {"sens": sens}, name=f"besoin_{sens}")
        for sens in SENS
    ],
    path("besoins/<int:pk>/preuves/nouvelle/", preuve.PreuveCreateView.as_view(), name="preuve_create"),
    path("besoins/<int:pk>/preuves/<int:preuve>/retirer/", preuve.PreuveRetirerView.as_view(), name="preuve_retirer"),
]
