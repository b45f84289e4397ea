"""How a resident stands today, in one query: what can happen to them hangs on it."""

from dataclasses import dataclass
from typing import Any, Final

from django.db.models import Exists, OuterRef, QuerySet

from services.registers.models import BenefitHolding, Marriage, Membership, Parenthood, Resident
from tereze import clock

GROWN_UP: Final = 18
"""The age from which nobody is adopted or gets a guardian: a child is a person under eighteen (Family Code)."""

_OPEN: Final = Membership.objects.filter(resident=OuterRef("pk"), left_on__isnull=True)
_ASKED: Final[dict[str, Any]] = {
    "belonged": Exists(Membership.objects.filter(resident=OuterRef("pk"))),
    "belongs": Exists(_OPEN),
    "heads": Exists(_OPEN.filter(relation="head")),
    "abroad": Exists(_OPEN.exclude(abroad_country="")),
    "husband": Exists(Marriage.objects.filter(husband=OuterRef("pk"), until__isnull=True)),
    "wife": Exists(Marriage.objects.filter(wife=OuterRef("pk"), until__isnull=True)),
    "guarded": Exists(Parenthood.objects.filter(child=OuterRef("pk"), kind="guardian", until__isnull=True)),
    "benefits": Exists(BenefitHolding.objects.filter(resident=OuterRef("pk"), until__isnull=True)),
}


@dataclass(frozen=True)
class Situation:
    """What is true of a resident today. `counts`: alive, and not an entry that only leads to another one.

    `belonged`: to any household, now or before.
    """

    counts: bool
    child: bool
    belonged: bool
    belongs: bool
    heads: bool
    abroad: bool
    married: bool
    guarded: bool
    benefits: bool


def residents() -> QuerySet[Resident]:
    """Return residents with what `of` needs, so that it asks nothing more."""
    return Resident.objects.annotate(**{f"now_{name}": found for name, found in _ASKED.items()})


def of(resident: Resident) -> Situation:
    """Return how the resident stands today."""
    known = resident if hasattr(resident, "now_belongs") else residents().get(pk=resident.pk)
    now = {name: getattr(known, f"now_{name}") for name in _ASKED}
    married = now.pop("husband") or now.pop("wife", False)
    now.pop("wife", None)
    age = resident.age_on(clock.today())
    return Situation(
        counts=resident.death_date is None and resident.merged_into_id is None,
        child=age is not None and age < GROWN_UP,
        married=married,
        **now,
    )


def spouse(resident: Resident) -> Resident | None:
    """Return who the resident is married to today, where the spouse is in the register."""
    open_ones = Marriage.objects.filter(until__isnull=True).select_related("husband", "wife")
    if resident.sex == "m":
        found = open_ones.filter(husband=resident).first()
        return found.wife if found else None
    found = open_ones.filter(wife=resident).first()
    return found.husband if found else None
