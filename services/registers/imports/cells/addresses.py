"""Addresses in one cell, taken apart: village, street, house, flat."""

import re
from collections.abc import Callable
from typing import Final, NamedTuple

_NUMBER = r"\d+\s?[^\W\d_]?(?:/\d+)?(?![^\W\d_])"
_HOUSE_BEFORE = re.compile(rf"\b(?:үй|дом|д)\b[\s.№:-]*({_NUMBER})|№\s*({_NUMBER})", re.IGNORECASE)
_HOUSE_AFTER = re.compile(rf"\b({_NUMBER})\s*-?\s*(?:үй|дом)\b", re.IGNORECASE)
_FLAT_BEFORE = re.compile(rf"\b(?:батир|бат|квартира|кв)\b[\s.№:-]*({_NUMBER})", re.IGNORECASE)
_FLAT_AFTER = re.compile(rf"\b({_NUMBER})\s*-?\s*(?:батир|кв)\b", re.IGNORECASE)
_HOUSE_AND_FLAT = re.compile(r"(?P<before>.*?)[\s,]*\b(?P<house>\d+\s?[^\W\d_]?(?:/\d+)?)(?:\s*-\s*(?P<flat>\d+))?$")

_VILLAGE_BEFORE = re.compile(r"(?:село|сел|с|посёлок|поселок|пос|п|айыл|а)\b\s*\.?\s*(?P<name>\D+)", re.IGNORECASE)
_VILLAGE_AFTER = re.compile(r"(?P<name>.+?)\s+(?:айылы|айыл|кыштагы|а|с)\.?", re.IGNORECASE)
_STREET_BEFORE = re.compile(r"(?:улица|ул|көчө|көч|кочо|коч)\b\s*\.?\s*(?P<name>.+)", re.IGNORECASE)
_STREET_AFTER = re.compile(r"(?P<name>.+?)\s+(?:көчөсү|көчө|көч|кочосу|кочо|коч|улица|ул)\.?", re.IGNORECASE)
_STREET_WORD = re.compile(r"(?:көчөсү|көчө|көч|кочосу|кочо|коч|улица|ул)\.?", re.IGNORECASE)
_STREET_STARTS = re.compile(r"\s+(?=(?:улица|ул)\b)", re.IGNORECASE)
_ABOVE = re.compile(
    r".*\b(?:облус\w*|обл|область|район\w*|р-н\w*|а/ө|айыл\w*\s+(?:өкмөт|аймаг)\w*|айылный аймак)\W*", re.IGNORECASE
)
_MOST_WORDS_OF_A_VILLAGE: Final = 3

IsVillage = Callable[[str], bool]


class Parts(NamedTuple):
    """An address as far as it says; empty texts for what is missing."""

    village: str = ""
    street: str = ""
    house: str = ""
    flat: str = ""


def split(text: str, *, is_village: IsVillage) -> Parts:
    """Take an address apart: «Кароол айылы, Ленин көч., 12-үй, 3-батир», «с. Кароол, ул. Ленина 12-3».

    `is_village` tells whether a word is the name of one of the council's villages.
    """
    text, flat = _cut(" ".join(text.split()), _FLAT_BEFORE, _FLAT_AFTER)
    text, house = _cut(text, _HOUSE_BEFORE, _HOUSE_AFTER)
    if not house and (found := _HOUSE_AND_FLAT.fullmatch(text.strip(" .,"))):
        text, house, flat = found["before"], found["house"], found["flat"] or flat
    pieces = [one.strip(" .") for one in re.split("[,;]", _STREET_STARTS.sub(", ", text))]
    village, street = _places([one for one in pieces if one and not _ABOVE.fullmatch(one)], is_village)
    return Parts(village_name(village), street_name(street), house.replace(" ", ""), flat.replace(" ", ""))


def _cut(text: str, *patterns: re.Pattern[str]) -> tuple[str, str]:
    """Take the number out that the first fitting pattern finds; return the rest and the number."""
    for pattern in patterns:
        if (found := pattern.search(text)) is not None:
            number = next(group for group in found.groups() if group)
            return f"{text[: found.start()]},{text[found.end() :]}", number.strip()
    return text, ""


def _places(pieces: list[str], is_village: IsVillage) -> tuple[str, str]:
    village = street = ""
    for piece in pieces:
        name, rest = ("", piece) if village else _village_in(piece, is_village)
        village = village or name
        street = street or rest
    if not village and len(pieces) > 1 and not says_street(pieces[0]):
        village, street = pieces[0], pieces[1]  # a village that is not ours: to be told, not to be lost
    return village, street


def _village_in(piece: str, is_village: IsVillage) -> tuple[str, str]:
    """Return the village that a piece is or begins with, and what follows it."""
    words = piece.split()
    for end in range(min(len(words), _MOST_WORDS_OF_A_VILLAGE), 0, -1):
        first = " ".join(words[:end])
        if is_village(village_name(first)) and not _STREET_BEFORE.fullmatch(first):
            rest = " ".join(words[end:])
            return ("", piece) if _STREET_WORD.fullmatch(rest) else (first, rest)
    said = _VILLAGE_BEFORE.fullmatch(piece) or _VILLAGE_AFTER.fullmatch(piece)
    return (piece, "") if said and not says_street(piece) else ("", piece)


def says_street(piece: str) -> bool:
    """Return whether a text names a street and says so: «Ленин көчөсү»."""
    return bool(_STREET_BEFORE.fullmatch(piece) or _STREET_AFTER.fullmatch(piece))


def village_name(text: str) -> str:
    """Return a village's bare name: «Кароол айылы», «с. Кароол» → «Кароол»."""
    text = text.strip(" .,")
    found = _VILLAGE_BEFORE.fullmatch(text) or _VILLAGE_AFTER.fullmatch(text)
    return found["name"].strip(" .") if found else text


def street_name(text: str) -> str:
    """Return a street's bare name: «Ленин көчөсү», «ул. Ленина» → «Ленин», «Ленина»."""
    text = text.strip(" .,")
    found = _STREET_BEFORE.fullmatch(text) or _STREET_AFTER.fullmatch(text)
    name = found["name"].strip(" .,") if found else text
    return name.title() if name.isupper() and len(name) > 2 else name
