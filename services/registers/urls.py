"""Addresses."""

from django.urls import URLPattern, URLResolver, include, path

from services.registers import edit_views, household_views, look_views, views

urlpatterns: list[URLPattern | URLResolver] = [
    path("register/", views.register, name="register"),
    path("register/statistics/", include("services.registers.statistics.urls")),
    path("residents/<slug:reference>/", views.resident, name="resident"),
    path("residents/<slug:reference>/reveal/", views.reveal, name="resident_reveal"),
    path("residents/<slug:reference>/looks/", look_views.resident_looks, name="resident_looks"),
    path("residents/<slug:reference>/correct/", edit_views.correct, name="resident_correct"),
    path("residents/<slug:reference>/leave/", household_views.leave, name="resident_leave"),
    path("households/open/", household_views.open_household, name="household_open"),
    path("households/<slug:reference>/", views.household, name="household"),
    path("households/<slug:reference>/admit/", edit_views.admit, name="household_admit"),
    path("households/<slug:reference>/move/", household_views.move, name="household_move"),
    path("households/<slug:reference>/head/", household_views.change_head, name="household_head"),
    path("life/", include("services.registers.life.urls")),
    path("property/", include("services.registers.property.urls")),
    path("quality/", include("services.registers.quality.urls")),
    path("import/", include("services.registers.imports.urls")),
    path("rounds/", include("services.registers.rounds.urls")),
]
