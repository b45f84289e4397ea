"""A new council."""

import time
from collections.abc import Iterator
from dataclasses import replace

from tests.bench.figure import Figure
from tests.bench.world import world


def run() -> Iterator[Figure]:
    """Measure onboarding a council against running the migrations in a new schema."""
    with world(residents=0):
        from django.db import connection

        from tenants.onboarding import actions, blueprints, descriptions

        described = descriptions.read(descriptions.SHIPPED / "karool.toml", password="Айылдын ачкычы 7")
        taken = []
        for number in range(5):
            began = time.perf_counter()
            actions.onboard(replace(described, key=f"bench-{number}"))
            taken.append(time.perf_counter() - began)
        with connection.owning():  # type: ignore[attr-defined]
            with connection.cursor() as cursor:
                cursor.execute("CREATE SCHEMA slow")
            began = time.perf_counter()
            blueprints.migrate_schema("slow")
            slow = time.perf_counter() - began
    value = max(taken)
    yield Figure("onboard", "a council, the slowest of five", value, "s", 5, slow / value, "slower when migrated",
                 at_least=5)  # fmt: skip
    yield Figure("onboard", "running the migrations instead", slow, "s", None)
