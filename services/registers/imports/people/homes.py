"""Which rows are one household: by account, else by address, else by standing below the head."""

import re
from collections.abc import Iterable, Sequence
from itertools import count

from services.registers import keys
from services.registers.imports.existing import KnownHousehold, KnownVillage, Register, account_key
from services.registers.imports.fields import Field
from services.registers.imports.people.entries import Home, PersonEntry
from services.registers.imports.people.parsing import Person
from services.registers.imports.places import PlannedStreet, Streets, Villages
from services.registers.imports.problems import Code
from services.registers.imports.rows import Place
from services.registers.relations import Relation

_BOOK_AND_PAGE = re.compile(r"(\d{1,6})[-/](\d{1,6})")
_NUMBER = re.compile(r"\d{1,9}")
WITHOUT_BOOK = 0
"""The number of the book for households whose book is not known."""


class Grouping:
    """Walks through the rows in their order and puts each into its household."""

    def __init__(self, villages: Villages, streets: Streets) -> None:
        self.villages = villages
        self.streets = streets
        self.homes: list[Home] = []
        self._by_account: dict[str, Home] = {}
        self._by_place: dict[tuple[object, ...], Home] = {}
        self._last: Home | None = None
        self._last_block: tuple[str, str] = ("", "")

    def put(self, entry: PersonEntry) -> None:
        """Find or make the household of a row."""
        person = entry.person
        if (block := (person.sheet, person.section)) != self._last_block:
            self._last, self._last_block = None, block
        home = self._home(entry)
        if home is None:
            entry.tell(Code.NO_HOUSEHOLD, None)
            return
        entry.home = self._last = home
        home.entries.append(entry)
        if home.village is None and person.place:
            self._settle(home, entry)
        elif person.place:
            self._compare(home, entry)

    def _home(self, entry: PersonEntry) -> Home | None:
        person = entry.person
        if person.account:
            key = account_key(person.account)
            if key not in self._by_account:
                self._by_account[key] = self._new(("account", key), person)
            return self._by_account[key]
        if self._last is not None and person.relation is not Relation.HEAD and self._continues(person, self._last):
            return self._last
        if person.place.house or (person.place and person.relation is Relation.HEAD):
            return self._at_place(person)
        return self._new(("row", person.sheet, person.row), person) if person.relation is Relation.HEAD else None

    def _continues(self, person: Person, last: Home) -> bool:
        """A row that says less of the address than its household, and nothing else, belongs to the household above."""
        if not person.place:
            return True
        if (person.place.house and not last.house) or (not last.house and person.relation is None):
            return False
        return self._same(self._village(person), person.place, last)

    def _same(self, village: KnownVillage | None, place: Place, home: Home) -> bool:
        """Return whether every part that a row says is the household's."""
        if village is not None and home.village is not None and village.pk != home.village.pk:
            return False
        street = self.streets.at(village, place.street) if village and place.street else None
        return (
            (street is None or home.street is None or street is home.street)
            and (not place.house or keys.house(place.house) == keys.house(home.house))
            and (not place.flat or place.flat.lower() == home.flat.lower())
        )

    def _at_place(self, person: Person) -> Home:
        village, place = self._village(person), person.place
        street = self.streets.at(village, place.street) if village and place.street else None
        named = village.pk if village else place.village
        key = ("place", named, id(street) if street else place.street, keys.house(place.house), place.flat.lower())
        home = self._by_place.get(key)
        second_head = home is not None and person.relation is Relation.HEAD and _has_head(home)
        if home is None or second_head or not place.house:
            home = self._by_place[key] = self._new((*key, person.sheet, person.row), person)
        return home

    def _new(self, key: tuple[object, ...], person: Person) -> Home:
        home = Home(key=key, first_row=person.row, account=person.account)
        home.book, home.page = _book_and_page(person)
        self.homes.append(home)
        return home

    def _village(self, person: Person) -> KnownVillage | None:
        """The village of the row, else of the line above its block, else of its sheet, else the only one."""
        if person.place.village:
            return self.villages.find(person.place.village)
        return self.villages.find(person.section) or self.villages.find(person.sheet) or self.villages.only

    def _settle(self, home: Home, entry: PersonEntry) -> None:
        place = entry.person.place
        village = self._village(entry.person)
        if village is None:
            home.wrong_row = entry.person.row
            self._tell_village(entry)
            return
        home.village, home.house, home.flat, home.wrong_row = village, place.house, place.flat, 0
        if place.street:
            home.street = self.streets.at(village, place.street)
        else:
            entry.tell(Code.STREET_MISSING, Field.STREET, place.village)

    def _tell_village(self, entry: PersonEntry) -> None:
        said = entry.person.place.village
        if not said:
            entry.tell(Code.VILLAGE_MISSING, Field.VILLAGE)
            return
        if (meant := self.villages.suggest(said)) is not None:
            entry.tell(Code.VILLAGE_MISSPELT, Field.VILLAGE, said, village=meant.name_ky)
        else:
            entry.tell(Code.VILLAGE_UNKNOWN, Field.VILLAGE, said)

    def _compare(self, home: Home, entry: PersonEntry) -> None:
        place, village = entry.person.place, self._village(entry.person)
        if place.village and village is None:
            self._tell_village(entry)
        elif village and home.village and village.pk != home.village.pk and place.village:
            entry.tell(
                Code.ACCOUNT_IN_TWO_VILLAGES, Field.ACCOUNT, home.account, account=home.account, row=home.first_row
            )
        elif not self._same(village, place, home):
            entry.tell(Code.ADDRESS_DIFFERS, Field.HOUSE, " ".join(part for part in place_texts(place) if part))


def place_texts(place: Place) -> tuple[str, ...]:
    """Return the parts of an address in their order."""
    return place.village, place.street, place.house, place.flat


def _has_head(home: Home) -> bool:
    return any(entry.person.relation is Relation.HEAD for entry in home.entries)


def _book_and_page(person: Person) -> tuple[int, int]:
    said = _BOOK_AND_PAGE.fullmatch(person.account)
    number = _NUMBER.search(person.account)
    book = person.book if person.book is not None else int(said[1]) if said else WITHOUT_BOOK
    page = person.page if person.page is not None else int(said[2]) if said else int(number[0]) if number else 0
    return book, page


def hold_back_broken(homes: Iterable[Home]) -> None:
    """Keep all of a household out while its address is wrong: its members would end up nowhere."""
    for home in homes:
        for entry in home.entries if home.wrong_row else ():
            if entry.person.row != home.wrong_row and entry.is_kept:
                entry.tell(Code.HOUSEHOLD_WRONG, None, row=home.wrong_row)


def find_existing(homes: Sequence[Home], register: Register) -> None:
    """Find the register's household for each of the file: by account, else at the address, where a member lives.

    Each is found once: what an account names is not also what an address means.
    """
    taken: set[int] = set()
    for home in sorted(homes, key=lambda one: not one.account):
        if home.account:
            found = register.by_account.get(account_key(home.account))
        else:
            found = _by_members(home, register) or _alone_at_address(home, register)
        if found is not None and found.pk not in taken:
            taken.add(found.pk)
            home.existing = found
            home.account, home.book, home.page = found.account, found.book, found.page


def _by_members(home: Home, register: Register) -> KnownHousehold | None:
    """A household without an account is the one in which its members live, if it lives at this address."""
    for entry in sorted(home.kept, key=lambda one: one.person.relation is not Relation.HEAD):
        stay = register.stays.get(entry.resident.pk) if entry.resident else None
        if stay is not None and (home.street is None or stay.household in _pks_at(home, register)):
            return register.households[stay.household]
    return None


def _alone_at_address(home: Home, register: Register) -> KnownHousehold | None:
    """Rows without a head join the household at their address, if there is exactly one."""
    if _has_head(home) or not home.house or home.street is None or home.street.existing is None:
        return None
    there = register.at.get((home.street.existing, keys.house(home.house), home.flat.lower()), [])
    return there[0] if len(there) == 1 else None


def _pks_at(home: Home, register: Register) -> set[int]:
    if home.street is None or home.street.existing is None:
        return set()
    there = register.at.get((home.street.existing, keys.house(home.house), home.flat.lower()), [])
    return {household.pk for household in there}


def give_accounts(homes: Sequence[Home], register: Register) -> None:
    """Give households without an account a number of their own, until somebody enters them in a book."""
    taken = {*register.by_account, *(account_key(home.account) for home in homes)}
    free = (number for number in count(1) if account_key(f"{WITHOUT_BOOK}-{number}") not in taken)
    for home in homes:
        if not home.account and home.kept:
            home.book, home.page = WITHOUT_BOOK, next(free)
            home.account = f"{home.book}-{home.page}"
            home.kept[0].tell(Code.NO_ACCOUNT, Field.ACCOUNT, account=home.account)


def address_changes(home: Home, street: PlannedStreet | None, register: Register) -> bool:
    """Return whether the file says another address than the register has."""
    if street is None:
        return False
    known = register.addresses.get(home.existing.pk) if home.existing else None
    if known is None:
        return True
    return (known.street, known.house_key, known.flat.lower()) != (
        street.existing, keys.house(home.house), home.flat.lower()
    )  # fmt: skip
