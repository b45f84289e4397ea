"""Meanings whose cells hold words of a list: what can be chosen, and what a code is called."""

from collections.abc import Callable, Mapping
from typing import Final

from services.registers import codelists
from services.registers.codelists import CodeList
from services.registers.codes import Nationality, Sex
from services.registers.imports.fields import Field, Meaning
from services.registers.models import Village
from services.registers.relations import Relation

Choices = list[tuple[str, str]]

LISTS: Final[Mapping[Meaning, CodeList]] = {
    Field.EDUCATION: codelists.EDUCATION,
    Field.OCCUPATION: codelists.OCCUPATION,
    Field.MARITAL_STATUS: codelists.MARITAL_STATUS,
    Field.DISABILITY: codelists.DISABILITY,
    Field.MILITARY_DUTY: codelists.MILITARY_DUTY,
    Field.BENEFIT: codelists.BENEFIT,
    Field.LAND_KIND: codelists.LAND_KIND,
    Field.LAND_WATER: codelists.LAND_WATER,
    Field.TITLE_DOCUMENT: codelists.TITLE_DOCUMENT,
    Field.BASIS: codelists.OWNERSHIP_BASIS,
    Field.BUILDING_KIND: codelists.BUILDING_KIND,
    Field.WALLS: codelists.WALL_MATERIAL,
    Field.ROOF: codelists.ROOF,
    Field.HEATING: codelists.HEATING,
    Field.WATER_SUPPLY: codelists.WATER_SUPPLY,
    Field.VEHICLE_KIND: codelists.VEHICLE_KIND,
    Field.COUNTED: codelists.COUNTED,
}


def _villages() -> Choices:
    return [(village.code, village.name) for village in Village.objects.all()]


def _relations() -> Choices:
    """One Kyrgyz word may mean two relations, so both languages are shown."""
    return [(one.value, f"{one.label('ky')} — {one.label('ru')}") for one in Relation]


_OTHERS: Final[Mapping[Meaning, Callable[[], Choices]]] = {
    Field.VILLAGE: _villages,
    Field.RELATION: _relations,
    Field.SEX: lambda: [(code, str(label)) for code, label in Sex.choices],
    Field.NATIONALITY: lambda: [(code, str(label)) for code, label in Nationality.choices],
}


def has(meaning: Meaning) -> bool:
    """Return whether the cells of such a column hold words of a list."""
    return meaning in LISTS or meaning in _OTHERS


def of(meaning: Meaning) -> Choices:
    """Return what can be chosen, as (code, label) in the language of the page."""
    return LISTS[meaning].choices() if meaning in LISTS else _OTHERS[meaning]()


def label(meaning: Meaning, code: str) -> str:
    """Return what a code is called; a value of a column without a list stands for itself."""
    if meaning in LISTS:
        return LISTS[meaning].label(code)
    return dict(of(meaning)).get(code, code) if code and has(meaning) else code
