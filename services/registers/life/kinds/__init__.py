"""One module for each kind of event: what is said, the form that asks it, and what it writes."""

from importlib import import_module
from typing import Final

KINDS: Final = ("death", "one_person",)


def register() -> None:
    """Let every kind be known; called once, when the app is ready."""
    for name in KINDS:
        import_module(f"{__name__}.{name}")
