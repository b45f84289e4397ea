"""Addresses."""

from django.urls import URLPattern, URLResolver, include, path

from services.registers import look_views, views
from services.registers.life import views as life_views

urlpatterns: list[URLPattern | URLResolver] = [
    path("register/", views.register, name="register"),
    path("register/statistics/", include("services.registers.statistics.urls")),
    path("register/export/", include("services.registers.exports.urls")),
    path("residents/", include("services.registers.disclosure.urls")),
    path("residents/<slug:reference>/", views.resident, name="resident"),
    path("residents/<slug:reference>/reveal/", views.reveal, name="resident_reveal"),
    path("residents/<slug:reference>/looks/", look_views.resident_looks, name="resident_looks"),
    path("households/open/", life_views.open_household, name="household_open"),
    path("households/<slug:reference>/", views.household, name="household"),
    path("households/", include("services.registers.extracts.urls")),
    path("life/", include("services.registers.life.urls")),
    path("fields/", include("services.registers.fields.urls")),
    path("property/", include("services.registers.property.urls")),
    path("quality/", include("services.registers.quality.urls")),
    path("import/", include("services.registers.imports.urls")),
    path("rounds/", include("services.registers.rounds.urls")),
]
