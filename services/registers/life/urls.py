"""Addresses of events."""

from django.urls import URLPattern, path

from services.registers.life import views

urlpatterns: list[URLPattern] = [
    path("<slug:kind>/of/<slug:reference>/", views.happen, name="life_happen"),
    path("<slug:reference>/", views.event, name="life_event"),
    path("<slug:reference>/undo/", views.undo, name="life_undo"),
]
