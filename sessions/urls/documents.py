from django.urls import path

from sessions.views import documents

urlpatterns = [
    path("inscriptions/<int:pk>/convocation.pdf", documents.ConvocationPdfView.as_view(), name="convocation_pdf"),
    path("inscriptions/<int:pk>/attestation.pdf", documents.AttestationPdfView.as_view(), name="attestation_pdf"),
    path("pilotage/sessions/<int:pk>/documents/", documents.DocumentsView.as_view(), name="session_documents"),
    path(
        "pilotage/sessions/<int:pk>/documents.zip", documents.DocumentsZipView.as_view(), name="session_documents_zip"
    ),
    path(
        "pilotage/sessions/<int:session>/convention-<int:pk>.pdf",
        documents.ConventionPdfView.as_view(),
        name="convention_pdf",
    ),
    path(
        "pilotage/sessions/<int:session>/mission-<int:pk>.pdf", documents.MissionPdfView.as_view(), name="mission_pdf"
    ),
    path("reglement-interieur.pdf", documents.ReglementPdfView.as_view(), name="reglement_pdf"),
    path("livret.pdf", documents.LivretPdfView.as_view(), name="livret_pdf"),
]
