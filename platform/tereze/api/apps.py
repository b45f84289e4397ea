"""The app `tereze.api`."""

from django.apps import AppConfig


class ApiConfig(AppConfig):
    name = "tereze.api"
    label = "api"
