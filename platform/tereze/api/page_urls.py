"""Addresses under /account/keys/."""

from django.urls import URLPattern, URLResolver, path

from tereze.api import views

urlpatterns: list[URLPattern | URLResolver] = [
    path("", views.keys, name="api_keys"),
    path("add/", views.key_add, name="api_key_add"),
    path("<slug:reference>/", views.key, name="api_key"),
    path("<slug:reference>/revoke/", views.key_revoke, name="api_key_revoke"),
]
