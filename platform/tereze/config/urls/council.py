"""The pages of a council's host."""

from django.urls import URLPattern, URLResolver, include, path

urlpatterns: list[URLPattern | URLResolver] = [
    path("", include("tereze.ui.urls")),
    path("account/", include("tereze.accounts.urls")),
    path("account/journal/", include("tereze.audit.urls")),
    path("account/stuck/", include("tereze.exchange.urls")),
    path("account/keys/", include("tereze.api.page_urls")),
    path("api/v1/", include("services.registers.api_urls")),
    path("api/v1/", include("services.certificates.api_urls")),
    path("api/", include("tereze.api.urls")),
    path("", include("tenants.customisation.urls")),
    path("", include("services.registers.urls")),
    path("", include("services.certificates.urls")),
]
