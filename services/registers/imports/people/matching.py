"""Who is who: the same person twice in the file, and the person the register has already."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from datetime import date

from services.registers.imports.columns import as_text
from services.registers.imports.entries import Action
from services.registers.imports.existing import KnownResident, Register, name_key
from services.registers.imports.fields import Field
from services.registers.imports.likeness import alike, patronymics_agree
from services.registers.imports.people.entries import PersonEntry
from services.registers.imports.problems import Code
from tereze.language.folding import fold

ByName = dict[tuple[str, date], list[PersonEntry]]


def within_file(entries: Iterable[PersonEntry]) -> None:
    """Tell rows that stand for one person, and PINs and documents that stand for two."""
    by_pin: dict[str, PersonEntry] = {}
    by_name: dict[tuple[str, date], list[PersonEntry]] = defaultdict(list)
    by_document: dict[tuple[str, str], PersonEntry] = {}
    for entry in entries:
        if entry.is_kept:
            _compare(entry, by_pin, by_name)
        if entry.is_kept:
            _remember(entry, by_pin, by_name)
            _document_twice(entry, by_document)


def _compare(entry: PersonEntry, by_pin: dict[str, PersonEntry], by_name: ByName) -> None:
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
        elif patronymics_agree(person.patronymic, other.person.patronymic):
            _repeated(entry, other)
        else:
            continue
        return


def _remember(entry: PersonEntry, by_pin: dict[str, PersonEntry], by_name: ByName) -> None:
    if entry.person.pin:
        by_pin[entry.person.pin] = entry
    if entry.person.birth_date:
        by_name[_name(entry)].append(entry)


def _name(entry: PersonEntry) -> tuple[str, date]:
    person = entry.person
    return name_key(person.surname, person.given_name), person.birth_date or date.min


def _same_person(one: PersonEntry, other: PersonEntry) -> bool:
    """With one PIN, the date of birth or the given name has to agree as well."""
    return one.person.birth_date == other.person.birth_date and (
        fold(one.person.given_name) == fold(other.person.given_name) or _name(one) == _name(other)
    )


def _repeated(entry: PersonEntry, first: PersonEntry) -> None:
    if entry.home is first.home or entry.home is None:
        entry.tell(Code.REPEATED, None, entry.person.full_name, row=first.person.row)
        entry.action = Action.REPEATED
    else:
        entry.tell(Code.REPEATED_ELSEWHERE, None, entry.person.full_name, row=first.person.row)


def _document_twice(entry: PersonEntry, seen: dict[tuple[str, str], PersonEntry]) -> None:
    document = entry.person.document
    if document is None:
        return
    first = seen.setdefault((document.series, document.number), entry)
    if first is not entry:
        entry.tell(Code.DOCUMENT_TWICE, Field.DOCUMENT, f"{document.series}{document.number}", row=first.person.row)


def with_register(entries: Sequence[PersonEntry], register: Register) -> None:
    """Find each row's resident; tell where the register contradicts the row."""
    taken: dict[int, PersonEntry] = {}
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


def _find(entry: PersonEntry, register: Register) -> KnownResident | None:
    person = entry.person
    if person.chosen and (chosen := register.by_reference.get(person.chosen)) is not None:
        return chosen  # somebody has looked and said so
    key = name_key(person.surname, person.given_name)
    if found := register.by_pin.get(person.pin) or register.by_former_pin.get(person.pin):
        if found.birth_date != person.birth_date and not alike(key, register.keys[found.pk]):
            entry.tell(Code.PIN_OTHERS, Field.PIN, person.pin, name=found.full_name)
        return found
    for found in register.named(key, person.birth_date):
        if not patronymics_agree(person.patronymic, found.patronymic):
            continue
        if person.pin and found.pin:
            entry.tell(Code.REGISTER_OTHER_PIN, Field.PIN, person.pin, name=found.full_name)
        return found
    return None


def _check_found(entry: PersonEntry, found: KnownResident, taken: dict[int, PersonEntry]) -> None:
    if (first := taken.setdefault(found.pk, entry)) is not entry:
        entry.tell(Code.REPEATED_ELSEWHERE, None, entry.person.full_name, row=first.person.row)
    elif found.death_date is not None:
        entry.tell(Code.DIED, None, entry.person.full_name, date=as_text(found.death_date))


def _check_document(entry: PersonEntry, register: Register) -> None:
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


def _is_own(resident: int, entry: PersonEntry) -> bool:
    return entry.resident is not None and resident == entry.resident.pk


def _tell_similar(entry: PersonEntry, register: Register) -> None:
    """Warn of a new person who has, up to one letter, the name of a resident born on the same day."""
    person = entry.person
    if person.birth_date is None:
        return
    key = name_key(person.surname, person.given_name)
    for other in register.by_birth.get(person.birth_date, ()):
        if other.sex == person.sex and not (person.pin and other.pin) and alike(key, register.keys[other.pk]):
            entry.tell(Code.LOOKS_LIKE, None, person.full_name, name=other.full_name)
            return
