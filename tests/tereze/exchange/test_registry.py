"""Names are taken once, and an unknown one is said so."""

from dataclasses import dataclass

import pytest

from tereze.exchange.registry import NameTakenError, Registry, UnknownNameError
from tests.tereze.exchange.conftest import REGISTRIES


@dataclass(frozen=True)
class Thing:
    """Something with a name."""

    name: str
    colour: str = ""


def test_things_are_found_by_name_in_the_order_they_came() -> None:
    registry: Registry[Thing] = Registry("things")
    for name in ("c", "a", "b"):
        registry.add(Thing(name))

    assert registry.get("a") == Thing("a")
    assert [thing.name for thing in registry] == ["c", "a", "b"]
    assert "b" in registry
    assert "d" not in registry


def test_a_name_is_taken_once_and_the_first_keeps_it() -> None:
    registry: Registry[Thing] = Registry("things")
    registry.add(Thing("a", "red"))

    with pytest.raises(NameTakenError, match="There are two things called a"):
        registry.add(Thing("a", "blue"))

    assert registry.get("a").colour == "red"


def test_an_unknown_name_is_said() -> None:
    with pytest.raises(UnknownNameError, match="There are no things called a"):
        Registry[Thing]("things").get("a")


@pytest.mark.parametrize("registry", REGISTRIES, ids=lambda registry: registry.kind)
def test_no_service_can_take_the_name_of_another(registry: Registry[Thing]) -> None:
    taken = next(iter(registry))

    with pytest.raises(NameTakenError):
        registry.add(taken)
