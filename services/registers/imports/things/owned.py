"""What every list of things needs: who owns them."""

from collections.abc import Collection, Mapping
from functools import partial
from typing import Final

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from services.registers.imports.fields import Field, Meaning
from services.registers.imports.part import Part
from services.registers.imports.things.headings import NOT_NEEDED
from services.registers.imports.things.planning import plan
from services.registers.imports.things.thing import Thing

_FEW_CELLS: Final = 2


def tells_owner(meanings: Collection[Meaning]) -> bool:
    """Return whether the columns say whose it is."""
    by_name = Field.FULL_NAME in meanings or {Field.SURNAME, Field.GIVEN_NAME} <= set(meanings)
    return by_name or Field.PIN in meanings or Field.ACCOUNT in meanings


def part(
    thing: Thing,
    *,
    name: str,
    label: Promise,
    hint: Promise,
    spellings: Mapping[Meaning, tuple[str, ...]],
    one_of: Collection[Meaning],
    needed: Promise,
) -> Part:
    """Return the part of the register that lists such things; `one_of` are columns of which it needs at least one."""

    def missing(meanings: Collection[Meaning]) -> list[Promise]:
        still: list[Promise] = [] if set(one_of) & set(meanings) else [needed]
        return still if tells_owner(meanings) else [_("the owner: full name, PIN or household account"), *still]

    def like_a_record(said: Mapping[Meaning, str]) -> bool:
        return tells_owner(said) and (bool(set(one_of) & set(said)) or len(said) > _FEW_CELLS)

    return Part(
        name=name, label=label, hint=hint, meanings=tuple(field for field in Field if field in spellings),
        spellings=spellings, not_needed=NOT_NEEDED, needed=missing, like_a_record=like_a_record,
        own=frozenset({Field.PIN, Field.ACCOUNT, Field.ENI, Field.PLATE}), plan=partial(plan, thing=thing),
        by_content=frozenset({Field.PIN}),
    )  # fmt: skip
