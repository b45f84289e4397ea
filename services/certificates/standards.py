"""The passport of a service: who may ask, what to bring, how long it takes, what it costs, where to complain.

What is common to all is written once in `catalogue/shared/standard.toml`; a template says what is its own. Times and
documents are what councils do, not law: a council may change them.
"""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any, Final, Self

from services.certificates.questions import Words
from tenants.catalogue.kinds import BadTemplateError

COMMON: Final = Path(__file__).parent / "catalogue" / "shared" / "standard.toml"


@cache
def common() -> Mapping[str, Any]:
    """Return the words that all standards share."""
    return tomllib.loads(COMMON.read_text(encoding="utf-8"))


@dataclass(frozen=True)
class Standard:
    """What a template's passport says. `basic` is one of the thirteen services that are the same everywhere."""

    basic: bool
    time: Words
    bring: tuple[Words, ...]
    recipients: Words

    @classmethod
    def read(cls, data: Mapping[str, Any]) -> Self:
        words = common()
        return cls(
            basic=bool(data.get("basic", False)),
            time=Words.read(words["time"][data.get("time", "minutes")]),
            bring=tuple(Words.read(words["bring"][name]) for name in data.get("bring", ["identity"])),
            recipients=Words.read(words["recipients"][data.get("recipients", "resident")]),
        )

    @property
    def result(self) -> Words:
        return Words.read(common()["result"])

    @property
    def legal_basis(self) -> tuple[Words, ...]:
        return tuple(Words.read(one) for one in common()["legal_basis"])

    @property
    def refusals(self) -> tuple[Words, ...]:
        """Why every service may be refused, beside its own reasons."""
        return tuple(Words.read(one) for one in common()["refusals"])

    @property
    def complaint(self) -> Words:
        return Words.read(common()["complaint"])


def check(data: Mapping[str, Any]) -> None:
    """Check what a template says of its standard. Raises BadTemplateError."""
    chosen = [("time", data.get("time", "minutes")), ("recipients", data.get("recipients", "resident"))]
    for part, name in chosen + [("bring", name) for name in data.get("bring", ["identity"])]:
        if name not in common()[part]:
            raise BadTemplateError(f"standard.{part}: nobody knows {name!r}.")
