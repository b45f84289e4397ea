"""Telephone numbers and identity documents."""

import re
from dataclasses import dataclass
from datetime import date
from typing import Final

from services.registers import phones
from services.registers.codes import DocumentType
from services.registers.imports.cells.blanks import is_blank
from services.registers.imports.problems import Code, Reading

_BETWEEN_PHONES = re.compile(r"[,;/\n|]+|\s{2,}|\s+(?:жана|и|же|или)\s+")
_LABEL = re.compile(r"^(?:тел|моб|сот|үй|дом|ватсап|whatsapp)\W*", re.IGNORECASE)
_LOCAL = re.compile(r"0[2-9]\d{8}")
_DOCUMENT = re.compile(r"(?P<series>[A-Z]{0,4}(?:-[A-Z]{1,4})?)[\s№N#:.-]*(?P<number>\d{6,9})")
_DOCUMENT_LABEL = re.compile(r"^(?:паспорт\w*|pasport|passport|id[- ]?карт\w*|серия\w*|сер)\W+", re.IGNORECASE)
_LATIN: Final = str.maketrans("АВЕКМНОРСТХУИДІЈ", "ABEKMHOPCTXYIDIJ")
_TYPES: Final = {
    "ID": DocumentType.ID_CARD,
    "AN": DocumentType.ID_CARD,
    "AC": DocumentType.PASSPORT,
    "PE": DocumentType.PASSPORT,
}
_SERIES_AS_TYPED: Final = {"ИД": "ID", "АЙДИ": "ID", "АН": "AN", "АС": "AC", "РЕ": "PE"}
_BIRTH_SERIES = re.compile(r"KR-?[A-Z]{0,3}")


@dataclass(frozen=True, slots=True)
class Document:
    """An identity document as a row says it."""

    type: DocumentType
    series: str
    number: str
    issued_on: date | None = None
    authority: str = ""


def phone(text: str) -> Reading[str]:
    """Return the first telephone number of a cell in E.164."""
    if is_blank(text):
        return Reading()
    parts = (_LABEL.sub("", part.strip()) for part in _BETWEEN_PHONES.split(text))
    first, *rest = [part for part in parts if part] or [""]
    if _LOCAL.fullmatch(digits := first.replace(" ", "")) and not rest:
        return Reading(f"+996{digits[1:]}")  # nearly all of them; `normalise` takes its time
    try:
        number = phones.normalise(first)
    except phones.BadPhoneError:
        return Reading(None, Code.PHONE_UNREADABLE)
    if not number:
        return Reading(None, Code.PHONE_UNREADABLE)
    return Reading(number, Code.PHONE_SECOND, {"dropped": ", ".join(rest)}) if rest else Reading(number)


def document(text: str) -> Reading[Document]:
    """Return the document whose series and number a text says: «ID 1234567», «АН1234567», «КР-Х № 123456»."""
    if is_blank(text):
        return Reading()
    bare = " ".join(_DOCUMENT_LABEL.sub("", text).upper().split())
    letters = re.match(r"[^\W\d_]*", bare).group()  # type: ignore[union-attr]
    bare = _SERIES_AS_TYPED.get(letters, letters) + bare[len(letters) :]
    found = _DOCUMENT.match(bare.translate(_LATIN))
    if found is None:
        return Reading(None, Code.DOCUMENT_UNREADABLE)
    series = re.sub("^KP(?=-|$)", "KR", found["series"].strip("-"))  # the republic's initials, КР, in Cyrillic
    return Reading(Document(type=_type(series), series=series, number=found["number"]))


def _type(series: str) -> DocumentType:
    if series in _TYPES:
        return _TYPES[series]
    return DocumentType.BIRTH_CERTIFICATE if _BIRTH_SERIES.fullmatch(series) else DocumentType.OTHER
