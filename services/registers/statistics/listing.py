"""The rows behind a number, as a list: who or what, and where. PINs are masked."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, Final

from django.db.models import Prefetch
from django.urls import reverse
from django.utils.translation import gettext as _

from services.registers import addresses, codelists
from services.registers.models import Household, HouseholdAddress, Ownership
from services.registers.models.ranges import holds_on
from services.registers.statistics.bases import Base, Rows
from tereze.language import numbers
from tereze.ui.templatetags.tereze import masked, office_date

ON_A_PAGE: Final = 50


@dataclass(frozen=True)
class Line:
    """A line of the list: what it is called, where it leads, and the other cells."""

    title: str
    url: str
    cells: Sequence[str]


@dataclass(frozen=True)
class Shape:
    """How a base is listed: the heads of its columns, in which order, with what, and how a row becomes a line."""

    heads: Callable[[], Sequence[str]]
    order: tuple[str, ...]
    gather: Callable[[Rows, date], Rows]
    line: Callable[[Any, date], Line]


def ordered(base: Base, rows: Rows, *, on: date) -> Rows:
    """Return the rows in the order of the list, with all that their lines show."""
    shape = SHAPES[base.name]
    return shape.gather(rows, on).order_by(*shape.order)


def lines(base: Base, rows: Iterable[Any], *, on: date) -> list[Line]:
    """Return the rows of one page as lines."""
    return [SHAPES[base.name].line(row, on) for row in rows]


def heads(base: Base) -> Sequence[str]:
    """Return what stands over the columns."""
    return SHAPES[base.name].heads()


def _homes(path: str, on: date) -> Prefetch[Any]:
    there = HouseholdAddress.objects.on(on).select_related("street__village")
    return Prefetch(f"{path}addresses", queryset=there, to_attr="there")


def _address(household: Household | None) -> str:
    found = next(iter(getattr(household, "there", [])), None)
    return addresses.shown(found.value) if found else ""


def _with_people(rows: Rows, on: date) -> Rows:
    return rows.select_related("resident", "household").prefetch_related(_homes("household__", on))


def _person(row: Any, _on: date) -> Line:
    one = row.resident
    cells = [office_date(one.birth_date), masked(one.pin), _address(row.household)]
    return Line(str(one), reverse("resident", args=[one.reference]), cells)


def _household(row: Any, _on: date) -> Line:
    title = _("account № %(account)s") % {"account": row.account}
    return Line(title, reverse("household", args=[row.reference]), [_address(row), row.get_kind_display()])


def _came(row: Any, _on: date) -> Line:
    line = _person(row, _on)
    return Line(line.title, line.url, [*line.cells, office_date(row.joined_on), row.get_join_reason_display()])


def _went(row: Any, _on: date) -> Line:
    line = _person(row, _on)
    return Line(line.title, line.url, [*line.cells, office_date(row.left_on), row.get_leave_reason_display()])


def _with_owners(rows: Rows, on: date) -> Rows:
    owned = Ownership.objects.filter(holds_on(on)).select_related("resident", "household")
    return rows.prefetch_related(Prefetch("ownerships", queryset=owned, to_attr="owned"))


def _with_place(rows: Rows, on: date) -> Rows:
    return _with_owners(rows.select_related("village", "street__village"), on)


def _owner(row: Any) -> tuple[str, str]:
    """Return who owns a thing, and the page of the first of them."""
    owners = [(str(one.resident), reverse("resident", args=[one.resident.reference])) if one.resident
              else (_("account № %(account)s") % {"account": one.household.account},
                    reverse("household", args=[one.household.reference])) for one in row.owned]  # fmt: skip
    return ", ".join(name for name, _url in owners), owners[0][1] if owners else ""


def _parcel(row: Any, _on: date) -> Line:
    names, url = _owner(row)
    area = numbers.grouped(row.area_m2)
    words = codelists.LAND_KIND.label(row.kind), codelists.LAND_WATER.label(row.water)
    return Line(", ".join(word for word in words if word), url, [f"{area} м²", _place(row), names, row.eni])


def _building(row: Any, _on: date) -> Line:
    names, url = _owner(row)
    facts = (codelists.BUILDING_KIND.label(row.kind), codelists.WALL_MATERIAL.label(row.walls), str(row.year or ""))
    area = f"{numbers.grouped(row.area_m2)} м²" if row.area_m2 else ""
    return Line(", ".join(fact for fact in facts if fact), url, [area, _place(row), names])


def _vehicle(row: Any, _on: date) -> Line:
    names, url = _owner(row)
    title = " ".join(word for word in (row.model, str(row.year or "")) if word)
    return Line(title, url, [codelists.VEHICLE_KIND.label(row.kind), row.plate, names])


def _place(row: Any) -> str:
    parts = [row.village.name if row.village else "", str(row.street or ""), row.house, getattr(row, "place", "")]
    return ", ".join(part for part in parts if part)


def _with_households(rows: Rows, on: date) -> Rows:
    return rows.select_related("household").prefetch_related(_homes("household__", on))


def _counted(row: Any, on: date) -> Line:
    line = _household(row.household, on)
    standing = _("verified") if row.standing == "verified" else _("declared")
    what = codelists.COUNTED.label(row.what)
    return Line(line.title, line.url, [line.cells[0], what, numbers.grouped(row.number), standing])


def _people_heads() -> list[str]:
    return [_("Resident"), _("Date of birth"), _("PIN"), _("Address")]


_BY_NAME: Final = ("resident__sort_key", "pk")
_OF_PEOPLE: Final = Shape(_people_heads, _BY_NAME, _with_people, _person)
_OF_COUNTS: Final = Shape(
    lambda: [_("Household"), _("Address"), _("What"), _("Number"), _("Standing")],
    ("-number", "household__book", "household__page"),
    _with_households,
    _counted,
)
SHAPES: Final[Mapping[str, Shape]] = {
    "people": _OF_PEOPLE,
    "benefits": _OF_PEOPLE,
    "households": Shape(
        lambda: [_("Household"), _("Address"), _("Kind")],
        ("book", "page"),
        lambda rows, on: rows.prefetch_related(_homes("", on)),
        _household,
    ),
    "arrivals": Shape(
        lambda: [*_people_heads(), _("Day"), _("Reason")], ("-joined_on", *_BY_NAME), _with_people, _came
    ),
    "departures": Shape(
        lambda: [*_people_heads(), _("Day"), _("Reason")], ("-left_on", *_BY_NAME), _with_people, _went
    ),
    "land": Shape(
        lambda: [_("Land"), _("Area"), _("Place"), _("Owner"), _("ENI code")],
        ("-area_m2", "pk"),
        _with_place,
        _parcel,
    ),
    "buildings": Shape(
        lambda: [_("Building"), _("Area"), _("Place"), _("Owner")], ("-area_m2", "pk"), _with_place, _building
    ),
    "vehicles": Shape(
        lambda: [_("Vehicle"), _("Kind"), _("Plate"), _("Owner")], ("-year", "pk"), _with_owners, _vehicle
    ),
    "livestock": _OF_COUNTS,
    "told": _OF_COUNTS,
    "seen": _OF_COUNTS,
    "others": _OF_COUNTS,
}
