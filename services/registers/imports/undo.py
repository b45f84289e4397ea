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
from services.registers.imports.ledger import (
    ADDRESS,
    BENEFIT,
    BUILDING,
    COUNT,
    DOCUMENT,
    HOUSEHOLD,
    MEMBERSHIP,
    OWNERSHIP,
    PARCEL,
    RESIDENT,
    STREET,
    VEHICLE,
    Kind,
)
from services.registers.models import (
    BenefitHolding,
    Building,
    FormerName,
    FormerPin,
    Household,
    HouseholdAddress,
    HouseholdCount,
    IdentityDocument,
    Membership,
    Ownership,
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
    BENEFIT.name: _("The benefit category was changed after the import."),
    PARCEL.name: _("The land parcel was changed after the import."),
    BUILDING.name: _("The building was changed after the import."),
    VEHICLE.name: _("The vehicle was changed after the import."),
    OWNERSHIP.name: _("The owner was changed after the import."),
    COUNT.name: _("The count was changed after the import."),
}
_ADDED: Final[dict[str, Promise]] = {
    MEMBERSHIP.name: _("Somebody joined the household after the import."),
    DOCUMENT.name: _("A document was added after the import."),
    ADDRESS.name: _("Another household was entered on the street after the import."),
    "former": _("A former name or PIN was noted after the import."),
    BENEFIT.name: _("A benefit category was added after the import."),
    OWNERSHIP.name: _("An owner was added after the import."),
    COUNT.name: _("The household was counted after the import."),
    BUILDING.name: _("A building was entered on the parcel after the import."),
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
    for kind in ledger.KINDS.values():
        ledger.delete_made(run.pk, kind)
        ledger.restore_changed(run.pk, kind)
    with connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")  # what hangs on a deleted row is to be told now, not at commit
    run.undone_at, run.undone_by = clock.now(), by.audit_name
    ledger.forget(run.pk)
    run.save()
    journal.record("register.import_undone", subject=run.subject, by=by, part=run.part, rows=run.counts["new"])
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
    benefits = BenefitHolding.objects.exclude(pk__in=ledger.touched(run.pk, BENEFIT))
    owned = Ownership.objects.exclude(pk__in=ledger.touched(run.pk, OWNERSHIP))
    counts = HouseholdCount.objects.exclude(pk__in=ledger.touched(run.pk, COUNT))
    addresses = HouseholdAddress.objects.exclude(pk__in=ledger.touched(run.pk, ADDRESS))
    of_residents = [
        (MEMBERSHIP.name, members.filter(Q(resident__in=residents) | Q(household__in=households))),
        (DOCUMENT.name, papers.filter(resident__in=residents)),
        (BENEFIT.name, benefits.filter(resident__in=residents)),
        (OWNERSHIP.name, owned.filter(resident__in=residents)),
        ("former", FormerName.objects.filter(resident__in=residents)),
        ("former", FormerPin.objects.filter(resident__in=residents)),
    ]
    found = [(what, RESIDENT, key) for what, rows in of_residents for key in rows.values_list("resident", flat=True)]
    found += _added_to_things(run)
    moved = addresses.filter(Q(street__in=streets) | Q(household__in=households))
    of_homes = [
        (ADDRESS.name, moved),
        (COUNT.name, counts.filter(household__in=households)),
        (OWNERSHIP.name, owned.filter(household__in=households)),
    ]
    found += [(what, HOUSEHOLD, key) for what, rows in of_homes for key in rows.values_list("household", flat=True)]
    return [Reason(str(_ADDED[what]), *_named(kind, key)) for what, kind, key in found[:MOST_REASONS]]


def _added_to_things(run: ImportRun) -> list[tuple[str, Kind, int]]:
    """What others have entered onto land, buildings and vehicles that this run made."""
    owned = Ownership.objects.exclude(pk__in=ledger.touched(run.pk, OWNERSHIP))
    found = [
        (OWNERSHIP.name, OWNERSHIP, key)
        for column, kind in (("parcel", PARCEL), ("building", BUILDING), ("vehicle", VEHICLE))
        for key in owned.filter(**{f"{column}__in": ledger.made(run.pk, kind)}).values_list("pk", flat=True)
    ]
    built = Building.objects.exclude(pk__in=ledger.touched(run.pk, BUILDING))
    on_parcels = built.filter(parcel__in=ledger.made(run.pk, PARCEL))
    return found + [(BUILDING.name, BUILDING, key) for key in on_parcels.values_list("pk", flat=True)]


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


_RESIDENTS: Final[dict[str, str]] = {
    RESIDENT.name: "pk",
    MEMBERSHIP.name: "memberships",
    DOCUMENT.name: "documents",
    BENEFIT.name: "benefits",
    OWNERSHIP.name: "ownerships",
    PARCEL.name: "ownerships__parcel",
    BUILDING.name: "ownerships__building",
    VEHICLE.name: "ownerships__vehicle",
}
"""By which way a resident is found from a row."""
_HOUSEHOLDS: Final[dict[str, str]] = {
    HOUSEHOLD.name: "pk",
    ADDRESS.name: "addresses",
    COUNT.name: "counts",
    OWNERSHIP.name: "ownerships",
    PARCEL.name: "ownerships__parcel",
    BUILDING.name: "ownerships__building",
    VEHICLE.name: "ownerships__vehicle",
}
"""By which way a household is found."""


def _resident_of(kind: Kind, key: int) -> Resident | None:
    way = _RESIDENTS.get(kind.name)
    return Resident.objects.filter(**{way: key}).first() if way else None


def _household_of(kind: Kind, key: int) -> Household | None:
    way = _HOUSEHOLDS.get(kind.name)
    return Household.objects.filter(**{way: key}).first() if way else None
