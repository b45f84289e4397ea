"""The app `tereze.ui`."""

from django.apps import AppConfig


class UiConfig(AppConfig):
    name = "tereze.ui"
    label = "ui"
