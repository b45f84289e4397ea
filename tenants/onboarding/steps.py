"""What has to be done in a new tenant's schema. Every package adds its own steps, so onboarding knows none of them."""

from collections.abc import Callable
from dataclasses import dataclass

from tenants.onboarding.descriptions import Description
from tereze.exchange.registry import Registry


@dataclass(frozen=True)
class Step:
    """One step, done inside the new schema, in the transaction that makes it. Smaller `order` comes first."""

    name: str
    order: int
    kinds: frozenset[str]
    take: Callable[[Description], None]


registry: Registry[Step] = Registry("onboarding steps")


def take_all(description: Description) -> None:
    """Take every step meant for the tenant's kind, in order."""
    for step in sorted(registry, key=lambda one: one.order):
        if description.kind in step.kinds:
            step.take(description)
