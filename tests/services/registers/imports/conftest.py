"""Who imports, and how a table goes all the way."""

from collections.abc import Callable

import pytest
from django.test import Client

from services.registers.imports import importing, runs
from services.registers.models.imports import ImportRun
from tenants.directory.models import Tenant
from tereze.accounts.models import User
from tereze.accounts.permissions import Platform
from tests.conftest import member
from tests.services.registers.imports import made

BY = Platform("tests")


@pytest.fixture
def keeper(karool: Tenant) -> User:
    """Karool's statistics specialist, who keeps the register and may import."""
    return member(karool, "chynara", "statistics_specialist", full_name="Чынара Асанова")


@pytest.fixture
def neighbour_keeper(myrza_ake: Tenant) -> User:
    """Her colleague in Myrza-Ake."""
    return member(myrza_ake, "dinara", "statistics_specialist", full_name="Динара Каримова")


@pytest.fixture
def office(client_for: Callable[[User | None, Tenant], Client], keeper: User, karool: Tenant) -> Client:
    """A client signed in as Karool's statistics specialist."""
    return client_for(keeper, karool)


def checked(content: bytes, *, name: str = "тизме.xlsx") -> ImportRun:
    """Upload a table, take the guessed columns, and check it."""
    run = runs.upload(content=content, name=name, by=BY, on=made.TODAY)
    runs.map_columns(run.reference, mapped=run.mapped, by=BY)
    done = importing.check(run.reference)
    assert done is not None
    return done


def asked(run: ImportRun, *, leave_out_errors: bool = False) -> ImportRun:
    """Ask for the import of what a check showed."""
    return runs.ask_import(run.reference, leave_out_errors=leave_out_errors, digest=run.plan_digest, by=BY)


def imported(
    *rows: made.Cells, titles: made.Cells = made.TITLES, name: str = "тизме.xlsx", leave_out_errors: bool = False
) -> ImportRun:
    """Bring a table of rows all the way into the register."""
    run = asked(checked(made.xlsx(*rows, titles=titles), name=name), leave_out_errors=leave_out_errors)
    done = importing.carry_out(run.reference)
    assert done is not None
    return done
