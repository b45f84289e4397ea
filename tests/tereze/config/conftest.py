"""Two councils in which everything is really committed, with the same ids in both."""

import os
from collections.abc import Iterator
from dataclasses import dataclass

import pytest
from django_tenants.utils import get_public_schema_name, schema_context
from pytest_django import DjangoDbBlocker

from tereze.config.database import connection
from tereze.config.database.base import role_of
from tereze.numbering.models import Counter
from tests import councils


@dataclass(frozen=True)
class Pair:
    """The schemas of two councils. Both have a counter with the id 1, named after its schema."""

    one: str
    other: str


def where() -> tuple[str, str]:
    """Return the schema and the role from which PostgreSQL answers."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT current_schema(), current_user")
        schema, role = cursor.fetchone()
    return schema, role


def expected(schema: str, *, owning: bool = False) -> tuple[str, str]:
    """Return the schema and the role from which it should answer when `schema` is entered."""
    settings = connection.settings_dict
    public = schema == get_public_schema_name()
    return schema, settings["USER"] if owning or public else role_of(schema, database=settings["NAME"])


@pytest.fixture(scope="module")
def pair(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[Pair]:
    keys = [f"wall-{letter}-{os.getpid()}" for letter in "ab"]
    with django_db_blocker.unblock(), councils.own(keys[0]) as one, councils.own(keys[1]) as other:
        for tenant in (one, other):
            with schema_context(tenant.schema_name):
                Counter.objects.create(pk=1, journal=tenant.schema_name, year=2026)
        yield Pair(one.schema_name, other.schema_name)
