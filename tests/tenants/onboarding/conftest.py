"""Keys of tenants that a test onboards for real; closed afterwards, however far it came."""

import os
from collections.abc import Iterator

import pytest
from pytest_django import DjangoDbBlocker

from tests import councils


@pytest.fixture
def key(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[str]:
    """A key that nobody has; with a hyphen, which a schema's name writes differently."""
    made = f"new-{os.getpid()}"
    with django_db_blocker.unblock():
        yield made
        councils.close(made)


@pytest.fixture
def another_key(key: str) -> Iterator[str]:
    made = f"{key}-b"
    yield made
    councils.close(made)
