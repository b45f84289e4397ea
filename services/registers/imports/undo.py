"""Taking an import back: everything it made goes, everything it changed gets its former values.

Refused, with the reasons, when something depends on it by now: a later edit, a member who joined since, a certificate.
Services that make things about residents say so through `tereze.exchange.dependants`.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Final

from django.db import IntegrityError, connection, transaction
from django.db.models import Q
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from services.registers.imports import importing, ledger, runs
from services.registers.imports.ledger import ADDRESS, DOCUMENT, HOUSEHOLD, MEMBERSHIP, RESIDENT, STREET, Kind
from services.registers.models import (
    FormerName,
    FormerPin,
    Household,
    HouseholdAddress,
    IdentityDocument,
    Membership,
    Resident,
)
from services.registers.models.imports import ImportRun, ImportState
from tereze import clock
from tereze.accounts.permissions import Actor
from tereze.audit import journal
from tereze.exchange import dependants

MOST_REASONS: Final = 50
_EDITED: Final[dict[str, Promise]] = {
    RESIDENT.name: _("The resident was changed after the import."),
    MEMBERSHIP.name: _("The membership in the household was changed after the import."),
    ADDRESS.name: _("The household's address was changed after the import."),
    HOUSEHOLD.name: _("The household was changed after the import."),
    DOCUMENT.name: _("The document was changed after the import."),
    STREET.name: _("The street was changed after the import."),
}
_ADDED: Final[dict[str, Promise]] = {
    MEMBERSHIP.name: _("Somebody joined the household after the import."),
    DOCUMENT.name: _("A document was added after the import."),
    ADDRESS.name: _("Another household was entered on the street after the import."),
    "former": _("A former name or PIN was noted after the import."),
}


@dataclass(frozen=True)
class Reason:
    """Why an import cannot be taken back. `reference` is the resident's or household's; it may be empty."""

    says: str
    about: str = ""
    reference: str = ""


class CannotUndoError(Exception):
    """Something depends on the import by now."""

    def __init__(self, reasons: Sequence[Reason]) -> None:
        self.reasons = list(reasons)
        super().__init__(f"{len(self.reasons)} reasons")


def undo(reference: str, *, by: Actor) -> ImportRun:
    """Take the import back. Raises CannotUndoError, WrongStateError, BeingWorkedOnError, NotAllowedError."""
    runs.demand(by)
    try:
        return importing.patiently(lambda: _undo(reference, by))
    except IntegrityError as error:
        raise CannotUndoError([Reason(str(_("Something else in the register stands on this import.")))]) from error


@transaction.atomic
def _undo(reference: str, by: Actor) -> ImportRun:
    run = runs.locked(reference)
    runs.move(run, ImportState.UNDONE)
    importing.lock_register()
    if reasons := why_not(run):
        raise CannotUndoError(reasons)
    for kind in (MEMBERSHIP, DOCUMENT, ADDRESS):
        ledger.delete_made(run.pk, kind)
        ledger.restore_changed(run.pk, kind)
    ledger.restore_changed(run.pk, RESIDENT)
    for kind in (RESIDENT, HOUSEHOLD, STREET):
        ledger.delete_made(run.pk, kind)
    with connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")  # what hangs on a deleted row is to be told now, not at commit
    run.undone_at, run.undone_by = clock.now(), by.audit_name
    ledger.forget(run.pk)
    run.save()
    journal.record("register.import_undone", subject=run.subject, by=by, residents=run.counts["new"])
    return run


def why_not(run: ImportRun) -> list[Reason]:
    """Return what depends on the import by now; an empty list means that it can be taken back."""
    checks: Sequence[Callable[[ImportRun], list[Reason]]] = (_edited, _added, _dependants)
    return [reason for check in checks for reason in check(run)]


def _edited(run: ImportRun) -> list[Reason]:
    return [
        Reason(str(_EDITED[kind.name]), *_named(kind, key))
        for kind in ledger.KINDS.values()
        for key in ledger.edited_since(run.pk, kind)[:MOST_REASONS]
    ]


def _added(run: ImportRun) -> list[Reason]:
    """What others have entered onto residents, households and streets that this run made."""
    residents, households, streets = (ledger.made(run.pk, kind) for kind in (RESIDENT, HOUSEHOLD, STREET))
    members = Membership.objects.exclude(pk__in=ledger.touched(run.pk, MEMBERSHIP))
    papers = IdentityDocument.objects.exclude(pk__in=ledger.touched(run.pk, DOCUMENT))
    addresses = HouseholdAddress.objects.exclude(pk__in=ledger.touched(run.pk, ADDRESS))
    of_residents = [
        (MEMBERSHIP.name, members.filter(Q(resident__in=residents) | Q(household__in=households))),
        (DOCUMENT.name, papers.filter(resident__in=residents)),
        ("former", FormerName.objects.filter(resident__in=residents)),
        ("former", FormerPin.objects.filter(resident__in=residents)),
    ]
    found = [(what, RESIDENT, key) for what, rows in of_residents for key in rows.values_list("resident", flat=True)]
    moved = addresses.filter(Q(street__in=streets) | Q(household__in=households))
    found += [(ADDRESS.name, HOUSEHOLD, key) for key in moved.values_list("household", flat=True)]
    return [Reason(str(_ADDED[what]), *_named(kind, key)) for what, kind, key in found[:MOST_REASONS]]


def _dependants(run: ImportRun) -> list[Reason]:
    """What other services have made since about residents whom the run made or changed."""
    if run.finished_at is None:
        return []
    touched = Resident.objects.filter(pk__in=ledger.touched(run.pk, RESIDENT))
    members = Resident.objects.filter(memberships__in=ledger.touched(run.pk, MEMBERSHIP))
    references = {*touched.values_list("reference", flat=True), *members.values_list("reference", flat=True)}
    found = dependants.of("resident", references, since=run.finished_at)
    names = {
        one.reference: one.name.full for one in Resident.objects.filter(reference__in=[one.reference for one in found])
    }
    return [Reason(one.what, names.get(one.reference, ""), one.reference) for one in found]


def _named(kind: Kind, key: int) -> tuple[str, str]:
    """Return how people call a row, and the reference of its page."""
    resident = _resident_of(kind, key)
    if resident is not None:
        return resident.name.full, resident.reference
    household = _household_of(kind, key)
    return (household.account, household.reference) if household is not None else ("", "")


def _resident_of(kind: Kind, key: int) -> Resident | None:
    if kind is RESIDENT:
        return Resident.objects.filter(pk=key).first()
    if kind is MEMBERSHIP:
        return Resident.objects.filter(memberships=key).first()
    return Resident.objects.filter(documents=key).first() if kind is DOCUMENT else None


def _household_of(kind: Kind, key: int) -> Household | None:
    if kind is HOUSEHOLD:
        return Household.objects.filter(pk=key).first()
    return Household.objects.filter(addresses=key).first() if kind is ADDRESS else None
