"""Addresses of the public site: checking the certificates of all councils without a network."""

from django.urls import path

from services.certificates import offline_views

urlpatterns = [
    path("v/offline/", offline_views.page, name="verify_offline"),
    path("v/offline.js", offline_views.worker, name="verify_worker"),
    path("v/offline.webmanifest", offline_views.manifest, name="verify_manifest"),
    path("v/keys.json", offline_views.keys, name="verify_keys"),
    path("v/lists/<slug:council>.bin", offline_views.revoked_of, name="verify_list_of"),
]
