"""What a row says that the register does not, and which of two spellings of a name is the better one."""

from typing import Any, Final

from services.registers.imports.entries import Action
from services.registers.imports.existing import KnownResident, Register
from services.registers.imports.fields import Field
from services.registers.imports.people.entries import PersonEntry, Stay
from services.registers.imports.problems import Code
from tereze.language.folding import fold

_NAMES: Final = ("surname", "given_name", "patronymic")
_PLAIN: Final = (
    "sex", "birth_date", "nationality", "phone", "surname_latin", "given_name_latin", "education", "occupation",
    "workplace", "marital_status", "disability", "military_duty",
)  # fmt: skip
_KYRGYZ: Final = frozenset("ңөүҢӨҮ")


def settle(entry: PersonEntry, register: Register) -> None:
    """Say whether a row is new, changes something, or changes nothing."""
    if not entry.is_kept:
        return
    entry.benefit = entry.person.benefit
    if entry.resident is not None and entry.benefit in register.benefits.get(entry.resident.pk, ()):
        entry.benefit = ""
    if entry.resident is None:
        entry.action = Action.NEW
        return
    entry.changes = _changes(entry, entry.resident)
    moves = entry.home is not None and entry.stay is not Stay.SAME
    entry.action = Action.CHANGED if entry.changes or entry.document or entry.benefit or moves else Action.UNCHANGED


def _changes(entry: PersonEntry, known: KnownResident) -> dict[str, Any]:
    """Return field → new value. What the row does not say stays as it is."""
    person = entry.person
    changed = {name: said for name in _NAMES if (said := _better(getattr(person, name), getattr(known, name)))}
    changed |= {
        name: said for name in _PLAIN if (said := getattr(person, name)) and said != getattr(known, name)
    }  # fmt: skip
    if person.birth_place and fold(person.birth_place) != fold(known.birth_place):
        changed["birth_place"] = person.birth_place
    if person.pin and not known.pin:
        changed["pin"] = person.pin
    if _pin_agrees_with_register(person.pin, known):
        changed.pop("birth_date", None)
    if any(problem.code is Code.SEX_FROM_NAME for problem in person.problems):
        changed.pop("sex", None)  # a guess replaces nothing
    if any(fold(changed[name]) != fold(getattr(known, name)) for name in ("surname", "given_name") if name in changed):
        entry.tell(Code.NAME_CHANGES, Field.SURNAME, person.full_name, name=known.full_name)
    return changed


def _better(said: str, known: str) -> str:
    """Return the row's spelling if it is to replace the register's: another name, or the same with its ң ө ү."""
    if not said or said == known:
        return ""
    if fold(said) != fold(known):
        return said
    return said if _kyrgyz(said) > _kyrgyz(known) else ""


def _kyrgyz(text: str) -> int:
    return sum(letter in _KYRGYZ for letter in text)


def _pin_agrees_with_register(pin: str, known: KnownResident) -> bool:
    """A date of birth that register and PIN both say is not replaced by a third one."""
    day = known.birth_date
    return bool(pin) and day is not None and pin[1:9] == f"{day:%d%m}{day.year:04d}"
