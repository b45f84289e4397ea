"""Counting: on demand, and at once when something urgent happened."""

from collections.abc import Mapping
from datetime import date
from typing import Any

import pytest
from django.db import transaction

from tenants.directory.models import Tenant
from tereze import clock
from tereze.exchange import events, figures
from tereze.exchange.figures import Figure, Reading
from tereze.exchange.registry import UnknownNameError

DAY = date(2026, 11, 23)
Kept = list[tuple[date, Mapping[str, int | None]]]


@pytest.fixture
def kept(monkeypatch: pytest.MonkeyPatch) -> Kept:
    """Everything that was handed to the keeper."""
    handed: Kept = []
    monkeypatch.setattr(figures, "_keepers", [lambda day, counted: handed.append((day, counted))])
    return handed


def count(name: str, value: int | None, **more: Any) -> None:
    figures.figure(Figure(name=name, label=name, count=lambda _day: value, **more))


def test_the_named_figures_of_a_day_are_counted_and_handed_over_together(kept: Kept) -> None:
    count("test.a", 3)
    count("test.b", None)
    count("test.c", 5)

    figures.write(["test.a", "test.b"], on=DAY)

    assert kept == [(DAY, {"test.a": 3, "test.b": None})]


def test_without_names_everything_is_counted_for_today(kept: Kept, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(figures.registry, "_things", {})
    count("test.a", 3)
    count("test.b", 4)

    figures.write()

    assert kept == [(clock.today(), {"test.a": 3, "test.b": 4})]


def test_an_unknown_figure_is_a_mistake(kept: Kept) -> None:
    with pytest.raises(UnknownNameError):
        figures.write(["test.nobody"])

    assert kept == []


def test_what_is_urgent_is_counted_when_it_happened(in_karool: Tenant, kept: Kept) -> None:
    events.declare("test.paid", "payment")
    count("test.collected", 700, urgent_on=("test.paid",))
    count("test.slow", 1)
    with transaction.atomic():
        events.publish("test.paid", payment="K7M4Q2")

    events.deliver_waiting()

    assert kept == [(clock.today(), {"test.collected": 700})]


def test_a_figure_cannot_wait_for_an_event_that_nobody_publishes() -> None:
    with pytest.raises(UnknownNameError):
        count("test.a", 1, urgent_on=("test.never",))


def test_the_newest_readings_come_from_whoever_keeps_them(monkeypatch: pytest.MonkeyPatch) -> None:
    count("test.a", 1)
    reading = Reading(value=1, day=DAY, counted_at=clock.now())
    asked: list[list[str]] = []

    def read(names: Any) -> figures.Readings:
        asked.append(list(names))
        return {"karool": {"test.a": reading}}

    monkeypatch.setattr(figures, "_readers", [read])

    assert figures.latest(["test.a"]) == {"karool": {"test.a": reading}}
    assert asked == [["test.a"]]


def test_an_unknown_figure_cannot_be_read() -> None:
    with pytest.raises(UnknownNameError):
        figures.latest(["test.nobody"])
