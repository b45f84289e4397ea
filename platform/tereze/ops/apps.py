"""The app `tereze.ops`."""

from django.apps import AppConfig


class OpsConfig(AppConfig):
    name = "tereze.ops"
    label = "ops"
