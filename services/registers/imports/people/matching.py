"""Who is who: the same person twice in the file, and the person the register has already."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from datetime import date
from typing import Final

from services.registers.imports.columns import as_text
from services.registers.imports.existing import KnownResident, Register, name_key
from services.registers.imports.fields import Field
from services.registers.imports.people.entries import Action, Entry
from services.registers.imports.problems import Code
from tereze.language.folding import fold

_SLIPS: Final = 1


def within_file(entries: Iterable[Entry]) -> None:
    """Tell rows that stand for one person, and PINs and documents that stand for two."""
    by_pin: dict[str, Entry] = {}
    by_name: dict[tuple[str, date], list[Entry]] = defaultdict(list)
    by_document: dict[tuple[str, str], Entry] = {}
    for entry in entries:
        if entry.is_kept:
            _compare(entry, by_pin, by_name)
        if entry.is_kept:
            _remember(entry, by_pin, by_name)
            _document_twice(entry, by_document)


def _compare(entry: Entry, by_pin: dict[str, Entry], by_name: dict[tuple[str, date], list[Entry]]) -> None:
    person = entry.person
    if person.pin and (same := by_pin.get(person.pin)) is not None:
        if _same_person(entry, same):
            _repeated(entry, same)
        else:
            entry.tell(Code.PIN_TWICE, Field.PIN, person.pin, row=same.person.row)
        return
    namesakes = by_name.get(_name(entry), []) if person.birth_date else []
    for other in namesakes:
        if person.pin and other.person.pin:
            entry.tell(Code.NAMESAKE, None, person.full_name, row=other.person.row)
        elif _patronymics_agree(person.patronymic, other.person.patronymic):
            _repeated(entry, other)
        else:
            continue
        return


def _remember(entry: Entry, by_pin: dict[str, Entry], by_name: dict[tuple[str, date], list[Entry]]) -> None:
    if entry.person.pin:
        by_pin[entry.person.pin] = entry
    if entry.person.birth_date:
        by_name[_name(entry)].append(entry)


def _name(entry: Entry) -> tuple[str, date]:
    person = entry.person
    return name_key(person.surname, person.given_name), person.birth_date or date.min


def _same_person(one: Entry, other: Entry) -> bool:
    """With one PIN, the date of birth or the given name has to agree as well."""
    return one.person.birth_date == other.person.birth_date and (
        fold(one.person.given_name) == fold(other.person.given_name) or _name(one) == _name(other)
    )


def _repeated(entry: Entry, first: Entry) -> None:
    if entry.home is first.home or entry.home is None:
        entry.tell(Code.REPEATED, None, entry.person.full_name, row=first.person.row)
        entry.action = Action.REPEATED
    else:
        entry.tell(Code.REPEATED_ELSEWHERE, None, entry.person.full_name, row=first.person.row)


def _document_twice(entry: Entry, seen: dict[tuple[str, str], Entry]) -> None:
    document = entry.person.document
    if document is None:
        return
    first = seen.setdefault((document.series, document.number), entry)
    if first is not entry:
        entry.tell(Code.DOCUMENT_TWICE, Field.DOCUMENT, f"{document.series}{document.number}", row=first.person.row)


def with_register(entries: Sequence[Entry], register: Register) -> None:
    """Find each row's resident; tell where the register contradicts the row."""
    taken: dict[int, Entry] = {}
    for entry in entries:
        if not entry.is_kept:
            continue
        entry.resident = _find(entry, register)
        if entry.resident is not None and entry.is_kept:
            _check_found(entry, entry.resident, taken)
        if entry.is_kept:
            _check_document(entry, register)
        if entry.is_kept and entry.resident is None:
            _tell_similar(entry, register)


def _find(entry: Entry, register: Register) -> KnownResident | None:
    person = entry.person
    key = name_key(person.surname, person.given_name)
    if found := register.by_pin.get(person.pin) or register.by_former_pin.get(person.pin):
        if found.birth_date != person.birth_date and not _alike(key, register.keys[found.pk]):
            entry.tell(Code.PIN_OTHERS, Field.PIN, person.pin, name=found.full_name)
        return found
    for found in register.named(key, person.birth_date):
        if not _patronymics_agree(person.patronymic, found.patronymic):
            continue
        if person.pin and found.pin:
            entry.tell(Code.REGISTER_OTHER_PIN, Field.PIN, person.pin, name=found.full_name)
        return found
    return None


def _check_found(entry: Entry, found: KnownResident, taken: dict[int, Entry]) -> None:
    if (first := taken.setdefault(found.pk, entry)) is not entry:
        entry.tell(Code.REPEATED_ELSEWHERE, None, entry.person.full_name, row=first.person.row)
    elif found.death_date is not None:
        entry.tell(Code.DIED, None, entry.person.full_name, date=as_text(found.death_date))


def _check_document(entry: Entry, register: Register) -> None:
    document = entry.person.document
    if document is None:
        return
    known = [one for one in register.documents.get(document.number, ()) if one.series == document.series]
    own = [one for one in register.documents.get(document.number, ()) if _is_own(one.resident, entry)]
    if known and not own:
        entry.tell(
            Code.DOCUMENT_OTHERS, Field.DOCUMENT, f"{document.series}{document.number}",
            name=register.residents[known[0].resident].full_name,
        )  # fmt: skip
    elif not own:
        entry.document = document


def _is_own(resident: int, entry: Entry) -> bool:
    return entry.resident is not None and resident == entry.resident.pk


def _tell_similar(entry: Entry, register: Register) -> None:
    """Warn of a new person who has, up to one letter, the name of a resident born on the same day."""
    person = entry.person
    if person.birth_date is None:
        return
    key = name_key(person.surname, person.given_name)
    for other in register.by_birth.get(person.birth_date, ()):
        if other.sex == person.sex and not (person.pin and other.pin) and _alike(key, register.keys[other.pk]):
            entry.tell(Code.LOOKS_LIKE, None, person.full_name, name=other.full_name)
            return


def _patronymics_agree(one: str, other: str) -> bool:
    return not one or not other or fold(one) == fold(other)


def _alike(one: str, other: str) -> bool:
    """Return whether two keys differ by at most one letter in each word."""
    words, others = one.split(), other.split()
    return len(words) == len(others) and all(map(_within_a_slip, words, others))


def _within_a_slip(one: str, other: str) -> bool:
    """Return whether one letter changed, added or dropped makes one word of the other."""
    if one == other:
        return True
    if abs(len(one) - len(other)) > _SLIPS:
        return False
    start = next((place for place, pair in enumerate(zip(one, other, strict=False)) if pair[0] != pair[1]), None)
    if start is None:
        return True
    rest, other_rest = one[start:], other[start:]
    return rest[1:] == other_rest[1:] or rest[1:] == other_rest or rest == other_rest[1:]
