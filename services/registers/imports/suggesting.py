"""What may have been meant: the nearest streets of a village, the nearest people by name, PIN and day of birth."""

import difflib
from collections.abc import Mapping
from typing import Final

from services.registers import addresses
from services.registers.imports.cells.addresses import street_name
from services.registers.imports.fields import NAME, Field, Meaning
from services.registers.imports.places import place_key
from services.registers.models import Street
from services.registers.search.hits import FoundResident
from services.registers.search.residents import find_residents
from tereze.language.repair import repair

MOST_PEOPLE: Final = 6
_PIN_END: Final = 4
_MOST_STREETS: Final = 60


def streets(said: str, village: str) -> list[str]:
    """Return the streets of a village (all streets, where none is named), the nearest to what is said first."""
    found = Street.objects.order_by("name_ky")
    own = found.filter(village__name_ky=village)
    names = list(dict.fromkeys((own if village and own.exists() else found).values_list("name_ky", flat=True)))
    key = place_key(street_name(said))
    near = difflib.get_close_matches(key, [place_key(name) for name in names], 3, 0.6) if key else []
    return sorted(names, key=lambda name: _rank(place_key(name), near))[:_MOST_STREETS]


def _rank(key: str, near: list[str]) -> int:
    return near.index(key) if key in near else len(near)


def people(said: Mapping[Meaning, str], pin: str = "") -> list[tuple[str, str]]:
    """Return who may be meant by a row's cells: (reference, how people tell them apart)."""
    text = said.get(Field.FULL_NAME) or " ".join(filter(None, (said.get(one, "") for one in NAME[1:])))
    words = [word for word in repair(text).text.replace(".", " ").replace(",", " ").split() if len(word) > 1]
    typed = pin or "".join(filter(str.isdigit, said.get(Field.PIN, "")))
    queries = [" ".join(words[:2]), *words[:1], typed[-_PIN_END:] if len(typed) >= _PIN_END else ""]
    found: dict[str, FoundResident] = {}
    for query in filter(None, queries):
        for one in find_residents(query, MOST_PEOPLE):
            found.setdefault(one.reference, one)
        if len(found) >= MOST_PEOPLE:
            break
    return [(one.reference, _told_apart(one)) for one in list(found.values())[:MOST_PEOPLE]]


def _told_apart(one: FoundResident) -> str:
    """A list shows no PIN in full."""
    born = f"{one.birth_date:%d.%m}.{one.birth_date.year}" if one.birth_date else ""
    pin = f"••••{one.pin[-_PIN_END:]}" if one.pin else ""
    return " · ".join(filter(None, (one.full_name, born, pin, addresses.shown(one.address))))
