"""One module for each kind of event: what is said, the form that asks it, and what it writes."""

from importlib import import_module
from typing import Final

KINDS: Final = (
    "birth", "death", "marriage", "divorce", "adoption", "guardianship",
    "arrival", "departure", "homecoming", "papers", "details", "benefit", "one_person",
    "open_household", "head", "move", "split", "join_households", "household_details", "close_household",
    "stay_correction",
    "things", "own_fields",
)  # fmt: skip


def register() -> None:
    """Let every kind be known; called once, when the app is ready."""
    for name in KINDS:
        import_module(f"{__name__}.{name}")
