"""The app `tenants.onboarding`."""

from django.apps import AppConfig


class OnboardingConfig(AppConfig):
    name = "tenants.onboarding"
    label = "onboarding"

    def ready(self) -> None:
        from tenants.onboarding.first_steps import add_first_steps

        add_first_steps()
