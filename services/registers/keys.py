"""The keys by which the register searches and sorts, made once when something is written."""

import re
from collections.abc import Iterable

from tereze.language import folding
from tereze.language.letters import LOOK_ALIKES

_HOUSE = re.compile(r"[^\w/]+")
_CYRILLIC_HOUSE = str.maketrans({wrong: right.lower() for wrong, right in LOOK_ALIKES.items()} | {"b": "б"})


def _joined(parts: Iterable[str]) -> str:
    """Return the parts, each once, with a space around every word, so that « мам» finds beginnings only."""
    return f" {' '.join(dict.fromkeys(part for part in parts if part))} "


def person(
    surname: str, given_name: str, patronymic: str, *latin: str, former: Iterable[tuple[str, str, str]] = ()
) -> str:
    """Return what a resident is found by: the name, the Latin name as it sounds, and former names.

    The present surname comes first: a search ranks by it.
    """
    parts = [folding.fold(part) for part in (surname, given_name, patronymic)]
    parts += [folding.to_cyrillic(part) for part in latin if part]
    parts += [folding.fold(part) for names in former for part in names]
    return _joined(parts)


def street(name_ky: str, name_ru: str) -> str:
    """Return what a street is found by: both names, and the Kyrgyz name behind the Russian one."""
    return _joined([folding.fold(name_ky), folding.fold(name_ru), folding.native_place(name_ru)])


def house(number: str) -> str:
    """Return the key of a house number: «12 А», «12-a» and «12a» are one house; «12/1» is another."""
    return _HOUSE.sub("", number.lower().replace("\\", "/")).translate(_CYRILLIC_HOUSE)


def sort(*names: str) -> str:
    """Return the key that puts names into Kyrgyz alphabetical order."""
    return folding.sort_key(" ".join(name for name in names if name))
