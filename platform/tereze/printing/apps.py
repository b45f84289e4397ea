"""The app `tereze.printing`."""

from django.apps import AppConfig


class PrintingConfig(AppConfig):
    name = "tereze.printing"
    label = "printing"
