from django.urls import path

from certificats.views import verification

urlpatterns = [
    path("verification/", verification.VerificationView.as_view(), name="verification"),
    path("verification/<str:code>/", verification.VerificationDetailView.as_view(), name="verification_detail"),
]
