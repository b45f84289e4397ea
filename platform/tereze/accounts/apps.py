"""The app `tereze.accounts`."""

from django.apps import AppConfig


class AccountsConfig(AppConfig):
    name = "tereze.accounts"
    label = "accounts"

    def ready(self) -> None:
        from tereze.accounts import lockout, words

        lockout.listen()
        words.tell()
