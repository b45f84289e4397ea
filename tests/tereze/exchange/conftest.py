"""What a test registers is gone afterwards."""

import pytest

from tereze.exchange import events, facts, figures, finders, offers, panels
from tereze.exchange.registry import Registry

REGISTRIES: tuple[Registry, ...] = (  # type: ignore[type-arg]  # of different things
    events.registry, facts.registry, figures.registry, finders.registry, offers.registry, panels.registry,
)  # fmt: skip


@pytest.fixture(autouse=True)
def _own_registrations(monkeypatch: pytest.MonkeyPatch) -> None:
    for registry in REGISTRIES:
        monkeypatch.setattr(registry, "_things", dict(registry._things))
    monkeypatch.setattr(figures, "_keepers", list(figures._keepers))
    monkeypatch.setattr(figures, "_readers", list(figures._readers))
