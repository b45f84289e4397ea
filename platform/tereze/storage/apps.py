"""The app `tereze.storage`."""

from django.apps import AppConfig


class StorageConfig(AppConfig):
    name = "tereze.storage"
    label = "storage"
