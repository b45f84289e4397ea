"""The household book at 17,000 residents and at 60,000: a card, a household in the past, the statistics."""

import random
import statistics
import time
from collections.abc import Callable, Iterator, Sequence
from datetime import timedelta
from typing import Any

from tests.bench.figure import Figure, p95, timed
from tests.bench.searching import MANY, NEIGHBOUR, load
from tests.bench.world import RESIDENTS, world

TIMES = 120
PEOPLE = 40
STATISTICS_MOST = 300
COUNTS_MOST = 300


def run() -> Iterator[Figure]:
    """Measure pages over Django's own client, without a network, against the SQL they send, sent bare."""
    with world():
        yield from _council("karool", RESIDENTS)
        load(NEIGHBOUR, MANY)
        yield from _council(NEIGHBOUR, MANY)


def _council(key: str, residents: int) -> Iterator[Figure]:
    from django_tenants.utils import schema_context

    schema = key.replace("-", "_")
    client = _browser(key, schema)
    with schema_context(schema):
        people, homes = _sample()
        yield from _card(client, schema, people, residents)
        yield _composition(homes, residents)
        yield from _quality(residents)
    yield from _statistics(client, schema, residents)


def _browser(key: str, schema: str) -> Any:
    from django.test import Client
    from django_tenants.utils import schema_context

    from tereze import clock
    from tereze.accounts.models import RoleGrant, User

    client = Client(HTTP_HOST=f"{key}.localhost")
    with schema_context(schema):
        user = User.objects.create(username="measures", full_name="Ченөөчү")
        RoleGrant.objects.create(user=user, role="statistics_specialist", given_on=clock.today(), given_by="bench")
        client.force_login(user, backend="allauth.account.auth_backends.AuthenticationBackend")
    return client


def _sample() -> tuple[list[str], list[Any]]:
    """Return references of residents, and households, chosen by dice that fall the same every time."""
    from services.registers.models import Household, Membership

    dice = random.Random("register")
    living = Membership.objects.filter(left_on=None).order_by("pk").values_list("resident__reference", flat=True)
    return dice.sample(list(living), PEOPLE), dice.sample(list(Household.objects.order_by("pk")), PEOPLE)


def _card(client: Any, schema: str, people: Sequence[str], residents: int) -> Iterator[Figure]:
    from services.registers import queries
    from tereze import clock

    today = clock.today()
    asked = max(len(_sent(lambda who=who: queries.card(who, on=today))) for who in people)  # type: ignore[misc]
    yield Figure("register", f"{residents:,}: queries of a card", asked, "", 8)
    pages = [f"/residents/{who}/" for who in people]
    statements = [_sent(lambda page=page: client.get(page), schema) for page in pages]  # type: ignore[misc]
    yield Figure("register", f"{residents:,}: queries of its whole page", max(map(len, statements)), "", None)
    served = timed(_in_turn(client.get, pages), times=TIMES, warm=PEOPLE)
    bare = timed(_in_turn(_send, statements), times=TIMES, warm=PEOPLE)
    yield Figure("register", f"{residents:,}: a card's page, p95", p95(served), "ms", 40, p95(served) / p95(bare),
                 "its bare SQL, p95")  # fmt: skip


def _composition(homes: Sequence[Any], residents: int) -> Figure:
    """A household as it was five years ago."""
    from services.registers import queries
    from tereze import clock

    day = clock.today() - timedelta(days=5 * 365)

    def compose(home: Any) -> object:
        return queries.composition(home, on=day)

    statements = [_sent(lambda home=home: compose(home)) for home in homes]  # type: ignore[misc]
    asked = timed(_in_turn(compose, homes), times=TIMES, warm=PEOPLE)
    bare = timed(_in_turn(_send, statements), times=TIMES, warm=PEOPLE)
    return Figure("register", f"{residents:,}: a household five years ago, p95", p95(asked), "ms", 5,
                  p95(asked) / p95(bare), "its bare SQL, p95")  # fmt: skip


def _quality(residents: int) -> Iterator[Figure]:
    """Comparing everybody with everybody, in seconds of this process; and what the list of entries to mend counts."""
    from services.registers.quality import checks, pairs
    from tereze.accounts.permissions import Platform

    begun = time.process_time()
    pairs.look(by=Platform("quality"))
    goals = (10, COUNTS_MOST) if residents == RESIDENTS else (None, None)
    yield Figure("register", f"{residents:,}: comparing the register", time.process_time() - begun, "s CPU", goals[0])
    counting = statistics.median(timed(checks.counts, times=7))
    yield Figure("register", f"{residents:,}: counting entries to mend, median", counting, "ms", goals[1])


def _statistics(client: Any, schema: str, residents: int) -> Iterator[Figure]:
    """Every page of the statistics; the goal is for 17,000."""
    from django_tenants.utils import schema_context

    from services.registers.statistics import pages

    for page in pages.PAGES:
        address = f"/register/statistics/{page.name}/"
        statements = _sent(lambda address=address: client.get(address), schema)  # type: ignore[misc]
        served = statistics.median(timed(lambda address=address: client.get(address), times=7))  # type: ignore[misc]
        with schema_context(schema):
            bare = statistics.median(timed(lambda said=statements: _send(said), times=7))  # type: ignore[misc]
        goal = STATISTICS_MOST if residents == RESIDENTS else None
        yield Figure("register", f"{residents:,}: statistics, {page.name}, median", served, "ms", goal, served / bare,
                     "its bare SQL")  # fmt: skip


def _sent(act: Callable[[], object], schema: str = "") -> list[str]:
    """Return what is read from the database meanwhile: what is written cannot be sent a second time."""
    from django.db import connection
    from django.test.utils import CaptureQueriesContext
    from django_tenants.utils import schema_context

    with CaptureQueriesContext(connection) as captured:
        act()
    if schema:  # the client has left the council's schema
        with schema_context(schema):
            connection.ensure_connection()
    return [query["sql"] for query in captured.captured_queries if query["sql"].lstrip().startswith(("SELECT", "WITH"))]


def _send(statements: Sequence[str]) -> None:
    from django.db import connection

    connection.ensure_connection()
    with connection.connection.cursor() as cursor:
        for statement in statements:
            if "INSERT" in statement or "UPDATE" in statement:
                continue
            cursor.execute(statement)
            cursor.fetchall()


def _in_turn(act: Callable[..., object], things: Sequence[object]) -> Callable[[], object]:
    position = iter(range(10**9))
    return lambda: act(things[next(position) % len(things)])
