"""Writing people and their documents with the pen: somebody new, or what is right about somebody known."""

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any, Final

from django.urls import reverse
from django.utils.html import format_html
from django.utils.translation import gettext as _

from services.registers import phones, pin
from services.registers.codes import DocumentType
from services.registers.forms import PERSON
from services.registers.life.pen import Pen
from services.registers.life.registry import RefusedError
from services.registers.models import FormerName, FormerPin, IdentityDocument, Resident
from services.registers.pin import Problem

NAME: Final = ("surname", "given_name", "patronymic")

Words = Mapping[str, str]
"""Values as plain words; days as 1984-03-15."""


def words(values: Mapping[str, Any], names: Iterable[str]) -> dict[str, str]:
    """Return the named values as plain words, as an event keeps what was said."""
    listed = {name: values.get(name) for name in names}
    return {name: value.isoformat() if isinstance(value, date) else str(value or "") for name, value in listed.items()}


def register(pen: Pen, person: Words, papers: Words | None = None, *, on: date) -> Resident:
    """Write down somebody new with the document that was shown. Refused where PIN or document are somebody's."""
    values = _checked(person, on)
    _refuse_taken_pin(values["pin"])
    resident = pen.create(Resident(**values))
    write_papers(pen, resident, papers or {})
    return resident


def rewrite(pen: Pen, resident: Resident, person: Words, *, on: date, keeps_name: bool) -> list[str]:
    """Write what is right about a resident, and return which columns that changed.

    A PIN that changes stays findable; so does a name, if `keeps_name`: then it was right until the day.
    """
    values = _checked({**words(vars(resident), PERSON), **person}, on)
    changed = [name for name, value in values.items() if getattr(resident, name) != value]
    if "pin" in changed:
        _refuse_taken_pin(values["pin"], but=resident)
        if resident.pin:
            pen.create(FormerPin(resident=resident, pin=resident.pin, until=on))
    if keeps_name and set(NAME) & set(changed):
        keep_name(pen, resident, on=on)
    if changed:
        pen.change(resident, **{name: values[name] for name in changed})
    return changed


def rename(pen: Pen, resident: Resident, *, surname: str, patronymic: str | None = None, on: date) -> None:
    """Give the resident another surname from the day on; the former name stays findable."""
    new = {"surname": surname} if patronymic is None else {"surname": surname, "patronymic": patronymic}
    if any(getattr(resident, name) != value for name, value in new.items()):
        keep_name(pen, resident, on=on)
        pen.change(resident, **new)


def keep_name(pen: Pen, resident: Resident, *, on: date) -> None:
    """Keep the present name as one that was borne until the day."""
    pen.create(FormerName(resident=resident, until=on, **{name: getattr(resident, name) for name in NAME}))


def write_papers(pen: Pen, resident: Resident, papers: Words) -> bool:
    """Write a document down, and return whether anything about it is new. Refused where it is somebody else's."""
    if not papers.get("number"):
        return False
    values = {**papers, "series": papers.get("series", "").upper()}
    identity = {name: values[name] for name in ("type", "series", "number")}
    details = {
        "issued_on": _day(values.get("issued_on")), "expires_on": _day(values.get("expires_on")),
        "authority": values.get("authority", ""),
    }  # fmt: skip
    known = IdentityDocument.objects.select_related("resident").filter(**identity).first()
    if known is None:
        pen.create(IdentityDocument(resident=resident, **identity, **details))
        return True
    if known.resident_id != resident.pk:
        raise RefusedError(_already(known.resident), field="document_number")
    if all(getattr(known, name) == value for name, value in details.items()):
        return False
    pen.change(known, **details)
    return True


def certificate(papers: Words) -> str:
    """Return a document in one line, as ties between people name it."""
    if not papers.get("number"):
        return ""
    kind = str(DocumentType(papers["type"]).label)
    return f"{kind} {papers.get('series', '').upper()} {papers['number']}".strip()


def namesakes(person: Words) -> list[Resident]:
    """Return those who are written down with the same name and birth date: most likely the same person."""
    if not person.get("birth_date"):
        return []
    same = {"surname__iexact": person["surname"], "given_name__iexact": person["given_name"]}
    return list(Resident.objects.filter(birth_date=person["birth_date"], merged_into__isnull=True, **same)[:3])


def link(resident: Resident) -> str:
    """Return the resident's name as a link to the card."""
    return format_html('<a href="{}">{}</a>', reverse("resident", args=[resident.reference]), resident)


def _checked(person: Words, on: date) -> dict[str, Any]:
    """Return the values as they are stored."""
    values: dict[str, Any] = {name: person.get(name, "") for name in PERSON}
    values["birth_date"] = _day(person.get("birth_date"))
    if person.get("pin", "").strip():
        check = pin.check(person["pin"], on=max(on, values["birth_date"] or on))
        bad = [one for one in check.errors if one != Problem.FUTURE]
        if bad:
            raise RefusedError(bad[0].message, field="pin")
        values["pin"] = check.pin
    values["phone"] = phones.normalise(values["phone"])
    return values


def _refuse_taken_pin(number: str, *, but: Resident | None = None) -> None:
    taken = Resident.objects.filter(pin=number).first() if number else None
    if taken is not None and taken != but:
        raise RefusedError(_already(taken), field="pin")


def _already(resident: Resident) -> str:
    return format_html("{} {}", _("This is already written down for another resident:"), link(resident))


def _day(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None
