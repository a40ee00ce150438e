from django.urls import path

from certificats.views import certificat

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
]
