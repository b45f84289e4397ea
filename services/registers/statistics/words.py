"""What animals, ways in and ways out are called in statistics."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from typing import Final

from django.utils.translation import gettext as _

from services.registers.codelists import COUNTED

GRAZING: Final = ("cattle", "yak", "horse", "sheep", "goat", "donkey", "camel", "pig")
"""Species that a round of livestock counts and that somebody verifies."""


def _codes() -> Mapping[str, Sequence[str]]:
    found: dict[str, list[str]] = defaultdict(list)
    for code, thing in COUNTED.items():
        found[str(thing.extra["species"])].append(code)
    return found


SPECIES_CODES: Final = _codes()
LIVESTOCK: Final = tuple(code for species in GRAZING for code in SPECIES_CODES[species])
OTHERS: Final = tuple(code for code in COUNTED if code not in LIVESTOCK)
HEADS: Final = {code: int(thing.extra["heads"]) for code, thing in COUNTED.items()}
"""Conditional heads (шарттуу мал башы) of one animal."""


def species() -> list[tuple[str, str]]:
    """Return the animals in the order of the household book."""
    return [
        ("cattle", _("cattle")),
        ("yak", _("yaks")),
        ("horse", _("horses")),
        ("sheep", _("sheep")),
        ("goat", _("goats")),
        ("donkey", _("donkeys and mules")),
        ("camel", _("camels")),
        ("pig", _("pigs")),
        ("poultry", _("poultry")),
        ("rabbit", _("rabbits")),
        ("dog", _("dogs")),
        ("bees", _("bees")),
        ("other", _("trees, greenhouses, wells")),
    ]


def ways_in() -> list[tuple[str, str]]:
    """Return how people come: born here or from elsewhere."""
    return [("yes", _("born")), ("no", _("arrived"))]


def ways_out() -> list[tuple[str, str]]:
    """Return how people go: by death or elsewhere."""
    return [("yes", _("died")), ("no", _("departed"))]
