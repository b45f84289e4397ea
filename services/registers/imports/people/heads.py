"""One head for each household, and how everybody is related to that head."""

from collections.abc import Iterable

from services.registers.imports.existing import KnownStay, Register
from services.registers.imports.fields import Field
from services.registers.imports.people.entries import Home, PersonEntry, Stay
from services.registers.imports.problems import Code
from services.registers.relations import Relation


def settle(homes: Iterable[Home], register: Register, *, relation_is_told: bool) -> None:
    """Decide relations and stays of every household; `relation_is_told` is whether the file has such a column."""
    homes = list(homes)
    moving = {entry.resident.pk: home for home in homes for entry in home.kept if entry.resident}
    for home in homes:
        _tell_two_heads(home)
        present = register.head_of(home.existing.pk) if home.existing else None
        _tell_head_in_register(home, present, register, moving)
        for entry in home.kept:
            _relate(entry, register, told=relation_is_told)
        _name_first_as_head(home, present)
        _tell_no_head(home, present, moving)
        new_head = _new_head(home, present)
        for entry in home.kept:
            entry.stay = _stay(entry, home, register, new_head=new_head)


def _tell_two_heads(home: Home) -> None:
    first: PersonEntry | None = None
    for entry in home.kept:
        if entry.person.relation is not Relation.HEAD:
            continue
        if first is None:
            first = entry
        else:
            entry.tell(Code.TWO_HEADS, Field.RELATION, Relation.HEAD.value, row=first.person.row)


def _tell_head_in_register(home: Home, present: KnownStay | None, register: Register, moving: dict[int, Home]) -> None:
    """A new head is taken only with word of what became of the former one."""
    head = next((entry for entry in home.kept if entry.person.relation is Relation.HEAD), None)
    if head is None or present is None or (head.resident and head.resident.pk == present.resident):
        return
    if _steps_down(present, home, moving):
        return
    name = register.residents[present.resident].full_name
    head.tell(Code.HEAD_IN_REGISTER, Field.RELATION, Relation.HEAD.value, name=name)


def _steps_down(present: KnownStay, home: Home, moving: dict[int, Home]) -> bool:
    elsewhere = moving.get(present.resident)
    if elsewhere is None:
        return False
    if elsewhere is not home:
        return True
    own = next(entry for entry in home.entries if entry.resident and entry.resident.pk == present.resident)
    return own.is_kept and own.person.relation not in {None, Relation.HEAD}


def _relate(entry: PersonEntry, register: Register, *, told: bool) -> None:
    stay = register.stays.get(entry.resident.pk) if entry.resident else None
    same_home = stay is not None and entry.home is not None and entry.home.existing is not None
    if entry.person.relation is not None:
        entry.relation = entry.person.relation
    elif same_home and stay is not None and entry.home.existing.pk == stay.household:  # type: ignore[union-attr]
        entry.relation = Relation(stay.relation)
    else:
        entry.relation = Relation.OTHER_RELATIVE
        if told:
            entry.tell(Code.RELATION_MISSING, Field.RELATION)


def _name_first_as_head(home: Home, present: KnownStay | None) -> None:
    """The first row of a new household is its head where no row says who is."""
    kept = home.kept
    if present or not kept or any(entry.relation is Relation.HEAD for entry in kept):
        return
    if kept[0].person.relation is None:
        kept[0].relation = Relation.HEAD
        kept[0].person.problems = [one for one in kept[0].person.problems if one.code is not Code.RELATION_MISSING]
        if len(kept) > 1:
            kept[0].tell(Code.FIRST_IS_HEAD, Field.RELATION)


def _tell_no_head(home: Home, present: KnownStay | None, moving: dict[int, Home]) -> None:
    kept = home.kept
    stays = present is not None and (present.resident not in moving or moving[present.resident] is home)
    if kept and not stays and not any(entry.relation is Relation.HEAD for entry in kept):
        kept[0].tell(Code.NO_HEAD, Field.RELATION)


def _new_head(home: Home, present: KnownStay | None) -> bool:
    head = next((entry for entry in home.kept if entry.relation is Relation.HEAD), None)
    return (
        head is not None
        and present is not None
        and (head.resident is None or head.resident.pk != present.resident)
    )  # fmt: skip


def _stay(entry: PersonEntry, home: Home, register: Register, *, new_head: bool) -> Stay:
    known = register.stays.get(entry.resident.pk) if entry.resident else None
    if known is None:
        return Stay.JOINS
    entry.former_relation, entry.former_account = known.relation, register.households[known.household].account
    if home.existing is None or known.household != home.existing.pk:
        entry.tell(Code.MOVES, Field.ACCOUNT, account=register.households[known.household].account)
        return Stay.MOVES
    if known.relation == entry.relation:
        return Stay.SAME
    return Stay.NEW_HEAD if new_head else Stay.CORRECTED
