"""What must hold in a register after any history, on any day."""

from collections import Counter
from collections.abc import Iterable
from datetime import date
from itertools import pairwise

from services.registers import queries
from services.registers.models import Household, Resident
from tests.services.registers.life.histories import images
from tests.services.registers.life.histories.images import Image


def check(image: Image, days: Iterable[date]) -> None:
    """Fail where a truth is broken, today or on one of the days."""
    _memberships(image)
    for day in days:
        _heads(image, day)
        over = {thing: total for thing, total in images.shares(image, day).items() if total > 1}
        assert over == {}, f"more than the whole on {day}"


def _memberships(image: Image) -> None:
    stays = list(image["membership"].values())
    opened = Counter(one["resident_id"] for one in stays if one["left_on"] is None)
    assert [key for key, number in opened.items() if number > 1] == []
    for one in stays:
        resident = image["resident"][one["resident_id"]]
        born, died = resident["birth_date"], resident["death_date"]
        assert not (born and one["joined_on"]) or one["joined_on"] >= born, "in a household before birth"
        assert not died or one["left_on"] is not None, "in a household after death"
        assert not (died and one["joined_on"]) or one["joined_on"] <= died, "joined a household after death"
    _no_overlap(stays)


def _no_overlap(stays: list[images.Row]) -> None:
    by_resident: dict[int, list[tuple[str, str]]] = {}
    for one in stays:
        by_resident.setdefault(one["resident_id"], []).append((one["joined_on"] or "", one["left_on"] or "9999"))
    for days in by_resident.values():
        days.sort()
        assert all(first[1] <= second[0] for first, second in pairwise(days)), "in two households"


def _heads(image: Image, day: date) -> None:
    for key in image["household"]:
        relations = list(images.composition(image, key, day).values())
        assert not relations or relations.count("head") == 1, f"{relations} in household {key} on {day}"


def agree(image: Image, days: Iterable[date]) -> None:
    """Fail where the register answers otherwise for a day than plain Python reads it off the rows."""
    homes = list(Household.objects.all())
    for number, day in enumerate(sorted(days)):
        told = {}
        for home in homes:
            members = queries.composition(home, on=day)
            told[home.pk] = {one.resident.pk: one.relation.value for one in members}
            assert told[home.pk] == images.composition(image, home.pk, day), f"composition on {day}"
            place = queries.address_of(home, on=day)
            assert (place and (place.street_id, place.house)) == images.address(image, home.pk, day)
        _card_agrees(told, day, number)


def _card_agrees(told: dict[int, dict[int, str]], day: date, number: int) -> None:
    """Look at the card of one resident, another one every day."""
    people = [(home, resident) for home, members in told.items() for resident in members]
    if people:
        home, resident = people[number % len(people)]
        card = queries.card(Resident.objects.get(pk=resident).reference, on=day)
        assert card.stay is not None
        assert card.stay.household_id == home
        assert {one.resident.pk: one.relation.value for one in card.members} == told[home]
