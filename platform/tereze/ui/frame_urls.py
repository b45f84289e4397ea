"""Addresses that the page frame needs on every host."""

from django.urls import URLPattern, URLResolver, path

from tereze.ui import pages

urlpatterns: list[URLPattern | URLResolver] = [path("language/", pages.set_language, name="set_language")]
