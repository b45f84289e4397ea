"""The app `tereze.audit`."""

from django.apps import AppConfig


class AuditConfig(AppConfig):
    name = "tereze.audit"
    label = "audit"
