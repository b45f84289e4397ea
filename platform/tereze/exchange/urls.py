"""Addresses under /account/stuck/."""

from django.urls import URLPattern, URLResolver, path

from tereze.exchange import views

urlpatterns: list[URLPattern | URLResolver] = [
    path("", views.stuck_events, name="stuck_events"),
    path("again/", views.try_again, name="stuck_events_again"),
]
