"""Figures are kept per tenant and day, and counted again without trace."""

from collections.abc import Iterator
from datetime import date, timedelta

import pytest
from django.core.management import call_command

from tenants.directory.models import Tenant
from tenants.oversight import tasks
from tenants.oversight.keeping import NoTenantError, keep
from tenants.oversight.models import FigureValue
from tereze import clock
from tereze.config.database import connection
from tereze.exchange import figures
from tests.conftest import inside
from tests.tenants.oversight.conftest import owning

DAY = date(2026, 11, 20)


@pytest.fixture
def counting() -> Iterator[str]:
    """A figure for this test: how long the name of the entered schema is."""
    name = "tests.letters"
    figures.figure(figures.Figure(name=name, label="Letters", count=lambda day: len(connection.schema_name)))
    yield name
    figures.registry._things.pop(name)


def test_a_council_keeps_its_figures_under_its_own_role(in_karool: Tenant) -> None:
    keep(DAY, {"a": 1, "b": None})

    assert list(FigureValue.objects.order_by("name").values_list("tenant", "day", "name", "value")) == [
        ("karool", DAY, "a", 1),
        ("karool", DAY, "b", None),
    ]


def test_a_figure_counted_again_takes_the_newer_value(in_karool: Tenant) -> None:
    keep(DAY, {"a": 1})
    first = FigureValue.objects.get()
    keep(DAY, {"a": 2})

    again = FigureValue.objects.get()
    assert (again.value, again.counted_at > first.counted_at) == (2, True)


def test_figures_of_nobody_are_refused(db: None) -> None:
    with pytest.raises(NoTenantError):
        keep(DAY, {"a": 1})


def test_every_active_tenant_is_counted_for_yesterday_and_today(
    karool: Tenant, myrza_ake: Tenant, elsewhere: Tenant, counting: str
) -> None:
    with owning():
        Tenant.objects.filter(key__in=["otuz-adyr", "myrza-ake"]).update(status="suspended")

    tasks.count_all()

    today = clock.today()
    with owning():
        kept = set(FigureValue.objects.filter(name=counting).values_list("tenant", "day", "value"))
    assert kept == {
        (schema, day, len(schema))
        for schema in ("karool", "uzgen", "operator")
        for day in (today, today - timedelta(days=1))
    }


def test_one_figure_that_fails_does_not_hide_the_others(
    karool: Tenant, counting: str, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    def fail(_day: date) -> int:
        with connection.cursor() as cursor:
            cursor.execute("SELECT * FROM no_such_table")
        return 1

    broken = figures.Figure(name="tests.broken", label="Broken", count=fail)
    monkeypatch.setitem(figures.registry._things, broken.name, broken)
    with inside(karool):
        tasks.count_here()
        kept = set(FigureValue.objects.values_list("name", flat=True))

    assert counting in kept
    assert broken.name not in kept
    assert "tests.broken could not be counted" in caplog.text


def test_the_command_counts_at_once(karool: Tenant, counting: str) -> None:
    call_command("count_figures")

    with inside(karool):
        assert FigureValue.objects.filter(name=counting).count() == 2


def test_what_a_council_issues_is_counted_as_its_own(karool: Tenant, myrza_ake: Tenant, counting: str) -> None:
    with inside(karool):
        figures.write([counting], on=DAY)

    with inside(myrza_ake):
        assert not FigureValue.objects.exists()
    with inside(karool):
        assert FigureValue.objects.get().value == len("karool")
