"""What the register needs in a new council's schema."""

from services.registers.models import Village
from tenants.onboarding.descriptions import Description
from tenants.onboarding.steps import Step, registry


def villages(description: Description) -> None:
    """Write the council's villages."""
    Village.objects.bulk_create(
        Village(
            code=one.code,
            soate=f"{description.soate}{one.code}",
            name_ky=one.name_ky,
            name_ru=one.name_ru,
            since=one.since,
        )
        for one in description.villages
    )


def add_steps() -> None:
    """Register them; called once, when the app is ready."""
    registry.add(Step(name="villages", order=30, kinds=frozenset({"council"}), take=villages))
