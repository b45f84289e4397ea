"""Writing down people."""

import re
from dataclasses import asdict, dataclass
from datetime import date, timedelta

from django.db import IntegrityError, transaction

from services.registers import phones, pin
from services.registers.actions.violations import broken
from services.registers.codes import CorrectionReason, LeaveReason
from services.registers.models import FormerName, FormerPin, IdentityDocument, Membership, Resident
from services.registers.pin import PinCheck
from tereze.accounts.permissions import Actor
from tereze.audit import journal

_LONG_NUMBER = re.compile(r"\d[\d\s-]{4,}\d")


class BadPinError(ValueError):
    """The PIN cannot be a person's; `check` says why."""

    def __init__(self, check: PinCheck) -> None:
        self.check = check
        super().__init__(", ".join(check.errors))


class PinTakenError(Exception):
    """Another resident has this PIN: most likely it is the same person."""

    def __init__(self, resident: Resident) -> None:
        self.resident = resident
        super().__init__(resident.reference)


class DocumentTakenError(Exception):
    """The document is another resident's."""

    def __init__(self, resident: Resident) -> None:
        self.resident = resident
        super().__init__(resident.reference)


class NothingChangedError(Exception):
    """The correction says what is written already."""


class TooEarlyError(Exception):
    """Something would end before it began; `since` is the day on which it did."""

    def __init__(self, since: date) -> None:
        self.since = since
        super().__init__(since)


class AlreadyDeadError(Exception):
    """The death was recorded before."""


@dataclass(frozen=True)
class Person:
    """What is written about a resident; the fields mean what they mean in the model."""

    surname: str
    given_name: str
    patronymic: str
    sex: str
    pin: str = ""
    birth_date: date | None = None
    surname_latin: str = ""
    given_name_latin: str = ""
    birth_place: str = ""
    citizenship: str = "KG"
    nationality: str = ""
    phone: str = ""


@dataclass(frozen=True)
class Papers:
    """The document that was shown; without a number there was none."""

    type: str
    series: str
    number: str
    issued_on: date | None = None
    expires_on: date | None = None
    authority: str = ""


@transaction.atomic
def register_resident(*, person: Person, papers: Papers | None = None, by: Actor, on: date) -> Resident:
    """Write down somebody new, with the document that was shown.

    Raises BadPinError, PinTakenError, DocumentTakenError, and BadPhoneError of `phones`.
    """
    resident = Resident()
    _write(resident, _checked(person, on))
    if papers and papers.number:
        _write_papers(resident, papers)
    journal.record("resident.registered", subject=resident.subject, by=by)
    return resident


@transaction.atomic
def correct_resident(
    *, resident: Resident, person: Person, papers: Papers | None = None, reason: CorrectionReason, note: str = "",
    by: Actor, on: date,
) -> Resident:  # fmt: skip
    """Write what is right. A PIN that changes stays findable; so does a name, unless it was a mistake.

    Raises NothingChangedError and whatever `register_resident` raises.
    """
    resident = Resident.objects.select_for_update().get(pk=resident.pk)
    person = _checked(person, on)
    changed = [name for name, value in asdict(person).items() if getattr(resident, name) != value]
    if resident.pin and "pin" in changed:
        FormerPin.objects.create(resident=resident, pin=resident.pin, until=on)
    if reason == CorrectionReason.CHANGED and {"surname", "given_name", "patronymic"} & set(changed):
        FormerName.objects.create(
            resident=resident,
            surname=resident.surname,
            given_name=resident.given_name,
            patronymic=resident.patronymic,
            until=on,
        )
    _write(resident, person)
    if papers and papers.number and _write_papers(resident, papers):
        changed.append("document")
    if not changed:
        raise NothingChangedError
    journal.record(
        "resident.corrected",
        subject=resident.subject,
        by=by,
        fields=changed,
        reason=str(reason),
        note=_LONG_NUMBER.sub("…", note),
    )
    return resident


@transaction.atomic
def record_death(*, resident: Resident, on: date, by: Actor) -> Resident:
    """Write down that the resident died on the day, which ends the membership.

    Raises AlreadyDeadError, and TooEarlyError for a day before birth or before joining the household.
    """
    resident = Resident.objects.select_for_update().get(pk=resident.pk)
    if resident.death_date:
        raise AlreadyDeadError(resident.reference)
    if resident.birth_date and on < resident.birth_date:
        raise TooEarlyError(resident.birth_date)
    membership = Membership.objects.select_for_update().filter(resident=resident, left_on__isnull=True).first()
    if membership:
        membership.left_on, membership.leave_reason = _last_day(membership, on), LeaveReason.DEATH.value
        membership.save(update_fields=["left_on", "leave_reason"])
    resident.death_date = on
    resident.save(update_fields=["death_date"])
    journal.record("resident.died", subject=resident.subject, by=by)
    return resident


def _last_day(membership: Membership, death: date) -> date:
    """A membership ends on the day of death, but lasts a day at least: newborn children die too."""
    joined = membership.joined_on
    if joined and death < joined:
        raise TooEarlyError(joined)
    return death + timedelta(days=1) if death == joined else death


def _checked(person: Person, on: date) -> Person:
    """Return the person with phone and PIN as they are stored."""
    check = pin.check(person.pin, on=on) if person.pin.strip() else PinCheck("")
    if not check.valid:
        raise BadPinError(check)
    return Person(**{**asdict(person), "pin": check.pin, "phone": phones.normalise(person.phone)})


def _write(resident: Resident, person: Person) -> None:
    for name, value in asdict(person).items():
        setattr(resident, name, value)
    try:
        with transaction.atomic():
            resident.save()
    except IntegrityError as error:
        if broken(error) == "a_pin_is_one_residents":
            raise PinTakenError(Resident.objects.get(pin=person.pin)) from error
        raise


def _write_papers(resident: Resident, papers: Papers) -> bool:
    """Write the document; return whether anything about it is new. Raises DocumentTakenError."""
    identity = {"type": papers.type, "series": papers.series.upper(), "number": papers.number}
    details = {"issued_on": papers.issued_on, "expires_on": papers.expires_on, "authority": papers.authority}
    known = IdentityDocument.objects.select_related("resident").filter(**identity).first()
    if known is None:
        IdentityDocument.objects.create(resident=resident, **identity, **details)
        return True
    if known.resident_id != resident.pk:
        raise DocumentTakenError(known.resident)
    if all(getattr(known, name) == value for name, value in details.items()):
        return False
    IdentityDocument.objects.filter(pk=known.pk).update(**details)
    return True
