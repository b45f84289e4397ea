"""How land, buildings and vehicles are shown: their lines, owners and places in words."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from services.registers import addresses, area, codelists
from services.registers.life import subjects, wording
from services.registers.life.subjects import Thing
from services.registers.models import Building, LandParcel, Membership, Ownership, Vehicle
from services.registers.property.describing import DESCRIPTIONS
from services.registers.property.queries import Count, Holding
from services.registers.relations import Relation
from tereze.exchange.values import Address, Bilingual


@dataclass(frozen=True)
class ShownOwner:
    """An owner with the share, since when, until when, and on what it rests. `detail`: the head of a household."""

    name: str
    detail: str
    url: str
    share: str
    since: date | None
    until: date | None
    basis: str


@dataclass(frozen=True)
class ShownThing:
    """One thing in a list: what it is, what else matters, its page; whose it is, where the list has several owners."""

    title: str
    detail: str
    url: str
    owner: str = ""


def holds(row: Ownership, on: date) -> bool:
    """Return whether the ownership held on the day."""
    return (row.since is None or row.since <= on) and (row.until is None or row.until > on)


def owners(rows: Iterable[Ownership], *, on: date) -> list[ShownOwner]:
    """Return ownerships as a page shows them; households with their heads of the day. One query."""
    found = list(rows)
    homes = {row.household_id for row in found if row.household_id}
    heading = Membership.objects.on(on).filter(household__in=homes, relation=Relation.HEAD).select_related("resident")
    heads = {one.household_id: str(one.resident) for one in heading}
    return [_owner(row, heads.get(row.household_id or 0, "")) for row in found]


def _owner(row: Ownership, head: str) -> ShownOwner:
    who = row.resident or row.household
    basis = ", ".join(part for part in (codelists.OWNERSHIP_BASIS.label(row.basis), row.document) if part)
    share = "" if row.numerator == row.denominator else f"{row.numerator}/{row.denominator}"
    assert who is not None  # a constraint: every ownership has one owner
    return ShownOwner(subjects.name(who), head, subjects.page(who), share, row.since, row.until, basis)


def lines(thing: Thing) -> list[tuple[str, str]]:
    """Return what is written about the thing: (field, value); what nobody wrote down is left out."""
    name = str(thing._meta.model_name)
    description = DESCRIPTIONS[subjects.kind_of(thing)]
    said = [(make().label, _value(name, field, getattr(thing, field))) for field, make in description.fields.items()]
    where = place(thing)
    return [(str(label), value) for label, value in said if value] + ([(_("Where"), where)] if where else [])


def _value(model: str, field: str, value: Any) -> str:
    if value is None or value == "" or (field == "perennial" and not value):
        return ""
    if field == "area_m2" and model == "landparcel":
        return area.shown(int(value))
    return wording.value(model, field, value.isoformat() if isinstance(value, date) else value)


def place(thing: Thing) -> str:
    """Return where the thing is, in words; empty for vehicles and where nobody wrote it down."""
    if isinstance(thing, Vehicle):
        return ""
    field = thing.place if isinstance(thing, LandParcel) else ""
    village = thing.village or (thing.street.village if thing.street else None)
    if thing.street and village:
        shown = addresses.shown(Address(
            Bilingual(village.name_ky, village.name_ru), Bilingual(thing.street.name_ky, thing.street.name_ru),
            thing.house, thing.flat if isinstance(thing, Building) else "",
        ))  # fmt: skip
        return ", ".join(part for part in (shown, field) if part)
    return ", ".join(part for part in (village.name if village else "", field) if part)


def parcels(held: Iterable[Holding[LandParcel]], *, named: bool = False) -> list[ShownThing]:
    """Return land as a list shows it; with the names of owners who are persons if `named`."""
    return [
        ShownThing(
            codelists.LAND_KIND.label(one.thing.kind),
            _joined(
                area.shown(one.thing.area_m2), one.share, codelists.LAND_WATER.label(one.thing.water), one.thing.eni
            ),
            reverse("parcel", args=[one.thing.reference]), _person(one, named=named),
        )
        for one in held
    ]  # fmt: skip


def buildings(held: Iterable[Holding[Building]], *, named: bool = False) -> list[ShownThing]:
    """Return buildings as a list shows them."""
    return [
        ShownThing(
            codelists.BUILDING_KIND.label(one.thing.kind),
            _joined(
                _("%(area)s m²") % {"area": f"{one.thing.area_m2:g}".replace(".", ",")} if one.thing.area_m2 else "",
                one.share, codelists.WALL_MATERIAL.label(one.thing.walls), str(one.thing.year or ""),
            ),
            reverse("building", args=[one.thing.reference]), _person(one, named=named),
        )
        for one in held
    ]  # fmt: skip


def vehicles(held: Iterable[Holding[Vehicle]], *, named: bool = False) -> list[ShownThing]:
    """Return vehicles as a list shows them."""
    return [
        ShownThing(
            codelists.VEHICLE_KIND.label(one.thing.kind),
            _joined(one.thing.model, one.share, str(one.thing.year or ""), one.thing.plate),
            reverse("vehicle", args=[one.thing.reference]), _person(one, named=named),
        )
        for one in held
    ]  # fmt: skip


def total(held: Iterable[Holding[LandParcel]]) -> str:
    """Return how much land the shares are together."""
    return area.shown(sum((Decimal(one.thing.area_m2) * one.ownership.numerator / one.ownership.denominator
                           for one in held), Decimal()))  # fmt: skip


def _person(one: Holding[Any], *, named: bool) -> str:
    return str(one.ownership.resident) if named and one.ownership.resident else ""


def counted(counts: Iterable[Count]) -> list[tuple[str, Count]]:
    """Return counts with what was counted in words."""
    return [(codelists.COUNTED.label(one.what), one) for one in counts]


def _joined(*parts: str) -> str:
    return " · ".join(part for part in parts if part)
