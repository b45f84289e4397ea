"""The app `tereze.audit`."""

from django.apps import AppConfig


class AuditConfig(AppConfig):
    name = "tereze.audit"
    label = "audit"

    def ready(self) -> None:
        from tereze.audit import own_words

        own_words.tell()
