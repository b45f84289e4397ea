"""Addresses under /account/journal/."""

from django.urls import URLPattern, URLResolver, path

from tereze.audit import views

urlpatterns: list[URLPattern | URLResolver] = [
    path("", views.journal, name="journal"),
    path("check/", views.check, name="journal_check"),
]
