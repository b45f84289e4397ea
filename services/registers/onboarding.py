"""What a new council's register begins with: its villages."""

from services.registers.models import Village
from tenants.onboarding.descriptions import Description
from tenants.onboarding.steps import Step, registry


def villages(description: Description) -> None:
    """Write the villages of the description, each with its whole SOATE code where that is certain."""
    for village in description.villages:
        Village.objects.create(
            code=village.code,
            soate=f"{description.soate}{village.code}" if village.code_verified else "",
            name_ky=village.name_ky,
            name_ru=village.name_ru,
            since=village.since,
        )


registry.add(Step(name="villages", order=30, kinds=frozenset({"council"}), take=villages))
