"""Addresses of certificates. `/V/` is what the QR code says: capitals take less room in it."""

from django.urls import path

from services.certificates import check_views, offline_views, ordering, standard_views, verify_views, views

urlpatterns = [
    path("certificates/", views.certificates, name="certificates"),
    path("certificates/export/", views.certificates_export, name="certificates_export"),
    path("certificates/checks/", check_views.checked, name="certificate_checks"),
    path("certificates/new/<slug:template>/<slug:resident>/", ordering.issue, name="certificate_issue"),
    path("certificates/standards/", standard_views.standards, name="certificate_standards"),
    path("certificates/standards/<slug:code>/", standard_views.standard, name="certificate_standard"),
    path("certificates/standards/<slug:code>/adopted/", standard_views.adopted, name="certificate_adopted"),
    path("certificates/<slug:reference>/", views.certificate, name="certificate"),
    path("certificates/<slug:reference>/pdf/", views.pdf, name="certificate_pdf"),
    path("certificates/<slug:reference>/print/", views.print_again, name="certificate_print"),
    path("certificates/<slug:reference>/revoke/", views.revoke, name="certificate_revoke"),
    path("certificates/<slug:reference>/replace/", ordering.replace, name="certificate_replace"),
    path("v/", verify_views.verify, name="verify"),
    path("v/offline/", offline_views.page, name="verify_offline"),
    path("v/offline.js", offline_views.worker, name="verify_worker"),
    path("v/offline.webmanifest", offline_views.manifest, name="verify_manifest"),
    path("v/keys.json", offline_views.keys, name="verify_keys"),
    path("v/list.bin", offline_views.revoked, name="verify_list"),
    path("v/original/<str:token>", verify_views.original, name="verify_original"),
    path("v/<slug:signed>", verify_views.verify, name="verify_payload"),
    path("V/", verify_views.verify),
    path("V/<slug:signed>", verify_views.verify),
]
