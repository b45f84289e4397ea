"""Addresses of events."""

from django.urls import URLPattern, path

from services.registers.life import list_views, views

urlpatterns: list[URLPattern] = [
    path("", list_views.events, name="life_events"),
    path("export/", list_views.export, name="life_events_export"),
    path("find/<slug:what>/", views.find, name="life_find"),
    path("begin/<slug:kind>/", views.happen, name="life_begin"),
    path("<slug:kind>/of/<slug:reference>/", views.happen, name="life_happen"),
    path("<slug:reference>/", views.event, name="life_event"),
    path("<slug:reference>/undo/", views.undo, name="life_undo"),
]
