"""The ways into the register: what its start page leads to. Every part of the register adds its own."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Final

from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from services.registers.quality import pairs
from services.registers.rounds import progress
from tereze.accounts.permissions import Actor, Permission


@dataclass(frozen=True)
class Way:
    """A page that can be reached from the start page of the register.

    `hint` says what it is for. `waiting` counts what waits for somebody there, in one cheap query.
    """

    page: str
    label: Promise | str
    hint: Promise | str
    permission: Permission
    waiting: Callable[[], int] = lambda: 0


@dataclass(frozen=True)
class ShownWay:
    """A way as the page shows it."""

    url: str
    label: str
    hint: str
    waiting: int


def _pairs() -> int:
    return pairs.waiting().count()


WAYS: Final = [
    Way(
        "life_events",
        _("What happened in the villages"),
        _("Births, deaths, marriages, moves and new owners: by kind, days, village and person."),
        Permission.RESIDENT_VIEW,
    ),
    Way(
        "household_open",
        _("Open a household"),
        _("A new page of the household book."),
        Permission.RESIDENT_EDIT,
    ),
    Way(
        "quality",
        _("Entries to mend"),
        _("What can hardly be right, and people written down twice."),
        Permission.RESIDENT_EDIT,
        _pairs,
    ),
    Way(
        "statistics",
        _("Statistics"),
        _("How many people, households, hectares and animals, by village and on any day."),
        Permission.STATISTICS_VIEW,
    ),
    Way(
        "register_export",
        _("Export the register"),
        _("Everything as Excel or CSV, for a copy or for another program."),
        Permission.REGISTER_EXPORT,
    ),
    Way(
        "own_fields",
        _("Own fields"),
        _("What only this council writes down of people, households and land."),
        Permission.FIELDS_MANAGE,
    ),
    Way(
        "register_import",
        _("Import a table"),
        _("From Excel or CSV, with a trial run and a way back."),
        Permission.REGISTER_IMPORT,
    ),
    Way(
        "rounds",
        _("Yearly round"),
        _("From house to house: people and livestock, with a phone or on paper."),
        Permission.ROUND_WALK,
        progress.waiting,
    ),
    Way(
        "round_results",
        _("Totals of the rounds"),
        _("What was counted in each village, beside the round before."),
        Permission.STATISTICS_VIEW,
    ),
]
"""In the order in which they are shown."""


def ways(actor: Actor) -> list[ShownWay]:
    """Return the ways that `actor` may go."""
    allowed = (way for way in WAYS if actor.may(way.permission))
    return [ShownWay(reverse(way.page), str(way.label), str(way.hint), way.waiting()) for way in allowed]
