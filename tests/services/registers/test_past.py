"""Past compositions stay true: what is stated of a day years ago does not hear of what happened since."""

from datetime import date
from itertools import count
from typing import Any

import pytest

from services.registers import queries
from services.registers.life import recording, succession
from services.registers.life.kinds import death, head, join_households, move, split, stay_correction
from services.registers.life.registry import registry
from services.registers.models import Household, Resident
from services.registers.relations import Relation
from tenants.directory.models import Tenant
from tereze.accounts.permissions import Platform
from tereze.exchange import facts
from tereze.exchange.values import PersonName, Subject, Table
from tests.services.registers.life.households.events import called, family
from tests.services.registers.people import household, member, resident, street

BY = Platform("tests")
THEN = date(2019, 3, 1)
R = Relation
ASKED = [
    "household.members", "household.others", "household.size", "household.head", "household.book", "residence.address",
    "residence.since",
]  # fmt: skip
_keys = count()


def happen(kind: str, said: Any) -> None:
    recording.record(registry.get(kind), said, request_key=f"past{next(_keys)}", by=BY)


def stated(who: Resident, on: date = THEN) -> dict[str, Any]:
    """Return all that is stated with its source; where nobody wrote a day down, nothing is."""
    found = facts.collect([], subject=Subject("resident", who.reference), on=on, optional=ASKED)
    return {name: (one.value, one.source) for name, one in found.items()}


def relations(home: Household, to: str, on: date) -> dict[str, str]:
    found = succession.proposed(succession.since(home, on), called(to), on)
    return {key: one.value for key, one in found.items() if one is not R.HEAD}


def live_on(home: Household) -> None:
    """Let seven years of a village happen to a family."""
    aidai, nurlan = called("Айдай"), called("Нурлан")
    place: dict[str, Any] = {"village": "050", "new_street": False, "flat": ""}
    street("Манас")
    happen("move", move.Said(household=home.reference, street="Манас", house="5", on=date(2019, 3, 2), **place))
    to_bakyt = relations(home, "Бакыт", date(2020, 5, 1))
    happen("head", head.Said(home.reference, called("Бакыт").reference, date(2020, 5, 1), to_bakyt))
    happen("death", death.Said(called("Асан").reference, date(2021, 2, 3)))
    happen(
        "split",
        split.Said(
            household=home.reference, members=(nurlan.reference,), head=nurlan.reference, relations={}, book=3, page=46,
            street="Ала-Тоо", house="14", on=date(2022, 6, 1), **place,
        ),
    )  # fmt: skip
    to_aiym = relations(home, "Айым", date(2023, 1, 1))
    happen("head", head.Said(home.reference, called("Айым").reference, date(2023, 1, 1), to_aiym))
    uncles = household(9, 1, at="Манас", house="9", since=date(2000, 1, 1))
    member(uncles, resident("Маматов Эсен", born=date(1950, 1, 1)))
    everybody = {one.resident.reference: "other_relative" for one in queries.composition(home, on=date(2024, 1, 1))}
    happen("join_households", join_households.Said(home.reference, uncles.reference, date(2024, 1, 1), everybody))
    stay = aidai.memberships.get(left_on=None)
    happen(
        "stay_correction",
        stay_correction.Said(
            aidai.reference, uncles.reference, stay.joined_on, "niece", stay.joined_on, None, True,
            True, date(2024, 2, 1),
        ),
    )  # fmt: skip


@pytest.fixture
def home(in_karool: Tenant) -> Household:
    return family()


def test_a_family_as_of_march_2019_is_stated_the_same_after_all_that_happened_since(home: Household) -> None:
    people = [called(name) for name in ("Асан", "Айым", "Бакыт", "Гүлнара", "Нурлан", "Айдай")]
    before = {one.pk: stated(one) for one in people}

    live_on(home)

    for one in people:
        one.refresh_from_db()
        assert stated(one) == before[one.pk], one
    members = before[people[2].pk]["household.members"][0]
    assert isinstance(members, Table)
    assert len(members.rows) == 6
    assert before[people[2].pk]["household.head"][0] == PersonName("Маматов", "Асан", "", "m")


def test_each_day_between_has_its_own_head(home: Household) -> None:
    live_on(home)
    bakyt = called("Бакыт")
    heads = {
        day: stated(bakyt, day)["household.head"][0].given
        for day in (date(2020, 4, 30), date(2020, 5, 1), date(2022, 12, 31), date(2023, 1, 1), date(2024, 1, 1))
    }
    assert list(heads.values()) == ["Асан", "Бакыт", "Бакыт", "Айым", "Эсен"]
    sizes = [stated(bakyt, day)["household.size"][0] for day in (THEN, date(2021, 2, 3), date(2022, 6, 1))]
    assert sizes == [6, 5, 4]


def test_belonging_is_told_unbroken_over_changes_of_head(home: Household) -> None:
    happen("head", head.Said(home.reference, called("Бакыт").reference, date(2020, 5, 1),
                             relations(home, "Бакыт", date(2020, 5, 1))))  # fmt: skip
    (own,) = (one for one in queries.composition(home, on=date(2023, 1, 1)) if one.resident == called("Бакыт"))
    assert own.since == date(2005, 6, 1)
