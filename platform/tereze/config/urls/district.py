"""The pages of a district's host."""

from django.urls import URLPattern, URLResolver, include, path

urlpatterns: list[URLPattern | URLResolver] = [
    path("", include("tenants.oversight.urls")),
    path("", include("tereze.ui.frame_urls")),
    path("account/", include("tereze.accounts.urls")),
    path("account/journal/", include("tereze.audit.urls")),
    path("account/stuck/", include("tereze.exchange.urls")),
]
