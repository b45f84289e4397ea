"""Addresses of certificates. `/V/` is what the QR code says: capitals take less room in it."""

from django.urls import path

from services.certificates import ordering, verify_views, views

urlpatterns = [
    path("certificates/", views.certificates, name="certificates"),
    path("certificates/export/", views.certificates_export, name="certificates_export"),
    path("certificates/new/<slug:template>/<slug:resident>/", ordering.issue, name="certificate_issue"),
    path("certificates/<slug:reference>/", views.certificate, name="certificate"),
    path("certificates/<slug:reference>/pdf/", views.pdf, name="certificate_pdf"),
    path("certificates/<slug:reference>/print/", views.print_again, name="certificate_print"),
    path("certificates/<slug:reference>/revoke/", views.revoke, name="certificate_revoke"),
    path("certificates/<slug:reference>/replace/", ordering.replace, name="certificate_replace"),
    path("v/", verify_views.verify, name="verify"),
    path("v/<slug:signed>", verify_views.verify, name="verify_payload"),
    path("V/", verify_views.verify),
    path("V/<slug:signed>", verify_views.verify),
]
