from allauth.account.decorators import secure_admin_login
from django.contrib import admin
from django.urls import include, path

admin.site.login = secure_admin_login(admin.site.login)

urlpatterns = [
    path("", include("academie.urls")),
    path("", include("besoins.urls")),
    path("", include("sessions.urls")),
    path("", include("certificats.urls")),
    path("comptes/", include("allauth.urls")),
    path("administration/", admin.site.urls),
]

handler404 = "academie.views.donnees.introuvable"
handler500 = "academie.views.panne.erreur"
