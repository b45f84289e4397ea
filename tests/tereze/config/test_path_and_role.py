"""Path and role are those of the entered council after every switch, failure and rollback."""

import contextlib
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Literal

import pytest
from django.conf import settings
from django.db import DatabaseError, InternalError, ProgrammingError, transaction
from django.db.backends.postgresql.base import DatabaseWrapper as PlainWrapper
from django_tenants.utils import schema_context
from hypothesis import HealthCheck, given
from hypothesis import settings as how
from hypothesis import strategies as st

from tereze.config.database import connection
from tereze.config.database.base import DatabaseWrapper
from tests.tereze.config.conftest import Pair, expected, where

pytestmark = pytest.mark.transactional


class ExpectedError(Exception):
    """The test's own failure inside a block."""


def fail() -> None:
    with connection.cursor() as cursor:
        cursor.execute("SELECT * FROM there_is_no_such_table")


def test_switches_are_sent_once_and_not_before_every_query(pair: Pair) -> None:
    assert settings.TENANT_LIMIT_SET_CALLS


def test_after_a_rollback_the_entered_council_answers(pair: Pair) -> None:
    with schema_context(pair.one):
        where()
    with schema_context(pair.other):
        with contextlib.suppress(ExpectedError), transaction.atomic():
            assert where() == expected(pair.other)
            raise ExpectedError

        assert where() == expected(pair.other)


def test_after_a_savepoint_is_rolled_back_the_entered_council_answers(pair: Pair) -> None:
    with schema_context(pair.one), transaction.atomic():
        where()
        with contextlib.suppress(ProgrammingError), transaction.atomic():
            connection.set_schema(pair.other)
            assert where() == expected(pair.other)
            fail()

        assert where() == expected(pair.other)


def test_a_backend_that_does_not_forget_its_path_at_a_rollback_is_noticed(
    pair: Pair, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(DatabaseWrapper, "rollback", PlainWrapper.rollback)
    with schema_context(pair.one):
        where()
    with schema_context(pair.other):
        with contextlib.suppress(ExpectedError), transaction.atomic():
            where()
            raise ExpectedError

        assert where() == expected(pair.one)
    connection.close()


def test_a_backend_that_does_not_forget_its_path_at_a_savepoint_is_noticed(
    pair: Pair, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(DatabaseWrapper, "savepoint_rollback", PlainWrapper.savepoint_rollback)
    with schema_context(pair.one), transaction.atomic():
        where()
        with contextlib.suppress(ExpectedError), transaction.atomic():
            connection.set_schema(pair.other)
            where()
            raise ExpectedError

        assert connection.schema_name == pair.other
        assert where() == expected(pair.one)
    connection.close()


def test_a_switch_inside_a_failed_block_answers_nothing_and_leaves_nothing_behind(pair: Pair) -> None:
    with schema_context(pair.one):
        with contextlib.suppress(DatabaseError), transaction.atomic():
            with contextlib.suppress(ProgrammingError):
                fail()
            with schema_context(pair.other), pytest.raises(InternalError, match="transaction is aborted"):
                where()
            assert connection.schema_name == pair.one

        assert where() == expected(pair.one)
    with schema_context(pair.other):
        assert where() == expected(pair.other)


def test_owning_nests_and_is_given_back(pair: Pair) -> None:
    with schema_context(pair.one):
        with connection.owning():
            with connection.owning():
                assert where() == expected(pair.one, owning=True)
            assert where() == expected(pair.one, owning=True)
        assert where() == expected(pair.one)


def test_owning_is_given_back_after_a_failure(pair: Pair) -> None:
    with schema_context(pair.one):
        with contextlib.suppress(ProgrammingError), transaction.atomic(), connection.owning():
            fail()

        assert where() == expected(pair.one)


@dataclass(frozen=True)
class Enter:
    """Enter a schema by its number, and do something there."""

    schema: int
    acts: tuple["Act", ...]


@dataclass(frozen=True)
class Own:
    """Work as the owner."""

    acts: tuple["Act", ...]


@dataclass(frozen=True)
class Block:
    """Do something in a transaction or a savepoint, and end it."""

    acts: tuple["Act", ...]
    end: Literal["well", "with a fault", "with an error of the database"]


Act = Literal["look"] | Enter | Own | Block


def _with_acts(acts: st.SearchStrategy[Act]) -> st.SearchStrategy[Act]:
    several = st.lists(acts, max_size=4).map(tuple)
    ends = st.sampled_from(["well", "with a fault", "with an error of the database"])
    return st.builds(Enter, st.integers(0, 2), several) | st.builds(Own, several) | st.builds(Block, several, ends)


ACTS: st.SearchStrategy[Act] = st.recursive(st.just("look"), _with_acts, max_leaves=12)


def _play(acts: Iterable[Act], schemas: tuple[str, ...], look: Callable[[], None]) -> None:
    for act in acts:
        if isinstance(act, Enter):
            with schema_context(schemas[act.schema]):
                _play(act.acts, schemas, look)
        elif isinstance(act, Own):
            with connection.owning():
                _play(act.acts, schemas, look)
        elif isinstance(act, Block):
            _play_block(act, schemas, look)
        look()


def _play_block(act: Block, schemas: tuple[str, ...], look: Callable[[], None]) -> None:
    with contextlib.suppress(ExpectedError, ProgrammingError), transaction.atomic():
        _play(act.acts, schemas, look)
        if act.end == "with a fault":
            raise ExpectedError
        if act.end == "with an error of the database":
            fail()


@given(acts=st.lists(ACTS, min_size=1, max_size=5))
@how(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_whatever_is_entered_begun_and_broken_the_entered_council_answers(pair: Pair, acts: list[Act]) -> None:
    def look() -> None:
        assert where() == expected(connection.schema_name, owning=connection.as_owner)

    _play(acts, (pair.one, pair.other, "public"), look)

    assert where() == expected("public")
