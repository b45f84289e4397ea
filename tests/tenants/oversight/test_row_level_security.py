"""Who sees and writes which figures. Every question is asked under the real database role of a tenant."""

from datetime import UTC, date, datetime

import pytest
from django.db import ProgrammingError, connection, transaction

from tenants.directory.models import Tenant
from tenants.oversight.models import FigureValue
from tests.conftest import inside
from tests.tenants.oversight.conftest import owning, write

DAY = date(2026, 11, 20)
DAY_START = datetime(2026, 11, 20, tzinfo=UTC)
ISSUED = "certificates.issued"


@pytest.fixture(autouse=True)
def _figures(karool: Tenant, myrza_ake: Tenant, elsewhere: Tenant) -> None:
    for number, tenant in enumerate((karool, myrza_ake, elsewhere), start=1):
        write(tenant, ISSUED, number, on=DAY)


def seen() -> set[str]:
    return set(FigureValue.objects.filter(day=DAY, name=ISSUED).values_list("tenant", flat=True))


def current_user() -> str:
    with connection.cursor() as cursor:
        cursor.execute("SELECT current_user")
        return str(cursor.fetchone()[0])


def test_a_council_sees_its_own_figures_and_nobody_elses(karool: Tenant) -> None:
    with inside(karool):
        assert current_user() == "tn_tereze_karool"
        assert seen() == {"karool"}


def test_a_district_sees_its_councils_and_no_council_of_another_district(uzgen: Tenant) -> None:
    with inside(uzgen):
        assert current_user() == "tn_tereze_uzgen"
        assert seen() == {"karool", "myrza_ake"}


def test_the_operator_sees_the_figures_of_all(operator: Tenant) -> None:
    with inside(operator):
        assert seen() == {"karool", "myrza_ake", "otuz_adyr"}


def test_the_owner_is_not_held_by_the_policies(karool: Tenant) -> None:
    with owning():
        assert seen() == {"karool", "myrza_ake", "otuz_adyr"}


def test_a_council_writes_its_own_figure(karool: Tenant) -> None:
    with inside(karool):
        FigureValue.objects.filter(day=DAY).update(value=12)

        assert FigureValue.objects.get(day=DAY).value == 12


def test_a_council_cannot_write_a_figure_in_anothers_name(karool: Tenant) -> None:
    with inside(karool), pytest.raises(ProgrammingError, match="row-level security"), transaction.atomic():
        FigureValue.objects.create(
            tenant="myrza_ake", day=DAY, name="register.residents", value=1, counted_at=DAY_START
        )


def test_a_councils_change_does_not_reach_anothers_figure(karool: Tenant, myrza_ake: Tenant) -> None:
    with inside(karool):
        changed = FigureValue.objects.filter(tenant="myrza_ake").update(value=99)
    with inside(myrza_ake):
        assert (changed, FigureValue.objects.get(day=DAY).value) == (0, 2)


def test_a_council_cannot_give_its_figure_to_another(karool: Tenant) -> None:
    with inside(karool), pytest.raises(ProgrammingError, match="row-level security"), transaction.atomic():
        FigureValue.objects.filter(day=DAY).update(tenant="otuz_adyr")


@pytest.mark.parametrize("key", ["uzgen", "operator"])
def test_who_looks_from_above_cannot_write_a_councils_figure(key: str, request: pytest.FixtureRequest) -> None:
    with inside(request.getfixturevalue(key)):
        assert FigureValue.objects.filter(tenant="karool").update(value=99) == 0
        with pytest.raises(ProgrammingError, match="row-level security"), transaction.atomic():
            FigureValue.objects.create(tenant="karool", day=DAY, name="made.up", value=1, counted_at=DAY_START)


@pytest.mark.parametrize("key", ["karool", "uzgen", "operator"])
def test_no_tenant_may_delete_a_figure_or_call_itself_something_else(key: str, request: pytest.FixtureRequest) -> None:
    with inside(request.getfixturevalue(key)):
        for statement in (
            "DELETE FROM oversight_figurevalue",
            "UPDATE directory_tenant SET kind = 'operator'",
            "UPDATE directory_tenant SET district_id = 'kara-suu'",
            "INSERT INTO directory_tenant SELECT * FROM directory_tenant LIMIT 0",
        ):
            refused = pytest.raises(ProgrammingError, match="permission denied")
            with refused, transaction.atomic(), connection.cursor() as cursor:
                cursor.execute(statement)
