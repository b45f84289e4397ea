"""Addresses of land, buildings and vehicles."""

from django.urls import URLPattern, path

from services.registers.property import views

urlpatterns: list[URLPattern] = [
    path("land/<slug:reference>/", views.parcel, name="parcel"),
    path("buildings/<slug:reference>/", views.building, name="building"),
    path("vehicles/<slug:reference>/", views.vehicle, name="vehicle"),
]
