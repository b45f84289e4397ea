"""The URL map of the public site: the base domain itself."""

from django.urls import URLPattern, URLResolver, include, path

from tereze.ui import pages

urlpatterns: list[URLPattern | URLResolver] = [
    path("", pages.landing, name="landing"),
    path("", include("tereze.ui.frame_urls")),
    path("", include("services.certificates.public_urls")),
]
