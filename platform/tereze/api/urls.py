"""Addresses under /api/. The services' own stand before this map, under /api/v1/; here everything else ends."""

from django.urls import URLPattern, URLResolver, path, re_path

from tereze.api import api

urlpatterns: list[URLPattern | URLResolver] = [
    path("schema/", api.SchemaView.as_view(), name="schema"),
    path("docs/", api.docs, name="api_docs"),
    re_path(r"^.*$", api.NoSuchAddress.as_view(), name="api_nothing"),
]
