"""Lists of people as a part of the register that can be imported."""

from collections.abc import Collection, Mapping
from typing import Final

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from services.registers.imports.fields import Field, Meaning
from services.registers.imports.part import Part
from services.registers.imports.people.headings import NOT_NEEDED, SPELLINGS
from services.registers.imports.people.planning import plan

_FEW_CELLS: Final = 3
_TELLS_NAMESAKES_APART: Final = (Field.PIN, Field.BIRTH_DATE, Field.BIRTH_YEAR)


def needed(meanings: Collection[Meaning]) -> list[Promise]:
    """Return what is still needed before rows can be read: a name, and something that tells namesakes apart."""
    missing: list[Promise] = []
    if Field.FULL_NAME not in meanings and not {Field.SURNAME, Field.GIVEN_NAME} <= set(meanings):
        missing.append(_("the full name, or surname and given name"))
    if not set(_TELLS_NAMESAKES_APART) & set(meanings):
        missing.append(_("the PIN or the date of birth"))
    return missing


def like_a_person(said: Mapping[Meaning, str]) -> bool:
    """Signatures below a table fill few cells; a person has a name, and a PIN, a day of birth or much else."""
    named = Field.FULL_NAME in said or Field.SURNAME in said
    told = any(any(map(str.isdigit, said.get(one, ""))) for one in _TELLS_NAMESAKES_APART)
    return named and (told or len(said) > _FEW_CELLS)


PEOPLE: Final = Part(
    name="people",
    label=_("People and households"),
    hint=_("One row for each person: full name, PIN or date of birth, household account, address."),
    meanings=tuple(field for field in Field if field in SPELLINGS),
    spellings=SPELLINGS,
    not_needed=NOT_NEEDED,
    needed=needed,
    like_a_record=like_a_person,
    own=frozenset(_TELLS_NAMESAKES_APART),
    plan=plan,
    by_content=frozenset({Field.PIN, Field.BIRTH_DATE, Field.PHONE, Field.DOCUMENT, Field.SEX}),
)
