"""Addresses."""

from django.urls import URLPattern, URLResolver, include, path

from services.registers import edit_views, views

urlpatterns: list[URLPattern | URLResolver] = [
    path("residents/<slug:reference>/", views.resident, name="resident"),
    path("residents/<slug:reference>/reveal/", views.reveal, name="resident_reveal"),
    path("residents/<slug:reference>/correct/", edit_views.correct, name="resident_correct"),
    path("households/<slug:reference>/", views.household, name="household"),
    path("households/<slug:reference>/admit/", edit_views.admit, name="household_admit"),
    path("import/", include("services.registers.imports.urls")),
]
