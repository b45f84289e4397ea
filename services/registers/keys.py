"""The keys by which the register searches and sorts, made once when something is written."""

import re
from collections.abc import Iterable
from functools import lru_cache

from tereze.language import folding
from tereze.language.letters import LOOK_ALIKES

_VOWELS = str.maketrans("ы", "и")
_HYPHEN = re.compile(r"[-\u2010-\u2015\u2212]")
_HOUSE = re.compile(r"[^\w/]+")
_CYRILLIC_HOUSE = str.maketrans({wrong: right.lower() for wrong, right in LOOK_ALIKES.items()} | {"b": "б"})

# A register has few names and many people who bear them.
_fold = lru_cache(maxsize=8_192)(folding.fold)
_to_cyrillic = lru_cache(maxsize=8_192)(folding.to_cyrillic)


def soften(key: str) -> str:
    """Return a search key without the difference of ы and и: «Чынгыз» and «Чингиз», «Бакыт» and «Бакит» are one."""
    return key.translate(_VOWELS)


def _joined(parts: Iterable[str]) -> str:
    """Return the parts, each once, with a space around every word, so that « мам» finds beginnings only."""
    return f" {' '.join(dict.fromkeys(soften(part) for part in parts if part))} "


def person(
    surname: str, given_name: str, patronymic: str, *latin: str, former: Iterable[tuple[str, str, str]] = ()
) -> str:
    """Return what a resident is found by: the name, the Latin name as it sounds, and former names.

    The present surname comes first: a search ranks by it.
    """
    parts = [_fold(part) for part in (surname, given_name, patronymic)]
    parts += [_to_cyrillic(part) for part in latin if part]
    parts += [_fold(part) for names in former for part in names]
    return _joined(parts)


def place(name_ky: str, name_ru: str) -> str:
    """Return what a street or village is found by: both names.

    A hyphenated name stands there in one word and in its parts («ала-тоо» as «алато», «ала», «то»), and what a list of
    the state spells Дж and е is there as people say it.
    """
    found_by = [folding.fold(name) for name in (name_ky, name_ru)]
    found_by += [folding.fold(_HYPHEN.sub(" ", name)) for name in (name_ky, name_ru)]
    found_by.append(folding.native_place(name_ru))
    return _joined(word for key in found_by for word in key.split())


def place_name(name: str) -> str:
    """Return the key by which two spellings of one place's name are the same: «Ала-Тоо», «ала тоо», «Ala-Too»."""
    return soften(folding.to_cyrillic(name)).replace(" ", "")


def house(number: str) -> str:
    """Return the key of a house number: «12 А», «12-a» and «12a» are one house; «12/1» is another."""
    return _HOUSE.sub("", number.lower().replace("\\", "/")).translate(_CYRILLIC_HOUSE)


def sort(*names: str) -> str:
    """Return the key that puts names into Kyrgyz alphabetical order."""
    return folding.sort_key(" ".join(name for name in names if name))
