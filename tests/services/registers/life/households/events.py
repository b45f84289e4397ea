"""A family on whom events are tried, and short ways to record them."""

from collections.abc import Mapping
from datetime import date
from itertools import count
from typing import Any

from services.registers import queries
from services.registers.life import recording, succession
from services.registers.life.kinds import head, split
from services.registers.life.registry import registry
from services.registers.models import Household, LifeEvent, Resident
from services.registers.relations import Relation
from tereze.accounts.permissions import Platform
from tests.services.registers.people import household, member, resident

BY = Platform("tests")
ON = date(2024, 6, 1)
_keys = count()
R = Relation


def happen(kind: str, said: Any) -> LifeEvent:
    """Record an event, after a rehearsal as the pages do it."""
    recording.rehearse(registry.get(kind), said)
    return recording.record(registry.get(kind), said, request_key=f"key{next(_keys)}", by=BY)


def undo(event: LifeEvent) -> None:
    recording.undo(event.reference, by=BY)


def family() -> Household:
    """A head, his wife, a son with a wife and a child, and another son; since 2005."""
    home = household()
    for name, sex, born, relation in (
        ("Асан", "m", 1955, R.HEAD),
        ("Айым", "f", 1958, R.WIFE),
        ("Бакыт", "m", 1984, R.SON),
        ("Гүлнара", "f", 1987, R.DAUGHTER_IN_LAW),
        ("Нурлан", "m", 1992, R.SON),
    ):
        member(home, resident(f"Маматов {name}", sex=sex, born=date(born, 5, 9)), relation)
    Resident.objects.filter(given_name="Нурлан").update(marital_status="single")
    child = resident("Маматова Айдай Бакытовна", sex="f", born=date(2012, 5, 9))
    member(home, child, R.GRANDDAUGHTER, since=None)
    return home


def called(given_name: str) -> Resident:
    return Resident.objects.get(given_name=given_name)


def told(home: Household, on: date) -> dict[str, Relation]:
    """Return who belongs to the household on the day, by given name."""
    return {one.resident.given_name: one.relation for one in queries.composition(home, on=on)}


def relations_to(name: str, home: Household, on: date = ON) -> Mapping[str, str]:
    """Return what the form would propose: everybody's relation to a new head."""
    found = succession.proposed(succession.since(home, on), called(name), on)
    return {key: one.value for key, one in found.items() if one is not R.HEAD}


def new_head(home: Household, name: str, on: date = ON, **relations: str) -> head.Said:
    proposed = relations_to(name, home, on)
    changed = {called(one).reference: relation for one, relation in relations.items()}
    return head.Said(home.reference, called(name).reference, on, {**proposed, **changed})


def goes(home: Household, *names: str, relations: Mapping[str, Relation], on: date = ON, **more: Any) -> split.Said:
    """Return what is said when those named found a household; the first one is its head."""
    said = {called(name).reference: relation.value for name, relation in relations.items()}
    place = {"village": "050", "street": "Ала-Тоо", "new_street": False, "house": "14", "flat": ""}
    members = tuple(called(name).reference for name in names)
    return split.Said(
        household=home.reference, members=members, head=members[0], relations=said,
        **{"book": 3, "page": 46, "on": on, **place, **more},
    )  # fmt: skip
