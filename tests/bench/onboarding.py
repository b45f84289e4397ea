"""A new council."""

import statistics
import time
from collections.abc import Callable, Iterator
from dataclasses import replace
from functools import partial

from tests.bench.figure import Figure
from tests.bench.world import world

TIMES = 5


def run() -> Iterator[Figure]:
    """Measure onboarding a council, all of it, against running the migrations in an empty schema, taken in turn."""
    with world(residents=0):
        from tenants.onboarding import actions, descriptions

        described = descriptions.read(descriptions.SHIPPED / "karool.toml", password="Айылдын ачкычы 7")
        quick, slow = [], []
        for number in range(TIMES + 1):
            quick.append(_seconds(partial(actions.onboard, replace(described, key=f"bench-{number}"))))
            slow.append(_migrated(f"migrated_{number}"))
    quick, slow = quick[1:], slow[1:]  # the first of each loads modules
    value, migrated = statistics.median(quick), statistics.median(slow)
    yield Figure("onboard", "a council, the median of five", value, "s", 5, migrated / value,
                 "running the migrations alone, the median of five", at_least=5)  # fmt: skip
    yield Figure("onboard", "a council, the slowest of five", max(quick), "s", 5)
    yield Figure("onboard", "running the migrations alone, the median of five", migrated, "s", None)


def _seconds(act: Callable[[], object]) -> float:
    began = time.perf_counter()
    act()
    return time.perf_counter() - began


def _migrated(schema: str) -> float:
    from django.db import connection

    from tenants.onboarding import blueprints

    with connection.owning():  # type: ignore[attr-defined]
        with connection.cursor() as cursor:
            cursor.execute(f"CREATE SCHEMA {schema}")
        return _seconds(partial(blueprints.migrate_schema, schema))
