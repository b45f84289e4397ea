"""The app `services.registers`."""

from django.apps import AppConfig


class RegistersConfig(AppConfig):
    name = "services.registers"
    label = "registers"
