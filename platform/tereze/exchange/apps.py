"""The app `tereze.exchange`."""

from django.apps import AppConfig


class ExchangeConfig(AppConfig):
    name = "tereze.exchange"
    label = "exchange"
