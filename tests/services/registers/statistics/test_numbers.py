"""Every number is the number of the rows behind it; and the numbers are those of the register."""

from collections.abc import Iterator
from datetime import date, timedelta
from decimal import Decimal
from urllib.parse import parse_qs, urlsplit

import pytest
from django.db import connection
from django.db.models import Sum
from django.test.utils import CaptureQueriesContext
from django.utils import translation

from services.registers.models import (
    CountingRound,
    CustomField,
    CustomValue,
    Household,
    HouseholdCount,
    LandParcel,
    Membership,
    Resident,
)
from services.registers.relations import Relation
from services.registers.statistics import counting, pages
from services.registers.statistics.bases import BASES
from services.registers.statistics.sections import Asked, Cell, Number, Table
from tenants.directory.models import Tenant
from tereze import clock
from tereze.accounts.permissions import Platform
from tests.services.registers import people

BY = Platform("tests")
NAMES = [page.name for page in pages.PAGES]


def tables(name: str, *, on: date | None = None, village: str = "") -> dict[str, Table]:
    asked = Asked(on=on or clock.today(), chosen={"village": [village]} if village else {}, by=BY)
    return {table.name: table for table in pages.tables(pages.BY_NAME[name], asked)}


def linked(found: dict[str, Table]) -> Iterator[Cell]:
    for table in found.values():
        for row in (*table.rows, *([table.foot] if table.foot else [])):
            yield from (cell for cell in (*row.cells, row.total) if cell.url)


def behind(url: str) -> tuple[int, int]:
    """Return how many rows an address lists, and the sum of their measure."""
    parts = urlsplit(url)
    base = BASES[parts.path.rstrip("/").rpartition("/")[2]]
    query = parse_qs(parts.query, keep_blank_values=True)
    on = date.fromisoformat(query.pop("on")[0])
    rows = counting.rows_behind(base, query, on=on, known=counting.dimensions_of(base))
    return rows.count(), rows.aggregate(sum=Sum(base.measure))["sum"] or 0 if base.measure else 0


@pytest.mark.parametrize("village", ["", "020"])
@pytest.mark.parametrize("name", NAMES)
def test_every_number_is_that_of_the_rows_behind_it(counted: Tenant, name: str, village: str) -> None:
    on = clock.today() - timedelta(days=400 if village else 0)
    cells = list(linked(tables(name, on=on, village=village)))[::3]

    assert cells
    for cell in cells:
        count, total = behind(cell.url)
        hectares = (Decimal(total) / 10_000).quantize(Decimal("0.01"))
        if "/told/" not in cell.url and "/seen/" not in cell.url:
            assert cell.number in {count, total, hectares}, cell.url
        else:
            assert count > 0


def test_the_population_is_that_of_the_register(counted: Tenant) -> None:
    pyramid = tables("people")["pyramid"]
    women = Membership.objects.on(clock.today()).filter(resident__sex="f").count()

    assert pyramid.foot is not None
    assert pyramid.foot.total.number == 160
    assert pyramid.foot.cells[1].number == women
    assert len(pyramid.rows) == 18


def test_ages_are_completed_years(in_karool: Tenant) -> None:
    home = people.household()
    for born in (date(2000, 3, 1), date(2000, 2, 29), date(2001, 3, 2), date(1940, 1, 1)):
        people.member(home, people.resident(born=born), Relation.LODGER, since=date(2005, 1, 1))

    def groups(on: date) -> dict[str, Number]:
        return {row.label: row.total.number for row in tables("people", on=on)["pyramid"].rows if row.total.number}

    assert groups(date(2025, 2, 28)) == {"20–24": 3, "85+": 1}
    assert groups(date(2025, 3, 1)) == {"20–24": 1, "25–29": 2, "85+": 1}
    assert groups(date(2024, 2, 29)) == {"20–24": 3, "80–84": 1}


def test_the_past_is_counted_as_it_was(counted: Tenant) -> None:
    day = clock.today() - timedelta(days=5 * 365)

    then = tables("people", on=day)["pyramid"].foot

    assert then is not None
    assert then.total.number == Membership.objects.on(day).count() != 160


def test_villages_add_up_to_the_council(counted: Tenant) -> None:
    whole = tables("people")["sexes"].foot
    one = tables("people", village="020")["sexes"].foot

    assert whole is not None
    assert one is not None
    assert sum(cell.number for cell in whole.cells) == whole.total.number == 160
    assert one.total.number == whole.cells[1].number
    assert not one.cells


def test_households_are_those_that_stand_open(counted: Tenant) -> None:
    gone = Household.objects.order_by("pk")[0]
    Household.objects.filter(pk=gone.pk).update(closed_on=clock.today())

    sizes = tables("households")["sizes"].foot

    assert sizes is not None
    assert sizes.total.number == Household.objects.count() - 1


def test_land_is_counted_in_hectares(counted: Tenant) -> None:
    area = LandParcel.objects.on(clock.today()).aggregate(sum=Sum("area_m2"))["sum"]

    foot = tables("land")["hectares"].foot

    assert foot is not None
    assert foot.total.number == (Decimal(area) / 10_000).quantize(Decimal("0.01"))


def test_what_was_verified_counts_before_what_was_declared(counted: Tenant) -> None:
    day = CountingRound.objects.latest("on").on
    HouseholdCount.objects.filter(on=day).delete()
    home, other = Household.objects.order_by("pk")[:2]
    for household, standing, number in ((home, "declared", 2), (home, "verified", 5), (other, "declared", 1)):
        HouseholdCount.objects.create(household=household, what="cow", on=day, standing=standing, number=number)

    found = tables("livestock")

    (row,) = found["livestock"].rows
    assert (row.cells[-1].number, row.total.number) == (6, 30)  # six cows are thirty conditional heads
    (looked,) = found["found"].rows
    assert [cell.number for cell in looked.cells] == [2, 5]


def test_births_and_deaths_are_told_by_year(counted: Tenant) -> None:
    (movement,) = tables("movement").values()
    year = str(clock.today().year - 1)
    row = next(one for one in movement.rows if one.label == year)
    died = Membership.objects.filter(leave_reason="death", left_on__year=int(year)).count()
    born = Membership.objects.filter(join_reason="birth", joined_on__year=int(year)).count()

    assert (row.cells[0].number, row.cells[1].number) == (born, died)
    assert row.cells[2].number == born - died
    assert row.total.number == born - died + row.cells[3].number - row.cells[4].number


def test_who_moves_within_the_council_does_not_arrive(counted: Tenant) -> None:
    arrived = tables("movement")["movement"].rows[-1].cells[3].number
    stay = Membership.objects.on(clock.today()).exclude(relation="head").order_by("pk")[0]
    other = Household.objects.exclude(pk=stay.household_id).order_by("pk")[0]
    yesterday = clock.today() - timedelta(days=1)
    Membership.objects.filter(pk=stay.pk).update(left_on=yesterday, leave_reason="moved")
    Membership.objects.create(
        household=other, resident=stay.resident, relation="lodger", joined_on=yesterday, join_reason="moved"
    )

    assert tables("movement")["movement"].rows[-1].cells[3].number == arrived


def test_the_councils_own_fields_come_by_themselves(counted: Tenant) -> None:
    choice = CustomField.objects.create(
        about="resident", key="blood", type="choice", label_ky="Кан тобу", label_ru="Группа крови",
        choices=[{"code": "a", "ky": "биринчи", "ru": "первая"}, {"code": "b", "ky": "экинчи", "ru": "вторая"}],
    )  # fmt: skip
    number = CustomField.objects.create(
        about="household", key="stoves", type="number", label_ky="Мештер", label_ru="Печи"
    )
    for resident in Resident.objects.filter(memberships__left_on=None)[:3]:
        CustomValue.objects.create(field=choice, resident=resident, text="a")
    for place, home in enumerate(Household.objects.order_by("pk")[:2], start=1):
        CustomValue.objects.create(field=number, household=home, text=str(place), number=place)

    with translation.override("ky"):
        blood, households = tables("people")["own_blood"], tables("households")["has_stoves"]

    assert blood.title == "Кан тобу"
    assert (blood.rows[0].label, blood.rows[0].total.number) == ("биринчи", 3)
    assert [row.total.number for row in households.rows] == [2, 3, Decimal("1.5"), 1, 2]
    assert behind(households.rows[0].total.url)[0] == 2


@pytest.mark.parametrize("name", NAMES)
def test_a_page_asks_each_base_once(counted: Tenant, name: str) -> None:
    with CaptureQueriesContext(connection) as captured:
        tables(name)

    assert len(captured) <= 14


def test_an_empty_register_has_no_numbers_and_no_errors(in_karool: Tenant) -> None:
    for name in NAMES:
        for table in tables(name).values():
            assert all(cell.number == 0 for row in table.rows for cell in (*row.cells, row.total))
