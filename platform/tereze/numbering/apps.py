"""The app `tereze.numbering`."""

from django.apps import AppConfig


class NumberingConfig(AppConfig):
    name = "tereze.numbering"
    label = "numbering"
