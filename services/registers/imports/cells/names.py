"""Names: capital letters, «уулу» and «кызы», full names taken apart."""

import re
from typing import Final, NamedTuple

from services.registers.imports.problems import Code

LONGEST: Final = 80
KINSHIP: Final = {
    "уулу": "уулу", "улуу": "уулу", "уул": "уулу", "улу": "уулу", "кызы": "кызы", "кизи": "кызы", "қизи": "қизи",
    "оглы": "оглы", "оглу": "оглы", "углы": "угли", "угли": "угли", "ўғли": "ўғли", "гызы": "гызы",
}  # fmt: skip
"""Words that make a father's name a patronymic, as typed → as written."""
FEMALE_KINSHIP: Final = frozenset({"кызы", "қизи", "гызы"})

_GLUED = re.compile(r"\b([^\W\d_]{3,}?)[-‐‑–]?(уулу|кызы)\b", re.IGNORECASE)
_HYPHENS = re.compile(r"\s*[-‐‑–—]\s*")
_BRACKETS = re.compile(r"[(\[][^()\[\]]*[)\]]")
_INITIAL = re.compile(r"\b[^\W\d_]\.|(?:^|\s)[^\W\d_](?=\s|$)")
_NOT_IN_NAMES = re.compile(r"[^\w\s'’ʼ`\-]|[\d_]")
_PATRONYMIC = re.compile(r".{2,}(?:ович|евич|овна|евна|ична|ыч|ич)$", re.IGNORECASE)
_FEMALE_PATRONYMIC = re.compile(r".{2,}(?:овна|евна|ична)$", re.IGNORECASE)
_SURNAME = re.compile(r".{2,}(?:[оеё]ва?|ина?|ски[йх]|ская|тегин)", re.IGNORECASE)


class Name(NamedTuple):
    """The three parts of a name; the patronymic may be empty."""

    surname: str
    given: str
    patronymic: str = ""


class Read(NamedTuple):
    """A name as understood, what is wrong with it, and what was dropped."""

    name: Name
    code: Code | None = None
    dropped: str = ""


def proper(text: str) -> str:
    """Return a name with its usual capitals: «МАМАТОВ» → «Маматов», «АСАН УУЛУ» → «Асан уулу». Mixed case stays."""
    spaced = _GLUED.sub(r"\1 \2", _HYPHENS.sub("-", text))
    return " ".join(_proper_word(word) for word in spaced.split())


def _proper_word(word: str) -> str:
    if (kinship := KINSHIP.get(word.lower())) is not None:
        return kinship
    if not (word.isupper() or word.islower()) or len(word) == 1:
        return word
    return "-".join(part.capitalize() for part in word.split("-"))


def full(text: str) -> Read:
    """Take a full name apart: surname first, as offices write it; «Асан уулу» may be the surname or the patronymic."""
    bare, dropped = _without_brackets(text)
    words = _words(bare)
    if code := _fault(bare, words):
        return Read(Name(" ".join(words), ""), code)
    parts = _parted(words)
    if not parts.given:
        return Read(parts, Code.NAME_HALF)
    return Read(parts, Code.NAME_BRACKETS if dropped else None, dropped)


def columns(surname: str, given: str, patronymic: str) -> Read:
    """Put together a name whose parts stand in columns of their own."""
    if surname and not given and not patronymic:
        return full(surname)
    whole = " ".join((surname, given, patronymic))
    bare, dropped = _without_brackets(whole)
    if code := _fault(bare, bare.split()):
        return Read(Name(surname, given, patronymic), code)
    parts = [proper(_without_brackets(part)[0].strip(" .,;")) for part in (surname, given, patronymic)]
    name = _kinship_as_surname(Name(*parts))
    if not name.surname or not name.given:
        return Read(name, Code.NAME_HALF)
    return Read(name, Code.NAME_BRACKETS if dropped else None, dropped)


def sex_of(name: Name) -> str:
    """Return "m" or "f" where «уулу», «кызы» or a patronymic says so; a surname in -ова says nothing for certain."""
    for part in (name.patronymic, name.surname):
        last = part.split()[-1].lower() if part else ""
        if last in KINSHIP.values():
            return "f" if last in FEMALE_KINSHIP else "m"
    if _FEMALE_PATRONYMIC.match(name.patronymic):
        return "f"
    return "m" if _PATRONYMIC.match(name.patronymic) else ""


def _without_brackets(text: str) -> tuple[str, str]:
    dropped = " ".join(match.strip("()[] ") for match in _BRACKETS.findall(text))
    return " ".join(_BRACKETS.sub(" ", text).split()), dropped


def _words(text: str) -> list[str]:
    return proper(text.replace(",", " ").strip(" .;")).split()


def _fault(text: str, words: list[str]) -> Code | None:
    if not words:
        return Code.NAME_MISSING
    if _INITIAL.search(text):
        return Code.NAME_INITIALS
    return Code.NAME_SIGNS if _NOT_IN_NAMES.search(text.strip(" .,;").replace(",", " ")) else None


def _parted(words: list[str]) -> Name:
    kinship = next((place for place, word in enumerate(words) if place and word in KINSHIP.values()), 0)
    if kinship:
        return _with_kinship(words, kinship)
    if len(words) > 2 and _PATRONYMIC.match(words[1]) and not _PATRONYMIC.match(words[-1]):
        return Name(words[2], words[0], words[1])  # «Бакыт Асанович Маматов»
    if len(words) == 3 or (len(words) > 3 and _PATRONYMIC.match(words[-1])):
        return Name(words[0], " ".join(words[1:-1]), words[-1])
    return Name(words[0], " ".join(words[1:]))


def _with_kinship(words: list[str], kinship: int) -> Name:
    of_father = " ".join(words[kinship - 1 : kinship + 1])
    before, after = words[: kinship - 1], words[kinship + 1 :]
    if not before:
        return Name(of_father, " ".join(after))  # «Асан уулу Бакыт»
    if after and not _SURNAME.fullmatch(before[0]):
        return Name(" ".join(words[: kinship + 1]), " ".join(after))  # «Нур Мухаммед уулу Бакыт»
    if after:
        return Name(before[0], " ".join(before[1:] + after), of_father)  # «Маматов Асан уулу Бакыт»
    if len(before) == 1:
        return Name(of_father, before[0])  # «Бакыт Асан уулу»
    return Name(before[0], " ".join(before[1:]), of_father)  # «Маматов Бакыт Асан уулу»


def _kinship_as_surname(name: Name) -> Name:
    """«Асан уулу» in the column of the patronymic, with no surname beside it, is the surname."""
    if not name.surname and name.patronymic.split()[-1:] and name.patronymic.split()[-1] in KINSHIP.values():
        return Name(name.patronymic, name.given)
    return name
