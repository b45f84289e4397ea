"""Villages and streets as rows name them: the council's villages are given, streets may be new."""

import difflib
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Final

from services.registers.imports.cells.addresses import village_name
from services.registers.imports.existing import KnownStreet, KnownVillage
from tereze.language.folding import fold, native_place
from tereze.language.repair import repair

_SIMILAR_ENOUGH: Final = 0.66


def place_key(name: str) -> str:
    """Return what spellings of a place share that differ by hyphens and spaces: «Мырза-Арык», «Мырза Арык»."""
    return fold(fold(name.replace("-", " ")).replace(" ", ""))


def _native_key(name: str) -> str:
    """The same for Kyrgyz and Russian spellings."""
    return native_place(place_key(name))


class Villages:
    """The villages of the council, found in Kyrgyz and Russian spelling; `learnt` holds key → code."""

    def __init__(self, villages: Sequence[KnownVillage], learnt: Mapping[str, str]) -> None:
        self.all = villages
        self._by_key: dict[str, KnownVillage] = {}
        self._by_native: dict[str, KnownVillage] = {}
        for village in villages:
            for name in (village.name_ky, village.name_ru):
                self._by_key[place_key(name)] = village
                self._by_native[_native_key(name)] = village
        by_code = {village.code: village for village in villages}
        self._by_key |= {place_key(word): by_code[code] for word, code in learnt.items() if code in by_code}
        self._found: dict[str, KnownVillage | None] = {}

    def find(self, text: str) -> KnownVillage | None:
        """Return the village a text names, for example «с. Джан-Шоро»."""
        if text not in self._found:
            self._found[text] = self._find(village_name(text))
        return self._found[text]

    def _find(self, name: str) -> KnownVillage | None:
        for spelling in dict.fromkeys((name, repair(name, legacy=True).text)):
            if found := self._by_key.get(place_key(spelling)) or self._by_native.get(_native_key(spelling)):
                return found
        return None

    def knows(self, text: str) -> bool:
        return bool(text) and self.find(text) is not None

    def suggest(self, text: str) -> KnownVillage | None:
        """Return the village that was perhaps meant by a name that is none."""
        close = difflib.get_close_matches(place_key(village_name(text)), self._by_key, 1, _SIMILAR_ENOUGH)
        return self._by_key[close[0]] if close else None

    @property
    def only(self) -> KnownVillage | None:
        """The council's village, if it has but one."""
        return self.all[0] if len(self.all) == 1 else None


@dataclass(slots=True)
class PlannedStreet:
    """A street of the file. `existing` is its key in the register; without one it will be made."""

    village: KnownVillage
    key: str
    existing: int | None = None
    spellings: Counter[str] = field(default_factory=Counter)

    @property
    def name_ky(self) -> str:
        """The commonest spelling; of «Ленин» and «Ленина» the one without the Russian ending."""
        return min(self._commonest(), key=len)

    @property
    def name_ru(self) -> str:
        return max(self._commonest(), key=len)

    def _commonest(self) -> list[str]:
        """Return the commonest spelling with the Russian ending, and the commonest without."""
        best: dict[bool, str] = {}
        for spelling, _count in self.spellings.most_common():
            best.setdefault(street_key(spelling) == place_key(spelling), spelling)
        return list(best.values())


def street_key(name: str) -> str:
    """Return what the Kyrgyz and the Russian name of a street share: «Ленин» and «ул. Ленина» are one street."""
    key = place_key(name)
    return key[:-1] if len(key) > 3 and key.endswith("а") else key


class Streets:
    """The streets of all villages; those that are not there yet are planned."""

    def __init__(self, streets: Iterable[KnownStreet], villages: Sequence[KnownVillage]) -> None:
        by_pk = {village.pk: village for village in villages}
        self._planned: dict[tuple[int, str], PlannedStreet] = {}
        for street in streets:
            for name in (street.name_ru, street.name_ky):
                key = street_key(name)
                self._planned[street.village, key] = PlannedStreet(by_pk[street.village], key, street.pk)

    def at(self, village: KnownVillage, name: str) -> PlannedStreet:
        """Return the street of that name in the village, planning it if it is new."""
        key = street_key(name)
        street = self._planned.setdefault((village.pk, key), PlannedStreet(village, key))
        street.spellings[name] += 1
        return street

    def known(self, village: KnownVillage, name: str) -> int | None:
        """Return the key of the register's street of that name in the village."""
        street = self._planned.get((village.pk, street_key(name)))
        return street.existing if street else None

    def new(self) -> list[PlannedStreet]:
        """Return the streets that will be made."""
        return [street for street in self._planned.values() if street.existing is None]
