"""A connection that one council's thread gives back is another council's next: never with an answer of the first."""

import contextlib
import random
from collections import Counter as Count
from concurrent.futures import ThreadPoolExecutor

import pytest
from django.conf import settings
from django.db import DatabaseError, transaction
from django.db.backends.postgresql.base import DatabaseWrapper as PlainWrapper
from django.db.models import F
from django_tenants.utils import schema_context

from tereze.config.database import connection
from tereze.config.database.base import DatabaseWrapper
from tereze.numbering.models import Counter
from tests.tereze.config.conftest import Pair

pytestmark = pytest.mark.transactional

THREADS = 12
ROUNDS = 40


class ExpectedError(Exception):
    """The test's own failure inside a block."""


class Tally:
    """What one thread asked and got: how many right and wrong answers, and how often it counted up, by council."""

    def __init__(self) -> None:
        self.right = self.wrong = 0
        self.counted: Count[str] = Count()

    def ask(self, schema: str) -> None:
        """Read the row with the id that both councils have."""
        if Counter.objects.get(pk=1).journal == schema:
            self.right += 1
        else:
            self.wrong += 1

    def count_up(self) -> None:
        Counter.objects.filter(pk=1).update(last=F("last") + 1)


def one_request(schema: str, neighbour: str, tally: Tally, dice: random.Random) -> None:
    """Do what requests do: look, write, fail in a savepoint, fail altogether, visit a neighbour, look again."""
    with schema_context(schema):
        breaks_down = dice.random() < 0.4
        with contextlib.suppress(ExpectedError), transaction.atomic():
            tally.ask(schema)
            with contextlib.suppress(DatabaseError), transaction.atomic():
                tally.count_up()
                connection.cursor().execute("SELECT * FROM there_is_no_such_table")
            tally.ask(schema)
            with schema_context(neighbour):
                tally.ask(neighbour)
            tally.count_up()
            if breaks_down:
                raise ExpectedError
        tally.counted[schema] += not breaks_down
        tally.ask(schema)


def run(pair: Pair) -> Tally:
    """Let many threads, more than there are connections, work in both councils; return what they saw together."""

    def work(number: int) -> Tally:
        dice, tally = random.Random(number), Tally()
        for _ in range(ROUNDS):
            schema, neighbour = dice.sample([pair.one, pair.other], 2)
            try:
                one_request(schema, neighbour, tally, dice)
            except Counter.DoesNotExist:
                tally.wrong += 1
            finally:
                connection.close()  # back to the pool, whatever its state
        return tally

    whole = Tally()
    with ThreadPoolExecutor(THREADS) as threads:
        for tally in threads.map(work, range(THREADS)):
            whole.right += tally.right
            whole.wrong += tally.wrong
            whole.counted += tally.counted
    return whole


def counted(schema: str) -> int:
    with schema_context(schema):
        return Counter.objects.get(pk=1).last


def test_no_connection_of_the_pool_ever_answers_from_the_wrong_council(pair: Pair) -> None:
    assert settings.POOL_SIZE < THREADS
    before = {schema: counted(schema) for schema in (pair.one, pair.other)}

    whole = run(pair)

    assert whole.wrong == 0
    assert whole.right == THREADS * ROUNDS * 4
    assert {schema: counted(schema) - was for schema, was in before.items()} == dict(whole.counted)


def test_the_count_of_wrong_answers_would_notice_a_path_that_survives_a_rollback(
    pair: Pair, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(DatabaseWrapper, "rollback", PlainWrapper.rollback)

    assert run(pair).wrong > 0
