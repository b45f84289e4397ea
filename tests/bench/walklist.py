"""The walk list of a whole council on paper: 4,000 households, read and set."""

import time
from collections.abc import Callable, Iterator
from typing import TypeVar

from tests.bench.figure import Figure
from tests.bench.world import world

Made = TypeVar("Made")

HOUSEHOLDS = 4_000
RESIDENTS = 22_000
"""So many made-up residents have a little more than so many households."""


def run() -> Iterator[Figure]:
    """Measure the list against its own queries, in time of the processor: the goal is for one core."""
    with world(residents=RESIDENTS):
        from django_tenants.utils import schema_context

        with schema_context("karool"):
            yield from _measured()


def _measured() -> Iterator[Figure]:
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    from services.registers.models import Street
    from services.registers.rounds import opening, walk_list, yards
    from tereze import clock
    from tereze.accounts.permissions import Platform

    proposed = opening.proposal(today=clock.today())
    counted = opening.open_round(
        on=proposed.on, livestock_only=proposed.livestock_only, by=Platform("bench"), at=clock.now()
    )
    streets = list(Street.objects.select_related("village").order_by("village__code", "sort_key"))
    with CaptureQueriesContext(connection) as asked:
        reading, _passed, found = _spent(lambda: yards.of_streets(counted, streets))
    share = HOUSEHOLDS / sum(map(len, found.values()))
    spent, passed, pdf = _spent(
        lambda: walk_list.pdf(counted, streets, language="ky", foot="Кароол айыл өкмөтү", at=clock.now())
    )
    yield Figure("walklist", "queries for all households", len(asked), "", 12)
    yield Figure("walklist", "4,000 households, processor", spent * share, "s", 20, spent / reading, "its queries")
    yield Figure("walklist", "4,000 households, by the clock", passed * share, "s", None)
    yield Figure("walklist", "its size", len(pdf) * share / 1e6, "MB", 10)


def _spent(make: Callable[[], Made]) -> tuple[float, float, Made]:
    """Return the seconds of the processor, those of the clock, and what was made."""
    processor, clock = time.process_time(), time.perf_counter()
    made = make()
    return time.process_time() - processor, time.perf_counter() - clock, made
