"""Addresses of certificates under /api/v1/."""

from django.urls import path

from services.certificates import api

urlpatterns = [
    path("certificates/", api.CertificatesView.as_view(), name="api_certificates"),
    path("certificates/templates/", api.TemplatesView.as_view(), name="api_certificate_templates"),
    path("certificates/<slug:reference>/", api.CertificateView.as_view(), name="api_certificate"),
    path("certificates/<slug:reference>/pdf/", api.PdfView.as_view(), name="api_certificate_pdf"),
    path("certificates/<slug:reference>/revoke/", api.RevokeView.as_view(), name="api_certificate_revoke"),
    path("verification/", api.VerificationView.as_view(), name="api_verification"),
]
