"""Addresses of the desk and of the frame, on a council's host."""

from django.urls import URLPattern, URLResolver, include, path

from tereze.ui import desk, pages

urlpatterns: list[URLPattern | URLResolver] = [
    path("", desk.desk, name="desk"),
    path("search/", desk.search, name="search"),
    path("components/", pages.components, name="components"),
    path("", include("tereze.ui.frame_urls")),
]
