"""What is known of the yards of a street, in few queries, and the walk list on paper."""

import io
from datetime import date, datetime, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from pypdf import PdfReader

from services.registers import loading, synthetic
from services.registers.models import (
    Building,
    CountingRound,
    HouseholdCount,
    LandParcel,
    Ownership,
    Street,
)
from services.registers.models import (
    Village as Place,
)
from services.registers.relations import Relation
from services.registers.rounds import counts, walk_list, yards
from tenants.directory.models import Tenant
from tereze.accounts.permissions import Platform
from tests.services.registers import people
from tests.services.registers.rounds.conftest import AT, Village


def pages(pdf: bytes) -> list[str]:
    return [page.extract_text() for page in PdfReader(io.BytesIO(pdf)).pages]


def test_houses_stand_as_people_walk() -> None:
    houses = ["10", "2", "б/н", "2а", "1", "10/1", "1-А"]

    assert sorted(houses, key=yards.order) == ["1", "1-А", "2", "2а", "10", "10/1", "б/н"]


def test_a_yard_tells_people_land_buildings_and_last_years_animals(village: Village) -> None:
    parcel = LandParcel.objects.create(kind="share_land", area_m2=9_000)
    Ownership.objects.create(parcel=parcel, resident=village.head, numerator=1, denominator=2)
    plot = LandParcel.objects.create(kind="household_plot", area_m2=1_200)
    Ownership.objects.create(parcel=plot, household=village.first)
    Building.objects.create(kind="house", walls="adobe", year=1987, street=village.street, house="1", area_m2=96)
    sold = Building.objects.create(kind="shop", street=village.street, house="1")
    Ownership.objects.create(building=sold, household=village.second)

    first, last, second = yards.of_streets(village.round, [village.street])[village.street.pk]

    assert [first.house, last.house, second.house] == ["1", "2а", "10"]
    assert [(one.name.split()[0], one.born) for one in first.members] == [("Маматов", 1984), ("Маматова", 1986)]
    assert sorted(first.land) == [("household_plot", 1_200), ("share_land", 4_500)]
    assert [one.kind for one in first.buildings] == ["house"]
    assert [one.kind for one in second.buildings] == ["shop"]
    assert (first.had, last.had, last.head) == ({"cow": 2, "ewe": 10}, {}, "")


def test_what_was_counted_in_june_is_not_what_january_is_held_against(village: Village) -> None:
    june = CountingRound.objects.create(
        on=date(2026, 6, 1), livestock_only=True, opened_at=AT, closed_at=AT + timedelta(1)
    )
    HouseholdCount.objects.create(household=village.first, what="lamb", on=june.on, number=30, round=june)
    HouseholdCount.objects.create(household=village.last, what="lamb", on=june.on, number=7, round=june)

    first, last, _second = yards.of_streets(village.round, [village.street])[village.street.pk]

    assert first.had == {"cow": 2, "ewe": 10}
    assert last.had == {"lamb": 7}  # nobody was home in January


def test_what_was_seen_outweighs_what_was_told(village: Village) -> None:
    HouseholdCount.objects.create(
        household=village.first, what="cow", on=village.before.on, standing="verified", number=5, round=village.before
    )

    assert counts.last([village.first.pk], before=village.round.on)[village.first.pk] == {"cow": 5, "ewe": 10}


def test_a_yard_is_as_it_was_on_the_day_of_the_round(village: Village) -> None:
    village.last.closed_on = date(2026, 12, 31)
    village.last.save()
    people.member(village.second, people.resident("Келген Киши"), Relation.SON, since=date(2027, 1, 2))

    found = yards.of_streets(village.round, [village.street])[village.street.pk]

    assert [(one.house, len(one.members)) for one in found] == [("1", 2), ("10", 1)]


@pytest.mark.parametrize(
    ("language", "words"),
    [("ky", ("Шералы айылы, Ала-Тоо көчөсү", "саан уй")), ("ru", ("с. Шералы, ул. Ала-Тоо", "корова"))],
)
def test_the_list_names_street_people_and_animals(village: Village, language: str, words: tuple[str, str]) -> None:
    pdf = walk_list.pdf(village.round, [village.street], language=language, foot="Кароол", at=AT)

    (page,) = pages(pdf)
    told = " ".join(page.split())
    assert all(word in told for word in (*words, "Маматов Бакыт Асанович", "1984", "№ 3-1"))
    assert PdfReader(io.BytesIO(pdf)).pages[0].mediabox.width > 800  # landscape


def test_a_village_of_many_costs_as_many_queries_as_a_street(in_karool: Tenant) -> None:
    villages = [synthetic.VillageSpec(one.code, one.name_ky, one.name_ru) for one in Place.objects.order_by("code")]
    made = synthetic.generate(villages=villages, residents=300, seed="walk", today=date(2026, 11, 23))
    loading.load(made, by=Platform("tests"))
    counted = CountingRound.objects.create(on=date(2027, 1, 1), opened_at=datetime.now(tz=AT.tzinfo))  # noqa: TID251
    streets = list(Street.objects.select_related("village"))

    asked = []
    for some in (streets[:1], streets):
        with CaptureQueriesContext(
            connection,
        ) as queries:
            yards.of_streets(counted, some)
        asked.append(len(queries))

    assert asked[0] == asked[1] <= 10
    pdf = walk_list.pdf(counted, streets, language="ky", foot="Кароол", at=AT)
    texts = pages(pdf)
    assert all(any(f"{one.name_ky} көчөсү" in " ".join(text.split()) for text in texts) for one in streets)
    assert f"{len(texts)} / {len(texts)}" in texts[-1]
