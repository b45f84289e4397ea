"""What services show: panels, finders and offers, in order, and to those who may see them."""

from typing import cast

import pytest

from tereze.accounts.http import CouncilRequest
from tereze.accounts.permissions import Permission
from tereze.exchange import finders, offers, panels
from tereze.exchange.finders import Finder, Hit
from tereze.exchange.offers import Door, Offer
from tereze.exchange.panels import Panel, Place
from tereze.exchange.values import Subject

MAY, MAY_NOT = list(Permission)[:2]
SOMEBODY = Subject("resident", "K7M4Q2ABCD")


class Clerk:
    """Somebody who may one thing."""

    audit_name = "user:clerk"

    def may(self, permission: Permission) -> bool:
        return permission == MAY


class Request:
    """As much of a request as panels see."""

    user = Clerk()


REQUEST = cast("CouncilRequest", Request())


@pytest.fixture(autouse=True)
def _nothing_registered(monkeypatch: pytest.MonkeyPatch) -> None:
    for registry in (panels.registry, finders.registry, offers.registry):
        monkeypatch.setattr(registry, "_things", {})


def panel(name: str, *, order: int, place: Place = Place.CARD, permission: Permission = MAY, html: str = "") -> None:
    panels.registry.add(Panel(name, place, order, permission, lambda _request, subject: html or f"{name} of {subject}"))


def test_panels_come_in_order_whoever_registered_first() -> None:
    panel("c", order=3)
    panel("a", order=1)
    panel("b", order=2)

    assert panels.compose(Place.CARD, request=REQUEST, subject=SOMEBODY) == [
        f"{name} of resident:K7M4Q2ABCD" for name in "abc"
    ]


def test_a_panel_is_rendered_only_for_those_who_may_see_it() -> None:
    rendered = []

    def render(_request: CouncilRequest, _subject: Subject | None) -> str:
        rendered.append("secret")
        return "secret"

    panels.registry.add(Panel("secret", Place.CARD, 1, MAY_NOT, render))
    panel("open", order=2)

    assert panels.compose(Place.CARD, request=REQUEST, subject=SOMEBODY) == ["open of resident:K7M4Q2ABCD"]
    assert rendered == []


def test_a_panel_stands_in_its_place_and_takes_no_room_when_it_is_empty() -> None:
    panel("desk", order=1, place=Place.DESK)
    panel("card", order=1)
    panels.registry.add(Panel("empty", Place.DESK, 2, MAY, lambda _request, _subject: ""))

    assert panels.compose(Place.DESK, request=REQUEST) == ["desk of None"]


def finder(name: str, *hits: str, order: int, permission: Permission = MAY) -> list[tuple[str, int]]:
    asked: list[tuple[str, int]] = []

    def find(query: str, limit: int) -> list[Hit]:
        asked.append((query, limit))
        return [Hit(title=hit, detail="", url="/") for hit in hits]

    finders.registry.add(Finder(name, name.upper(), order, permission, find))
    return asked


def test_finders_answer_in_order_and_those_with_nothing_are_left_out() -> None:
    finder("papers", "2026/00017", order=2)
    finder("empty", order=0)
    finder("people", "Маматов", "Маматова", order=1)

    found = finders.find("мамат", by=Clerk())

    assert [(group.label, [hit.title for hit in group.hits]) for group in found] == [
        ("PEOPLE", ["Маматов", "Маматова"]),
        ("PAPERS", ["2026/00017"]),
    ]


def test_a_finder_is_asked_only_for_those_who_may_see_what_it_finds() -> None:
    secret, people = finder("secret", "Ж", order=1, permission=MAY_NOT), finder("people", "М", order=2)

    found = finders.find("м", by=Clerk(), limit=5)

    assert [group.label for group in found] == ["PEOPLE"]
    assert (secret, people) == ([], [("м", 5)])


@pytest.mark.parametrize("query", ["", "  ", "\t\n"])
def test_nothing_typed_asks_nobody(query: str) -> None:
    people = finder("people", "М", order=1)

    assert finders.find(query, by=Clerk()) == []
    assert people == []


def offer(name: str, *labels: str, about: str = "resident", permission: Permission = MAY) -> None:
    doors = [Door(label=label, url=f"/{label}/") for label in labels]
    offers.registry.add(Offer(name, name.upper(), about, permission, lambda _subject: doors))  # type: ignore[arg-type]  # one of three


def test_offers_are_those_for_the_subject_that_one_may_start_and_that_have_a_door() -> None:
    offer("issue", "residence", "family")
    offer("closed")
    offer("council's", "x", about="council")
    offer("secret", "y", permission=MAY_NOT)

    groups = offers.for_subject(SOMEBODY, by=Clerk())

    assert [(group.label, [door.label for door in group.doors]) for group in groups] == [
        ("ISSUE", ["residence", "family"])
    ]
