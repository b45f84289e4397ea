"""Whose it is: the resident or household that a row means by PIN, name, account or address."""

import re
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property
from typing import Final, NamedTuple

from services.registers import keys
from services.registers.imports.cells import names, pins
from services.registers.imports.existing import (
    KnownHousehold,
    KnownResident,
    Register,
    account_key,
    name_key,
)
from services.registers.imports.fields import Field
from services.registers.imports.likeness import alike, patronymics_agree
from services.registers.imports.places import Streets, Villages
from services.registers.imports.problems import Code
from services.registers.imports.rows import NOWHERE, Place, Row
from tereze.language.folding import fold

_INITIALS = re.compile(r"([^\W\d_][^\d.]*?)[\s,]+([^\W\d_])(?:\.|\s|$)\s*(?:([^\W\d_])(?:\.|$))?\s*")


NAMELESS: Final = names.Name("", "")


class Owner(NamedTuple):
    """A resident, or a household where no resident is meant."""

    resident: KnownResident | None = None
    household: KnownHousehold | None = None

    @property
    def name(self) -> str:
        if self.resident is not None:
            return self.resident.full_name
        return self.household.account if self.household else ""

    @property
    def column(self) -> str:
        """The column of an ownership in which this owner stands."""
        return "resident" if self.resident is not None else "household"

    @property
    def pk(self) -> int:
        found = self.resident or self.household
        assert found is not None  # an owner is somebody
        return found.pk


@dataclass(frozen=True, slots=True)
class SaidOwner:
    """What a row says of the owner. `fault` is what is wrong with the name as a name."""

    chosen: str = ""
    pin: str = ""
    text: str = ""
    name: names.Name = NAMELESS
    fault: Code | None = None
    account: str = ""
    place: Place = NOWHERE


class Found(NamedTuple):
    """Who it is, and what is to be told about it: a problem with its column and its words."""

    owner: Owner | None = None
    code: Code | None = None
    field: Field | None = None
    about: dict[str, object] = {}


def read(row: Row) -> SaidOwner:
    """Read the cells of a row that say whose it is, telling what is wrong with them."""
    parts = [row.text(one) for one in (Field.SURNAME, Field.GIVEN_NAME, Field.PATRONYMIC)]
    text = " ".join(part for part in parts if part) or row.text(Field.FULL_NAME)
    said = names.columns(*parts) if any(parts) else names.full(text)
    account, _book, _page = row.account()
    pin = row.take(pins.read(row.cell(Field.PIN), today=row.manner.today), Field.PIN) or ""
    return SaidOwner(row.text(Field.RESIDENT), pin, text, said.name, said.code, account, row.place())


class Owners:
    """Finds owners in the register, asking nothing of the database."""

    def __init__(self, register: Register, villages: Villages, streets: Streets) -> None:
        self.register = register
        self.villages = villages
        self.streets = streets

    def find(self, said: SaidOwner) -> Found:
        """Return who is meant: by choice, by PIN, by name near home, by name anywhere, by account, by address."""
        if said.chosen and (chosen := self.register.by_reference.get(said.chosen)) is not None:
            return Found(Owner(chosen))
        home = self._home(said)
        if said.pin:
            return self._by_pin(said)
        if said.text:
            return self._by_name(said, home)
        if home is not None:
            return Found(Owner(household=home))
        if said.account:
            return Found(None, Code.HOUSEHOLD_UNKNOWN, Field.ACCOUNT)
        return Found(None, Code.OWNER_MISSING, Field.FULL_NAME)

    def account(self, account: str) -> KnownHousehold | None:
        """Return the household of an account number."""
        return self.register.by_account.get(account_key(account)) if account else None

    def household_of(self, owner: Owner) -> KnownHousehold | None:
        """Return the household to which an owner belongs, or which it is."""
        if owner.resident is None:
            return owner.household
        stay = self.register.stays.get(owner.resident.pk)
        return self.register.households[stay.household] if stay else None

    def place_name(self, what: str, pk: int | None) -> str:
        """Return what a village or street is called; `what` says which."""
        known = self._villages if what == "village" else self._streets
        return known.get(pk, "") if pk else ""

    @cached_property
    def _villages(self) -> dict[int, str]:
        return {one.pk: one.name_ky for one in self.register.villages}

    @cached_property
    def _streets(self) -> dict[int, str]:
        return {one.pk: one.name_ky for one in self.register.streets}

    def home_key(self, owner: Owner) -> tuple[str, int]:
        """Return what members of one household share with it; a person without a household stands alone."""
        household = self.household_of(owner)
        return ("household", household.pk) if household else ("resident", owner.pk)

    def _home(self, said: SaidOwner) -> KnownHousehold | None:
        if (home := self.account(said.account)) is not None:
            return home
        there = self._at(said.place)
        return there[0] if len(there) == 1 else None

    def _at(self, place: Place) -> list[KnownHousehold]:
        village = self.villages.find(place.village) if place.village else self.villages.only
        if village is None or not place.street or not place.house:
            return []
        street = self.streets.known(village, place.street)
        return self.register.at.get((street, keys.house(place.house), place.flat.lower()), []) if street else []

    def _by_pin(self, said: SaidOwner) -> Found:
        found = self.register.by_pin.get(said.pin) or self.register.by_former_pin.get(said.pin)
        if found is None:
            return Found(None, Code.OWNER_UNKNOWN, Field.PIN)
        if said.text and not self._may_be(said, found):
            return Found(Owner(found), Code.PIN_OTHERS, Field.PIN, {"name": found.full_name})
        return Found(Owner(found))

    def _may_be(self, said: SaidOwner, found: KnownResident) -> bool:
        if said.fault is Code.NAME_INITIALS:
            return bool(_of_initials(said.text, [found]))
        return bool(said.fault) or alike(name_key(said.name.surname, said.name.given), self.register.keys[found.pk])

    def _by_name(self, said: SaidOwner, home: KnownHousehold | None) -> Found:
        members = [self.register.residents[stay.resident] for stay in self.register.members[home.pk]] if home else []
        if (found := self._among(said, members)) is not None:
            return found
        initials = said.fault is Code.NAME_INITIALS
        if initials:
            namesakes = _of_initials(said.text, self._by_surname.get(fold(_surname_before_initials(said.text)), []))
        else:
            namesakes = self._named(said.name)
        if len(namesakes) == 1:
            return _by_initials(namesakes[0]) if initials else Found(Owner(namesakes[0]))
        if namesakes:
            return Found(None, Code.OWNER_NAMESAKES, Field.FULL_NAME, {"count": len(namesakes)})
        return Found(None, Code.OWNER_UNKNOWN, Field.FULL_NAME)

    def _among(self, said: SaidOwner, members: list[KnownResident]) -> Found | None:
        """Return who of a household is meant; near home a slip of the finger is forgiven."""
        if said.fault is Code.NAME_INITIALS:
            fitting = _of_initials(said.text, members)
            return _by_initials(fitting[0]) if len(fitting) == 1 else None
        key = name_key(said.name.surname, said.name.given)
        for member in members:
            if self.register.keys[member.pk] == key and patronymics_agree(said.name.patronymic, member.patronymic):
                return Found(Owner(member))
        near = [member for member in members if alike(key, self.register.keys[member.pk])]
        if len(near) == 1:
            return Found(Owner(near[0]), Code.OWNER_ALIKE, Field.FULL_NAME, {"name": near[0].full_name})
        return None

    def _named(self, name: names.Name) -> list[KnownResident]:
        same = self._by_key.get(name_key(name.surname, name.given), [])
        return [one for one in same if patronymics_agree(name.patronymic, one.patronymic)]

    @cached_property
    def _living(self) -> list[KnownResident]:
        return [one for one in self.register.by_reference.values() if one.death_date is None]

    @cached_property
    def _by_key(self) -> dict[str, list[KnownResident]]:
        found: dict[str, list[KnownResident]] = defaultdict(list)
        for one in self._living:
            found[self.register.keys[one.pk]].append(one)
        return found

    @cached_property
    def _by_surname(self) -> dict[str, list[KnownResident]]:
        found: dict[str, list[KnownResident]] = defaultdict(list)
        for one in self._living:
            found[fold(one.surname)].append(one)
        return found


def _by_initials(found: KnownResident) -> Found:
    return Found(Owner(found), Code.OWNER_BY_INITIALS, Field.FULL_NAME, {"name": found.full_name})


def _surname_before_initials(text: str) -> str:
    found = _INITIALS.fullmatch(text)
    return found[1] if found else ""


def _of_initials(text: str, people: Iterable[KnownResident]) -> list[KnownResident]:
    """Return who may be «Маматов Б.А.»."""
    found = _INITIALS.fullmatch(text)
    if found is None:
        return []
    surname, given, patronymic = fold(found[1]), fold(found[2]), fold(found[3] or "")
    return [
        one
        for one in people
        if fold(one.surname) == surname
        and fold(one.given_name).startswith(given)
        and (not patronymic or not one.patronymic or fold(one.patronymic).startswith(patronymic))
    ]
