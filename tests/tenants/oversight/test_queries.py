"""The district's table."""

from datetime import date, timedelta
from decimal import Decimal

import pytest
from django.utils import translation
from pytest_django import DjangoAssertNumQueries

from tenants.directory.models import Tenant
from tenants.oversight import queries
from tests.tenants.oversight.conftest import owning, write

DAY = date(2026, 11, 20)
YESTERDAY = DAY - timedelta(days=1)


def days_ago(count: int) -> date:
    return DAY - timedelta(days=count)


def test_a_councils_row_says_today_this_month_minutes_and_residents(
    karool: Tenant, myrza_ake: Tenant, in_uzgen: Tenant
) -> None:
    for ago, issued in ((0, 7), (1, 10), (19, 3), (20, 100), (29, 1), (30, 1000)):
        write(karool, "certificates.issued", issued, on=days_ago(ago))
    write(karool, "certificates.seconds_median", 90, on=YESTERDAY)
    write(karool, "certificates.seconds_median", None, on=DAY)
    write(karool, "register.residents", 17_000, on=YESTERDAY)

    row = next(row for row in queries.councils_of("uzgen", on=DAY) if row.key == "karool")

    assert (row.today, row.month, row.residents) == (7, 20, 17_000)
    assert row.median_minutes == Decimal("1.5"), "the last day that has one"
    assert (len(row.days), row.in_days, row.days[-1], row.days[0], row.days[5]) == (30, 121, 7, 1, None)
    assert (row.last_issued_on, row.is_quiet) == (DAY, False)


@pytest.mark.parametrize(("ago", "quiet"), [(7, False), (8, True)])
def test_a_council_is_worth_a_visit_after_a_week_without_a_certificate(
    ago: int, quiet: bool, karool: Tenant, in_uzgen: Tenant
) -> None:
    write(karool, "certificates.issued", 4, on=days_ago(ago))
    write(karool, "certificates.issued", 0, on=DAY)

    row = next(row for row in queries.councils_of("uzgen", on=DAY) if row.key == "karool")

    assert (row.is_quiet, row.last_issued_on) == (quiet, days_ago(ago))


def test_a_council_that_gave_nothing_still_has_its_row(karool: Tenant, in_uzgen: Tenant) -> None:
    row = queries.councils_of("uzgen", on=DAY)[0]

    assert (row.today, row.month, row.median_minutes, row.residents, row.counted_at) == (0, 0, None, None, None)
    assert row.is_quiet


def test_a_suspended_council_is_not_worth_a_visit_and_a_closed_one_is_gone(
    karool: Tenant, myrza_ake: Tenant, in_uzgen: Tenant
) -> None:
    with owning():
        Tenant.objects.filter(key="karool").update(status="suspended")
        Tenant.objects.filter(key="myrza-ake").update(status="closed")

    rows = queries.councils_of("uzgen", on=DAY)

    assert [(row.key, row.is_quiet) for row in rows] == [("karool", False)]


def test_only_councils_of_the_district_are_there(elsewhere: Tenant, in_uzgen: Tenant) -> None:
    write(elsewhere, "certificates.issued", 5, on=DAY)

    assert [row.key for row in queries.councils_of("uzgen", on=DAY)] == ["karool", "myrza-ake"]


def test_asking_for_another_district_gives_its_names_and_no_figure(elsewhere: Tenant, in_uzgen: Tenant) -> None:
    write(elsewhere, "certificates.issued", 5, on=DAY)

    assert [(row.key, row.today, row.counted_at) for row in queries.councils_of("kara-suu", on=DAY)] == [
        ("otuz-adyr", 0, None)
    ]


def test_the_table_is_one_query(
    karool: Tenant, in_uzgen: Tenant, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    queries.councils_of("uzgen", on=DAY)  # the first one enters the schema
    with django_assert_num_queries(1):
        queries.councils_of("uzgen", on=DAY)


def test_totals_add_up_what_can_be_added(karool: Tenant, myrza_ake: Tenant, in_uzgen: Tenant) -> None:
    write(karool, "certificates.issued", 5, on=DAY)
    write(myrza_ake, "certificates.issued", 6, on=DAY)
    write(myrza_ake, "certificates.issued", 1, on=YESTERDAY)
    write(karool, "register.residents", 17_000, on=DAY)

    total = queries.totals(queries.councils_of("uzgen", on=DAY))

    assert (total.councils, total.quiet, total.today, total.month, total.residents) == (2, 0, 11, 12, 17_000)
    assert total.days[-2:] == (1, 11)


def test_totals_of_no_council_are_naught() -> None:
    total = queries.totals([])

    assert (total.today, total.days, total.bars) == (0, (), [])


def test_names_follow_the_language_and_the_kyrgyz_alphabet(karool: Tenant, in_uzgen: Tenant) -> None:
    with owning():
        Tenant.objects.filter(key="karool").update(short_ky="Өзгөн", short_ru="Узген")
        Tenant.objects.filter(key="myrza-ake").update(short_ky="Пахта", short_ru="Мирза")

    with translation.override("ky"):
        assert [row.name for row in queries.councils_of("uzgen", on=DAY)] == ["Өзгөн", "Пахта"]
    with translation.override("ru"):
        assert [row.name for row in queries.councils_of("uzgen", on=DAY)] == ["Мирза", "Узген"]
