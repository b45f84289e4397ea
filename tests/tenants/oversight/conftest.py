"""Figures to look at: of both councils of Uzgen, and of one in another district."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date

import pytest
from django_tenants.utils import get_public_schema_name, schema_context

from tenants.directory.models import Tenant
from tenants.oversight.models import FigureValue
from tereze import clock
from tereze.config.database import connection
from tests.conftest import inside


@contextmanager
def owning() -> Iterator[None]:
    """Work as the owner of the public tables, whom no policy holds."""
    with connection.owning(), schema_context(get_public_schema_name()):
        yield


@pytest.fixture
def elsewhere(karool: Tenant) -> Tenant:
    """A council of Kara-Suu district: a row of the directory is enough, it is never entered."""
    with owning():
        tenant: Tenant = Tenant.objects.create(
            key="otuz-adyr",
            schema_name="otuz_adyr",
            kind="council",
            status="active",
            district_id="kara-suu",
            short_ky="Отуз-Адыр",
            short_ru="Отуз-Адыр",
            okmotu_ky="Отуз-Адыр айыл өкмөтү",
            okmotu_ru="Отуз-Адырский айыл окмоту",
            created_at=clock.now(),
        )
    return tenant


def write(tenant: Tenant, name: str, value: int | None, *, on: date) -> None:
    """Write a figure, whoever's it is."""
    with owning():
        FigureValue.objects.create(tenant=tenant.schema_name, name=name, value=value, day=on, counted_at=clock.now())


@pytest.fixture
def in_uzgen(uzgen: Tenant) -> Iterator[Tenant]:
    """Work in the district's schema, under its role."""
    with inside(uzgen):
        yield uzgen
