"""Finders and panels of the test's own, in place of the services'."""

from collections.abc import Callable

import pytest

from tereze.accounts.permissions import Permission
from tereze.exchange import finders, panels
from tereze.exchange.finders import Finder, Hit
from tereze.exchange.panels import Panel, Place
from tereze.exchange.registry import Registry

Finds = Callable[[list[Hit]], None]
Shows = Callable[[str, Permission], None]


@pytest.fixture
def finds(monkeypatch: pytest.MonkeyPatch) -> Finds:
    """Let the search find exactly these hits, whatever is typed."""
    monkeypatch.setattr(finders, "registry", Registry("finders"))

    def fill(hits: list[Hit]) -> None:
        finders.registry.add(
            Finder("residents", "Тургундар", 1, Permission.RESIDENT_SEARCH, lambda query, limit: hits[:limit])
        )

    return fill


@pytest.fixture
def shows(monkeypatch: pytest.MonkeyPatch) -> Shows:
    """Put panels of the test's own on the desk."""
    monkeypatch.setattr(panels, "registry", Registry("panels"))

    def add(text: str, permission: Permission) -> None:
        order = len(list(panels.registry))
        panels.registry.add(Panel(text, Place.DESK, order, permission, lambda request, subject: text))

    return add
