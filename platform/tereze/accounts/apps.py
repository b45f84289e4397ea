"""The app `tereze.accounts`."""

from django.apps import AppConfig


class AccountsConfig(AppConfig):
    name = "tereze.accounts"
    label = "accounts"
