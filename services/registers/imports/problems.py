"""What can be wrong with a row: how grave it is, what it says, and what to do about it."""

import dataclasses
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Generic, TypeVar

from django.utils.translation import get_language

from services.registers.codes import Sex
from services.registers.imports.fields import Meaning
from services.registers.imports.problem_codes import Code, Severity
from services.registers.imports.problem_words import ABOUT
from services.registers.relations import Language, Relation

__all__ = ["ABOUT", "Code", "Problem", "Reading", "Severity", "advice", "says"]


@dataclass(frozen=True, slots=True)
class Problem:
    """One problem of one cell, or of the whole row where `field` is None; `value` is what was read."""

    code: Code
    field: Meaning | None
    value: str = ""
    about: Mapping[str, str] = dataclasses.field(default_factory=dict)

    @property
    def severity(self) -> Severity:
        return ABOUT[self.code].severity

    @property
    def is_error(self) -> bool:
        return self.severity is Severity.ERROR


def says(code: str, about: Mapping[str, str]) -> str:
    """Return what a problem says, in the language of the page."""
    return str(ABOUT[Code(code)].says).format_map(_Said(about)).strip()


def advice(code: str) -> str:
    """Return what to do about it, in the language of the page."""
    return str(ABOUT[Code(code)].advice)


class _Said(dict[str, str]):
    """What a message names, codes as words; a translation that names something else must not break the page."""

    def __getitem__(self, key: str) -> str:
        value = super().get(key, "")
        if key == "relation" and value:
            return Relation(value).label(_language())
        if key == "sex" and value:
            return str(Sex(value).label)
        return value or "…"


def _language() -> Language:
    spoken: dict[str, Language] = {"ru": "ru", "en": "en"}
    return spoken.get(get_language() or "", "ky")


Value = TypeVar("Value")


@dataclass(frozen=True, slots=True)
class Reading(Generic[Value]):
    """What a cell says: a value (None: nothing), and what is wrong with it."""

    value: Value | None = None
    code: Code | None = None
    about: Mapping[str, str] = dataclasses.field(default_factory=dict)
