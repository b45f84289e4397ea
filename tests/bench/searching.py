"""The one search box, at 17,000 residents and at 60,000."""

import random
import sys
from collections.abc import Callable, Iterator, Sequence

from tests.bench.figure import Figure, p95, timed
from tests.bench.world import RESIDENTS, world

TIMES = 180
MANY, NEIGHBOUR = 60_000, "myrza-ake"
"""As many as the largest councils have, in a council beside the first one."""


def run() -> Iterator[Figure]:
    """Measure searching in the server against the same SQL sent bare, for what clerks really type."""
    with world():
        yield from _council("karool", RESIDENTS)
        load(NEIGHBOUR, MANY)
        yield from _council(NEIGHBOUR, MANY)


def _council(key: str, residents: int) -> Iterator[Figure]:
    from django_tenants.utils import schema_context

    with schema_context(key.replace("-", "_")):
        for what, queries in _typed().items():
            yield _measure(f"{residents:,}: {what}, p95", queries)


def load(key: str, residents: int) -> None:
    """Add a council with made-up residents beside the first one."""
    from django.core.management import call_command

    call_command("onboard", key, password="Айылдын ачкычы 7", stdout=sys.stderr)
    call_command("load_synthetic", key, residents=residents, stdout=sys.stderr)


def _typed() -> dict[str, list[str]]:
    """Return what is typed, by kind, made from residents who are there."""
    from services.registers.models import Resident
    from tereze.language.transliteration import to_latin_passport

    dice = random.Random("search")
    people = dice.sample(list(Resident.objects.only("surname", "given_name", "pin").order_by("pk")), 60)
    named = [(one.surname.split(maxsplit=1)[0], one.given_name) for one in people]
    return {
        "surname and name": [f"{surname} {given}" for surname, given in named],
        "name then the surname's beginning": [f"{given} {surname[:4]}" for surname, given in named],
        "three letters": [surname[:3] for surname, _ in named],
        "a wrong letter": [_wrong(f"{surname} {given}", dice) for surname, given in named],
        "in Latin": [to_latin_passport(f"{surname} {given}") for surname, given in named],
        "the end of a PIN": [one.pin[-5:] for one in people],
    }


def _wrong(text: str, dice: random.Random) -> str:
    place = dice.randrange(1, len(text.split(maxsplit=1)[0]))
    return text[:place] + dice.choice("абекмнот") + text[place + 1 :]


def _measure(what: str, typed: Sequence[str]) -> Figure:
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    from tereze.accounts.permissions import Platform
    from tereze.exchange import finders

    clerk, statements = Platform("bench"), []
    for text in typed:
        with CaptureQueriesContext(connection) as captured:
            finders.find(text, by=clerk)
        statements.append([query["sql"] for query in captured.captured_queries if query["sql"]])
    served = timed(_rounds(lambda text: finders.find(text, by=clerk), typed), times=TIMES, warm=len(typed))
    bare = timed(_rounds(_send, statements), times=TIMES, warm=len(typed))
    return Figure("search", what, p95(served), "ms", 15, p95(served) / p95(bare), "the bare SQL, p95", most=2)


def _send(statements: list[str]) -> None:
    from django.db import connection

    connection.ensure_connection()
    with connection.connection.cursor() as cursor:
        for statement in statements:
            cursor.execute(statement)
            if cursor.description:
                cursor.fetchall()


def _rounds(act: Callable[..., object], things: Sequence[object]) -> Callable[[], object]:
    position = iter(range(10**9))
    return lambda: act(things[next(position) % len(things)])
