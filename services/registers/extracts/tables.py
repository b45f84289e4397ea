"""The tables of the household extract, in one language, as of a day."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Final, Literal

from django.db.models import Q
from django.utils.translation import gettext as _
from django.utils.translation import override, pgettext

from services.registers import addresses, codelists, codes, phones, queries
from services.registers.models import Building, Household, LandParcel, Ownership, Vehicle
from services.registers.models.ranges import holds_on
from services.registers.property import queries as property_queries
from services.registers.queries import Member
from services.registers.relations import Relation
from tereze.language import numbers
from tereze.ui.templatetags.tereze import masked

Language = Literal["ky", "ru"]
Say = Callable[[str], str]


@dataclass(frozen=True)
class Head:
    """A column: its title, its share of the width, its side."""

    title: str
    width: float = 1.0
    align: Literal["left", "center", "right"] = "left"


@dataclass(frozen=True)
class Section:
    """One table of the extract. `total` is the line under it, `name` what it is called by programs."""

    name: str
    title: str
    heads: Sequence[Head]
    rows: Sequence[Sequence[str]]
    total: str = ""


@dataclass(frozen=True)
class Extract:
    """What the household book says of a household on a day: facts, then tables."""

    household: Household
    on: date
    language: Language
    facts: Sequence[tuple[str, str]]
    sections: Sequence[Section]


def household_extract(household: Household, *, on: date, language: Language, full_pins: bool) -> Extract:
    """Return the extract in a language. PINs are masked unless `full_pins`."""
    with override(language):
        members = queries.composition(household, on=on)
        owned = _owned(household, members, on)
        return Extract(
            household=household,
            on=on,
            language=language,
            facts=_facts(household, members, on, language),
            sections=[
                _members(members, on, str if full_pins else masked, language),
                _land([one for one in owned if one.parcel]),
                _buildings([one for one in owned if one.building]),
                _vehicles([one for one in owned if one.vehicle]),
                _livestock(household, on),
            ],
        )


def _owned(household: Household, members: Iterable[Member], on: date) -> list[Ownership]:
    """Return what the household and its members own on the day. What the whole household owns stands first."""
    people = [one.resident.pk for one in members]
    found = Ownership.objects.filter(Q(household=household) | Q(resident__in=people), holds_on(on)).select_related(
        "resident", "parcel__village", "parcel__street__village", "building__street__village", "building__village",
        "vehicle",
    )  # fmt: skip
    return sorted(found.order_by("pk"), key=lambda one: one.household_id is None)


def _facts(household: Household, members: Sequence[Member], on: date, language: Language) -> list[tuple[str, str]]:
    address = queries.address_of(household, on=on)
    head = next((one.resident for one in members if one.relation is Relation.HEAD), None)
    kinds = ", ".join(map(codelists.HOUSEHOLD_CATEGORY.label, household.categories))
    facts = [
        (_("Household account"), household.account),
        (_("Book and page"), f"{household.book}, {household.page}"),
        (_("Address"), addresses.line(address.value, language) if address else ""),
        (_("Head of the household"), str(head or "")),
        (_("Kind of household"), str(household.get_kind_display())),
        (_("Category"), kinds),
        (_("Phone"), phones.local(household.phone)),
    ]
    return [fact for fact in facts if fact[1]]


def _members(members: Sequence[Member], on: date, say_pin: Say, language: Language) -> Section:
    heads = [
        Head(_("Surname, name, patronymic"), 3.1), Head(_("Relation to the head"), 1.5),
        Head(_("Date of birth"), 1.3), Head(_("PIN"), 1.8), Head(_("Member since"), 1.3),
        Head(pgettext("extract", "Note"), 1.5),
    ]  # fmt: skip
    rows = [
        (
            str(one.resident), one.relation.label(language), _day(one.resident.birth_date),
            say_pin(one.resident.pin), _day(one.since), _note(one),
        )
        for one in members
    ]  # fmt: skip
    return Section("members", _("Members"), heads, rows, _("People: %(count)s") % {"count": len(rows)})


def _note(member: Member) -> str:
    notes = [
        codes.country(member.abroad_country) if member.abroad_country else "",
        "" if member.registered else _("not registered here"),
    ]
    return ", ".join(note for note in notes if note)


def _land(owned: Sequence[Ownership]) -> Section:
    heads = [
        Head(_("Kind of land"), 2), Head(_("Area"), 1.1, "right"), Head(_("Water"), 1), Head(_("ENI code"), 1.6),
        Head(_("Document"), 2.2), Head(_("Owner and share"), 2),
    ]  # fmt: skip
    found = [(one, one.parcel) for one in owned if one.parcel]
    rows = [_parcel(one, parcel) for one, parcel in found]
    whole = {parcel.pk: parcel.area_m2 for _one, parcel in found}
    total = _("All in all: %(area)s") % {"area": hectares(sum(whole.values()))} if rows else ""
    return Section("land", _("Land"), heads, rows, total)


def _parcel(one: Ownership, parcel: LandParcel) -> tuple[str, ...]:
    title = codelists.TITLE_DOCUMENT.label(parcel.title_document)
    paper = " ".join(part for part in (title, parcel.title_number, _day(parcel.title_date)) if part)
    return (
        codelists.LAND_KIND.label(parcel.kind), hectares(parcel.area_m2), codelists.LAND_WATER.label(parcel.water),
        parcel.eni, paper, _owner(one),
    )  # fmt: skip


def _day(day: date | None) -> str:
    """Return a day as it fits the narrow column of a table."""
    return f"{day:%d.%m}.{day.year:04d}" if day else ""


def hectares(square_metres: int) -> str:
    """Return an area in hectares, as offices write it: 0,12 га."""
    area = (Decimal(square_metres) / 10_000).quantize(Decimal("0.0001")).normalize()
    return _("%(area)s ha") % {"area": f"{area:f}".replace(".", ",")}


def _buildings(owned: Sequence[Ownership]) -> Section:
    heads = [
        Head(_("Building"), 2), Head(_("Built in"), 1, "center"), Head(_("Walls"), 1.8),
        Head(_("Area, m²"), 1.1, "right"), Head(_("Conveniences"), 2.4), Head(_("Owner and share"), 2),
    ]  # fmt: skip
    rows = [_building(one, one.building) for one in owned if one.building]
    return Section("buildings", _("Buildings"), heads, rows)


def _building(one: Ownership, building: Building) -> tuple[str, ...]:
    area = numbers.grouped(building.area_m2).removesuffix(",0") if building.area_m2 else ""
    has = [
        codelists.HEATING.label(building.heating), codelists.WATER_SUPPLY.label(building.water),
        _("electricity") if building.electricity else "", _("gas") if building.gas else "",
    ]  # fmt: skip
    return (
        codelists.BUILDING_KIND.label(building.kind), str(building.year or ""),
        codelists.WALL_MATERIAL.label(building.walls), area, ", ".join(part for part in has if part), _owner(one),
    )  # fmt: skip


def _vehicles(owned: Sequence[Ownership]) -> Section:
    heads = [
        Head(_("Kind"), 1.8), Head(_("Model"), 2), Head(_("Year"), 0.8, "center"), Head(_("Plate"), 1.4),
        Head(_("Engine, cm³"), 1.1, "right"), Head(_("Owner and share"), 2),
    ]  # fmt: skip
    rows = [_vehicle(one, one.vehicle) for one in owned if one.vehicle]
    return Section("vehicles", _("Vehicles and machinery"), heads, rows)


def _vehicle(one: Ownership, vehicle: Vehicle) -> tuple[str, ...]:
    engine = numbers.grouped(vehicle.engine_cc) if vehicle.engine_cc else ""
    kind = codelists.VEHICLE_KIND.label(vehicle.kind)
    return kind, vehicle.model, str(vehicle.year or ""), vehicle.plate, engine, _owner(one)


def _owner(one: Ownership) -> str:
    share = "" if one.numerator == one.denominator else f"{one.numerator}/{one.denominator}"
    who = str(one.resident) if one.resident else _("the household")
    return ", ".join(part for part in (who, share) if part)


def _livestock(household: Household, on: date) -> Section:
    heads = [
        Head(_("What"), 3), Head(_("Number"), 1, "right"), Head(_("Counted on"), 1.4, "center"),
        Head(_("Whose figure"), 1.6),
    ]  # fmt: skip
    counts = property_queries.counts(household, on=on)
    rows = [
        (
            codelists.COUNTED.label(one.what), numbers.grouped(one.number), _day(one.on),
            _("verified") if one.verified is not None else _("declared"),
        )
        for one in counts
    ]  # fmt: skip
    heads_in_all = sum(one.heads for one in counts)
    total = _("Conditional heads: %(count)s") % {"count": numbers.grouped(heads_in_all)} if heads_in_all else ""
    return Section("livestock", _("Livestock and other"), heads, rows, total)


SECTIONS: Final = ("members", "land", "buildings", "vehicles", "livestock")
"""The names of the tables, in their order."""
