from django.urls import path

from certificats.views import campagne, certificat

urlpatterns = [
    path("certificats/", certificat.CertificatListView.as_view(), name="certificat_list"),
    path("certificats/archive/", campagne.CertificatArchiveView.as_view(), name="certificat_archive"),
    path("certificats/<int:pk>/", certificat.CertificatDetailView.as_view(), name="certificat_detail"),
    path("certificats/<int:pk>.pdf", certificat.CertificatPdfView.as_view(), name="certificat_pdf"),
    path("certificats/documents/<int:pk>.pdf", certificat.DocumentPdfView.as_view(), name="document_pdf"),
    path("certificats/<int:pk>/remplacer/", certificat.CertificatRemplacerView.as_view(), name="certificat_remplacer"),
    path("certificats/<int:pk>/revoquer/", certificat.CertificatRevoquerView.as_view(), name="certificat_revoquer"),
    path("certificats/<int:pk>/signaler/", certificat.CertificatSignalerView.as_view(), name="certificat_signaler"),
    path(
        "certificats/<int:pk>/actualiser/", certificat.CertificatActualiserView.as_view(), name="certificat_actualiser"
    ),
    path("parcours/certificats/", certificat.MesCertificatsView.as_view(), name="certificat_miens"),
    path(
        "pilotage/certificats/a-mettre-a-jour/",
        certificat.CertificatAMettreAJourView.as_view(),
        name="certificat_a_mettre_a_jour",
    ),
    path("pilotage/certificats/a-delivrer/", campagne.SessionsADelivrerView.as_view(), name="session_a_delivrer"),
    path("pilotage/certificats/a-delivrer/delivrer/", campagne.SessionsDelivrerView.as_view(), name="session_delivrer"),
    path(
        "pilotage/sessions/<int:pk>/certificats/",
        campagne.CertificatSessionView.as_view(),
        name="certificat_session",
    ),
    path(
        "pilotage/sessions/<int:pk>/certificats/delivrer/",
        campagne.CertificatDelivrerView.as_view(),
        name="certificat_delivrer",
    ),
    path(
        "sessions/<int:pk>/certificats.zip", campagne.CertificatSessionZipView.as_view(), name="certificat_session_zip"
    ),
]
