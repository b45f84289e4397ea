"""Addresses of residents under /api/v1/."""

from django.urls import URLPattern, URLResolver, path

from services.registers import api

urlpatterns: list[URLPattern | URLResolver] = [
    path("residents/", api.ResidentsView.as_view(), name="api_residents"),
    path("residents/<slug:reference>/", api.ResidentView.as_view(), name="api_resident"),
]
