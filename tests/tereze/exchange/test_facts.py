"""Asking what can be said about somebody."""

from datetime import date

import pytest

from tenants.directory.models import Tenant
from tereze.exchange.facts import Fact, MissingFactsError, collect, fact, registry
from tereze.exchange.registry import UnknownNameError
from tereze.exchange.values import Bilingual, Stated, Subject

ON = date(2026, 11, 23)
SOMEBODY = Subject("resident", "K7M4Q2ABCD")
SOURCE = Bilingual("китеп", "книга")


def say(name: str, value: str | None, *, about: str = "resident") -> list[tuple[Subject, date]]:
    """Register a fact that answers `value`; return the list of what it was asked."""
    asked: list[tuple[Subject, date]] = []

    def answer(subject: Subject, on: date) -> Stated | None:
        asked.append((subject, on))
        return Stated(value, SOURCE) if value is not None else None

    registry.add(Fact(name=name, type=str, label=f"What {name} says", about=about, answer=answer))  # type: ignore[arg-type]  # one of three
    return asked


def test_every_fact_answers_about_the_subject_on_the_day() -> None:
    asked = say("test.a", "А"), say("test.b", "Б")

    found = collect(["test.b", "test.a"], subject=SOMEBODY, on=ON)

    assert {name: stated.value for name, stated in found.items()} == {"test.a": "А", "test.b": "Б"}
    assert found["test.a"].source == SOURCE
    assert asked == ([(SOMEBODY, ON)], [(SOMEBODY, ON)])


def test_a_fact_that_is_wanted_twice_is_asked_once() -> None:
    asked = say("test.a", "А")

    collect(["test.a", "test.a"], subject=SOMEBODY, on=ON, optional=["test.a"])

    assert len(asked) == 1


def test_council_facts_are_asked_about_the_council_whoever_the_subject_is() -> None:
    asked = say("test.council", "Кароол", about="council")

    collect(["test.council"], subject=SOMEBODY, on=ON)

    assert asked == [(Subject("council", ""), ON)]


def test_what_nobody_can_say_is_missing_all_at_once_and_in_peoples_words() -> None:
    for name, value in (("test.a", None), ("test.b", "Б"), ("test.c", None)):
        say(name, value)

    with pytest.raises(MissingFactsError) as missing:
        collect(["test.a", "test.b", "test.c"], subject=SOMEBODY, on=ON)

    assert missing.value.names == ("test.a", "test.c")
    assert missing.value.labels == ("What test.a says", "What test.c says")


def test_an_optional_fact_may_have_nothing_to_say() -> None:
    say("test.a", "А")
    say("test.b", None)
    say("test.c", "В")

    found = collect(["test.a"], subject=SOMEBODY, on=ON, optional=["test.b", "test.c"])

    assert set(found) == {"test.a", "test.c"}


@pytest.mark.parametrize("optional", [False, True])
def test_a_name_that_is_nobodys_is_a_mistake_even_when_optional(*, optional: bool) -> None:
    wanted, maybe = ([], ["test.nobody"]) if optional else (["test.nobody"], [])

    with pytest.raises(UnknownNameError):
        collect(wanted, subject=SOMEBODY, on=ON, optional=maybe)


def test_what_one_answer_has_read_the_next_need_not_read_again() -> None:
    read = []

    @fact("test.first", type=str, label="First", about="resident")
    def first(subject: Subject, on: date) -> Stated | None:
        subject.memory["row"] = "read"
        read.append("row")
        return Stated("1", SOURCE)

    @fact("test.second", type=str, label="Second", about="resident")
    def second(subject: Subject, on: date) -> Stated | None:
        return Stated(subject.memory["row"], SOURCE)

    subject = Subject("resident", "K7M4Q2ABCD")
    found = collect(["test.first", "test.second"], subject=subject, on=ON)

    assert (found["test.second"].value, read) == ("read", ["row"])
    assert subject == SOMEBODY  # what is remembered makes nobody somebody else
    assert "read" not in repr(subject)


def test_the_councils_own_facts_are_said_of_the_entered_council(in_karool: Tenant) -> None:
    found = collect(
        [f"council.{name}" for name in ("region", "district", "aymak", "okmotu", "seat")], subject=SOMEBODY, on=ON
    )

    assert {name: stated.value for name, stated in found.items()} == {
        "council.region": Bilingual("Ош облусу", "Ошская область"),
        "council.district": Bilingual("Өзгөн району", "Узгенский район"),
        "council.aymak": Bilingual("Кароол айыл аймагы", "Кароолский айылный аймак"),
        "council.okmotu": Bilingual("Кароол айыл өкмөтү", "Кароолский айыл окмоту"),
        "council.seat": Bilingual("Кароол", "Кароол"),
    }
