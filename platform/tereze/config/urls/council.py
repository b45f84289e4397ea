"""The pages of a council's host."""

from django.urls import URLPattern, URLResolver, include, path

urlpatterns: list[URLPattern | URLResolver] = [
    path("", include("tereze.ui.urls")),
    path("account/", include("tereze.accounts.urls")),
    path("api/", include("tereze.api.urls")),
    path("", include("services.registers.urls")),
    path("", include("services.certificates.urls")),
]
