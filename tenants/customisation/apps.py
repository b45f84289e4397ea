"""The app `tenants.customisation`."""

from django.apps import AppConfig


class CustomisationConfig(AppConfig):
    name = "tenants.customisation"
    label = "customisation"
