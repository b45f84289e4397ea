"""What looks wrong beside the last round, and what is explained."""

from datetime import date

import pytest

from services.registers.codes import HouseholdKind
from services.registers.models import RoundVisit
from services.registers.relations import Relation
from services.registers.rounds import oddities, visiting
from services.registers.rounds.found import Found, Sent
from tereze.audit.models import Entry
from tests.services.registers import people
from tests.services.registers.rounds.conftest import AT, BY, Village


def visit(village: Village, *, told: dict[str, int], seen: dict[str, int] | None = None) -> None:
    found = Found(RoundVisit.State.DONE, told=told, seen=seen or {}, is_seen=seen is not None)
    visiting.write(counted=village.round, household=village.first, sent=Sent("key-0001", found), at=AT, by=BY)


def odd(village: Village) -> list[tuple[str, str, int, int]]:
    """What is odd about the first household."""
    found = oddities.of(village.round).odd
    return [(one.rule, one.about, one.number, one.before) for one in found if one.household == village.first.pk]


@pytest.mark.parametrize(
    ("told", "found"),
    [
        ({"cow": 2, "ewe": 10}, []),
        ({"cow": 2, "ewe": 15}, []),  # by half: not yet more than half
        ({"cow": 2, "ewe": 16}, [("jump", "sheep", 16, 10)]),
        ({"cow": 2, "ewe": 4}, [("jump", "sheep", 4, 10)]),
        ({"cow": 4, "ewe": 10}, []),  # twice as many, but two heads
        ({"cow": 1, "calf": 1, "ewe": 10}, []),  # cattle all the same
        ({"cow": 2, "ewe": 10, "goat": 4}, []),
        ({"cow": 2, "ewe": 10, "goat": 5}, [("appeared", "goat", 5, 0)]),
        ({"cow": 2, "ewe": 10, "fruit_tree": 90}, []),
    ],
    ids=str,
)
def test_jumps_by_species(village: Village, told: dict[str, int], found: list[tuple[str, str, int, int]]) -> None:
    visit(village, told=told)

    assert odd(village) == found


def test_a_household_nobody_met_last_time_is_not_compared(village: Village) -> None:
    RoundVisit.objects.filter(round=village.before).update(state="nobody_home")
    village.before.counts.all().delete()
    visit(village, told={"cow": 40})

    assert odd(village) == []


def test_fewer_seen_than_told(village: Village) -> None:
    visit(village, told={"cow": 2, "ewe": 10}, seen={"cow": 1, "ewe": 12})

    assert odd(village) == [("unseen", "cow", 1, 2)]


def test_ages_that_do_not_go_with_the_relation(village: Village) -> None:
    son = people.resident("Маматов Уул", born=date(1990, 1, 1))  # six years younger than his father
    people.member(village.first, son, Relation.SON)
    people.member(village.first, people.resident("Маматов Кичүү", born=date(2010, 1, 1)), Relation.SON)

    assert odd(village) == [("age", f"son:{son.reference}", 37, 0)]


def test_an_empty_house_with_animals_and_a_household_without_anybody(village: Village) -> None:
    village.first.kind = HouseholdKind.EMPTY
    village.first.save()

    found = {(one.rule, one.household) for one in oddities.of(village.round).odd}
    assert found == {("empty", village.first.pk), ("nobody", village.last.pk)}


def test_what_is_explained_is_not_asked_again_unless_it_changes(village: Village) -> None:
    visit(village, told={"cow": 2, "ewe": 40})
    (found,) = [one for one in oddities.of(village.round).odd if one.rule == "jump"]
    oddities.explain(counted=village.round, oddity=found, reason="инисинин малы", at=AT, by=BY)

    assert odd(village) == []
    assert Entry.objects.get(action="round.explained").details["reason"] == "инисинин малы"
    sent = Sent("key-0002", Found(RoundVisit.State.DONE, told={"cow": 2, "ewe": 80}), frozenset({"key-0001"}))
    visiting.write(counted=village.round, household=village.first, sent=sent, at=AT, by=BY)
    assert odd(village) == [("jump", "sheep", 80, 10)]


def test_a_village_is_looked_at_alone(village: Village) -> None:
    elsewhere = people.household(9, 1, village="Кароол", at="Манас")

    found = oddities.of(village.round, village=elsewhere.addresses.get().street.village_id)

    assert {one.household for one in found.odd} == {elsewhere.pk}
