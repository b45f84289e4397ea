"""What a round asks and what looks wrong, as data: `checks.toml`."""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from importlib.resources import files
from typing import Any, Final

from services.registers.codelists import COUNTED


@dataclass(frozen=True)
class Rules:
    """The thresholds. Gaps and ages are in years, by relation to the head."""

    asked: tuple[str, ...]
    jump_share: float
    jump_heads: int
    appeared_heads: int
    oldest: int
    gap: Mapping[str, tuple[int, int]]
    youngest: Mapping[str, int]


def _read() -> Rules:
    data: dict[str, Any] = tomllib.loads(files(__package__).joinpath("checks.toml").read_text("utf-8"))
    unknown = set(data["asked"]) - set(COUNTED)
    if unknown:
        raise ValueError(f"checks.toml asks about what is not in the list counted: {sorted(unknown)}")
    return Rules(
        asked=tuple(data["asked"]),
        jump_share=data["jump"]["share"],
        jump_heads=data["jump"]["heads"],
        appeared_heads=data["appeared"]["heads"],
        oldest=data["oldest"]["years"],
        gap={relation: (least, most) for relation, (least, most) in data["gap"].items()},
        youngest=data["youngest"],
    )


RULES: Final = _read()


def asked(had: Mapping[str, int]) -> list[str]:
    """Return the codes to ask about in a yard that had these last time, in the order of the list."""
    return [code for code in COUNTED if code in RULES.asked or had.get(code)]


def species(code: str) -> str:
    """Return the animal that a code is a group of: cows and calves are cattle."""
    return str(COUNTED[code].extra["species"]) if code in COUNTED else code


def is_livestock(code: str) -> bool:
    """Return whether the code counts animals: trees and greenhouses are counted once a year, in the full round."""
    return code not in COUNTED or COUNTED[code].extra["species"] != "other"
