"""What happens to land, buildings and vehicles: what is said of it, and what is written."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from fractions import Fraction

from django.utils.translation import gettext_lazy as _

from services.registers.life import subjects
from services.registers.life.pen import Pen
from services.registers.life.registry import RefusedError
from services.registers.life.subjects import Thing
from services.registers.models import Household, Ownership, Resident
from services.registers.property import describing, shares
from services.registers.property.describing import Description
from services.registers.property.shares import Owner


@dataclass(frozen=True)
class Acquired:
    """The owner has a share of something new to the register. `thing` describes it in plain words."""

    owner: str
    thing: Mapping[str, str]
    share: str
    basis: str
    document: str
    on: date


@dataclass(frozen=True)
class Described:
    """What is right about a thing, in plain words."""

    thing: str
    values: Mapping[str, str]
    on: date


@dataclass(frozen=True)
class Passed:
    """A share of the thing passes from one owner to another; `old` is empty where nobody had it."""

    thing: str
    old: str
    new: str
    share: str
    basis: str
    document: str
    on: date


@dataclass(frozen=True)
class Gone:
    """The thing is there no more: sold elsewhere, demolished, joined to another parcel."""

    thing: str
    on: date


def acquire(pen: Pen, said: Acquired, description: Description) -> None:
    """Write the thing and its first owner down."""
    owner = _owner(said.owner, on=said.on)
    values = describing.columns(description, said.thing)
    if not values.get("area_m2") and description.name == "parcel":
        raise RefusedError(_("Say how large the parcel is."), field="area_m2")
    thing = pen.create(description.model(since=said.on, **values))
    shares.take(pen, thing, owner, shares.read(said.share), said.on, basis=said.basis, document=said.document)


def describe(pen: Pen, said: Described, description: Description) -> None:
    """Write what is right about the thing. Refused where nothing is new."""
    thing = description.model.objects.select_for_update().get(reference=said.thing)
    before = len(pen.changes)
    values = describing.columns(description, said.values)
    if "area_m2" in values and not values["area_m2"] and description.name == "parcel":
        raise RefusedError(_("Say how large the parcel is."), field="area_m2")
    pen.change(thing, **values)
    if len(pen.changes) == before:
        raise RefusedError(_("Nothing is different from what is written."))


def pass_on(pen: Pen, said: Passed, description: Description) -> None:
    """Let a share pass. Refused for what the old owner has not, and beyond the whole."""
    thing = _there(description, said.thing, said.on)
    new = _owner(said.new, on=said.on)
    rows = shares.owners(thing, on=said.on)
    old = next((row for row in rows if said.old and said.old == _reference(row)), None)
    if said.old and old is None:
        raise RefusedError(_("This owner did not have it on that day."), field="old")
    if said.old == said.new:
        raise RefusedError(_("It cannot pass to whom it belongs already."), field="new_resident")
    free = Fraction(1) - shares.total(rows)
    share = shares.read(said.share) if said.share else shares.of(old) if old else free
    if share <= 0:
        raise RefusedError(_("There is no share left that could pass."), field="share")
    if old is not None:
        shares.give(pen, old, share, said.on)
    shares.take(pen, thing, new, share, said.on, basis=said.basis, document=said.document)


def remove(pen: Pen, said: Gone, description: Description) -> None:
    """End the thing and every ownership of it."""
    thing = _there(description, said.thing, said.on)
    for row in Ownership.objects.filter(**{description.name: thing}, until__isnull=True):
        if row.since and row.since >= said.on:
            raise RefusedError(_("It changed hands later than this. Look at the day."), field="on")
        pen.change(row, until=said.on)
    pen.change(thing, until=said.on)


def _there(description: Description, reference: str, on: date) -> Thing:
    thing: Thing = description.model.objects.select_for_update().get(reference=reference)
    if thing.until is not None:
        raise RefusedError(_("It is gone already."))
    if thing.since and on < thing.since:
        raise RefusedError(_("It was written down later than this. Look at the day."), field="on")
    return thing


def _owner(reference: str, *, on: date) -> Owner:
    found = subjects.find(reference)
    if isinstance(found, Resident) and not found.alive_on(on):
        raise RefusedError(_("Nobody acquires anything after death. Look at the day."), field="on")
    if isinstance(found, Household) and found.closed_on and found.closed_on <= on:
        raise RefusedError(_("The household is closed."), field="on")
    if not isinstance(found, Resident | Household):
        raise RefusedError(_("Choose one new owner: a person or a household."))
    return found


def _reference(row: Ownership) -> str:
    owner = row.resident or row.household
    return owner.reference if owner else ""
