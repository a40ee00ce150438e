from django.urls import path

from certificats.views import certificat, fiche_poste, parcours, verification

app_name = "certificats"

urlpatterns = [
    path("certificats/", certificat.CertificatListView.as_view(), name="certificat_list"),
    path("certificats/<int:pk>/", certificat.CertificatDetailView.as_view(), name="certificat_detail"),
    path("certificats/<int:pk>.pdf", certificat.CertificatPdfView.as_view(), name="certificat_pdf"),
    path("certificats/<int:pk>/remplacer/", certificat.CertificatRemplacerView.as_view(), name="certificat_remplacer"),
    path("certificats/<int:pk>/revoquer/", certificat.CertificatRevoquerView.as_view(), name="certificat_revoquer"),
    path(
        "pilotage/sessions/<int:pk>/certificats/",
        certificat.CertificatSessionView.as_view(),
        name="certificat_session",
    ),
    path(
        "pilotage/sessions/<int:pk>/certificats/delivrer/",
        certificat.CertificatDelivrerView.as_view(),
        name="certificat_delivrer",
    ),
    path("verification/", verification.VerificationView.as_view(), name="verification"),
    path("verification/<str:code>/", verification.VerificationDetailView.as_view(), name="verification_detail"),
    path("parcours/", parcours.ParcoursDetailView.as_view(), name="parcours_detail"),
    path("parcours/viser/", parcours.ParcoursViserView.as_view(), name="parcours_viser"),
    path("parcours/fiches/", fiche_poste.FichePosteListView.as_view(), name="fiche_poste_list"),
    path("parcours/fiches/nouvelle/", fiche_poste.FichePosteCreateView.as_view(), name="fiche_poste_create"),
    path("parcours/fiches/<int:pk>/", fiche_poste.FichePosteDetailView.as_view(), name="fiche_poste_detail"),
    path("parcours/fiches/<int:pk>/modifier/", fiche_poste.FichePosteUpdateView.as_view(), name="fiche_poste_update"),
    path("parcours/fiches/<int:pk>/publier/", fiche_poste.FichePostePublierView.as_view(), name="fiche_poste_publier"),
    path(
        "parcours/fiches/<int:pk>/nouvelle-version/",
        fiche_poste.FichePosteNouvelleVersionView.as_view(),
        name="fiche_poste_nouvelle_version",
    ),
    path(
        "parcours/fiches/<int:pk>/exigences/ajouter/", fiche_poste.ExigenceCreateView.as_view(), name="exigence_create"
    ),
    path(
        "parcours/fiches/<int:pk>/exigences/<int:exigence>/retirer/",
        fiche_poste.ExigenceRetirerView.as_view(),
        name="exigence_retirer",
    ),
]
