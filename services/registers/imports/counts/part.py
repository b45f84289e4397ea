"""Counts of livestock and the like as a part of the register that can be imported."""

from collections.abc import Collection, Mapping
from typing import Final

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from services.registers.imports.counts.headings import NOT_NEEDED, SPELLINGS
from services.registers.imports.counts.planning import plan
from services.registers.imports.fields import Field, Meaning, counted_code
from services.registers.imports.part import Part
from services.registers.imports.things.owned import tells_owner


def needed(meanings: Collection[Meaning]) -> list[Promise]:
    """Return what is still needed: whose animals, and a column an animal or the animal and its number."""
    still: list[Promise] = []
    by_address = Field.ADDRESS in meanings or {Field.STREET, Field.HOUSE} <= set(meanings)
    if not tells_owner(meanings) and not by_address:
        still.append(_("the household: account, full name, PIN or address"))
    wide = any(map(counted_code, meanings))
    if not wide and not {Field.COUNTED, Field.NUMBER} <= set(meanings):
        still.append(_("a column for each animal, or the animal and how many"))
    return still


def like_a_count(said: Mapping[Meaning, str]) -> bool:
    """Signatures below a table name nobody's animals."""
    numbers = any(any(map(str.isdigit, text)) for meaning, text in said.items() if counted_code(meaning))
    return bool(numbers or said.get(Field.NUMBER)) and (
        tells_owner(said) or Field.HOUSE in said or Field.ADDRESS in said
    )


LIVESTOCK: Final = Part(
    name="livestock",
    label=_("Livestock and other counts"),
    hint=_("One row for each household with a column for each animal; or household, animal and number."),
    meanings=tuple(SPELLINGS),
    spellings=SPELLINGS,
    not_needed=NOT_NEEDED,
    needed=needed,
    like_a_record=like_a_count,
    own=frozenset({Field.PIN, Field.ACCOUNT}),
    plan=plan,
    by_content=frozenset({Field.PIN}),
    is_count=True,
)
