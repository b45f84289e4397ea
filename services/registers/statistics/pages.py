"""The pages of the statistics, and what stands on each."""

from collections import defaultdict
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Final

from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from services.registers import codelists
from services.registers.statistics import bases, counting, livestock, movement, own
from services.registers.statistics.bases import BUILDINGS, HOUSEHOLDS, LAND, PEOPLE, VEHICLES
from services.registers.statistics.dimensions import Label
from services.registers.statistics.sections import HECTARES, SUM, Asked, Cell, Row, Section, Table, table, with_shares

_GROWN: Final = {"stage": ("working", "older")}
_MEN: Final = {"sex": ("m",), "stage": ("working", "older")}


@dataclass(frozen=True)
class Page:
    """A page: sections of any base, and tables of another making before and after them."""

    name: str
    title: Label
    sections: tuple[Section, ...] = ()
    own: tuple[bases.Base, ...] = ()
    more: Callable[[Asked], Sequence[Table]] = lambda _asked: ()


def _categories(asked: Asked) -> Sequence[Table]:
    """Households by what kind of help they may need; one household may be of several categories."""
    known = counting.dimensions_of(HOUSEHOLDS)
    codes = {f"is_{code}": entry for code, entry in codelists.HOUSEHOLD_CATEGORY.items()}
    across = [] if asked.village else [code for code, _name in known["village"].words()]
    counted = counting.count(HOUSEHOLDS, [(name, "village") for name in codes], asked.chosen, on=asked.on, known=known)

    def cell(name: str, village: str | None) -> Cell:
        tallies = counted[name, "village"].items()
        number = sum(one.rows for (held, at), one in tallies if held == "yes" and village in {None, at})
        only = {name: ("yes",)} | ({"village": (village,)} if village else {})
        return Cell(number, asked.link(HOUSEHOLDS, known, only) if number else "")

    rows = [Row(entry.label, [cell(name, one) for one in across], cell(name, None)) for name, entry in codes.items()]
    title, total = gettext("Households by category"), gettext("Total")
    columns = [known["village"].word(one) for one in across]
    return [Table("categories", title, gettext("Category"), columns, with_shares(rows), None, total=total)]


PAGES: Final = (
    Page(
        "people",
        _("Population"),
        (
            Section("pyramid", _("Age and sex"), PEOPLE, "age", "sex", shape="pyramid", whole=True),
            Section("villages", _("Villages"), PEOPLE, "village", "stage"),
            Section("sexes", _("Men and women"), PEOPLE, "sex"),
            Section("nationalities", _("Nationality"), PEOPLE, "nationality"),
            Section("marital", _("Marital status of those of 16 and more"), PEOPLE, "marital", "sex", only=_GROWN),
        ),
        own=(PEOPLE,),
    ),
    Page(
        "work",
        _("Education, work, benefits"),
        (
            Section("education", _("Education of those of 16 and more"), PEOPLE, "education", "sex", only=_GROWN),
            Section("occupation", _("Occupation"), PEOPLE, "occupation", "sex"),
            Section("migrants", _("Abroad, by country"), PEOPLE, "country", only={"abroad": ("yes",)}),
            Section("migrant_ages", _("Abroad, by age and sex"), PEOPLE, "age", "sex", only={"abroad": ("yes",)}),
            Section("benefits", _("Benefits"), bases.BENEFITS, "benefit",
                    note=_("Whoever has several benefits is counted with each.")),
            Section("disability", _("Disability"), PEOPLE, "disability", "sex",
                    only={"disability": tuple(codelists.DISABILITY)}),
            Section("duty", _("Military duty of men of 16 and more"), PEOPLE, "duty", only=_MEN),
        ),
    ),
    Page(
        "households",
        _("Households"),
        (
            Section("sizes", _("Households by size"), HOUSEHOLDS, "size"),
            Section("kinds", _("Households by kind"), HOUSEHOLDS, "kind"),
        ),
        own=(HOUSEHOLDS,),
        more=_categories,
    ),
    Page("movement", _("Movement"), more=lambda asked: [movement.table(asked)]),
    Page(
        "land",
        _("Land"),
        (
            Section("hectares", _("Land by kind, hectares"), LAND, "kind", unit=HECTARES),
            Section("water", _("Irrigated and rain-fed, hectares"), LAND, "kind", "water", unit=HECTARES),
            Section("parcels", _("Parcels by kind"), LAND, "kind"),
            Section("titles", _("Parcels by title document"), LAND, "title"),
        ),
        own=(LAND,),
    ),
    Page(
        "buildings",
        _("Buildings and vehicles"),
        (
            Section("building_kinds", _("Buildings by kind"), BUILDINGS, "kind"),
            Section("walls", _("Dwellings by walls and age"), BUILDINGS, "walls", "age",
                    only={"kind": ("house", "flat")}),
            Section("area", _("Area of dwellings, m²"), BUILDINGS, "walls", unit=SUM, only={"kind": ("house", "flat")}),
            Section("heating", _("Dwellings by heating"), BUILDINGS, "heating", only={"kind": ("house", "flat")}),
            Section("supply", _("Dwellings by water"), BUILDINGS, "water", only={"kind": ("house", "flat")}),
            Section("vehicles", _("Vehicles"), VEHICLES, "kind"),
            Section("vehicle_ages", _("Age of vehicles"), VEHICLES, "kind", "age"),
        ),
    ),
    Page(
        "livestock",
        _("Livestock"),
        (Section("others", _("Poultry, bees, trees and more"), bases.OTHERS, "what", unit=SUM, shape="unlike"),),
        more=livestock.tables,
    ),
)  # fmt: skip
BY_NAME: Final = {page.name: page for page in PAGES}


def tables(page: Page, asked: Asked) -> list[Table]:
    """Return all that stands on a page. Each base is read once."""
    known = {base.name: counting.dimensions_of(base) for base in _bases(page)}
    sections = [*page.sections, *(one for base in page.own for one in own.sections(base, known[base.name]))]
    wanted: dict[str, list[tuple[str, ...]]] = defaultdict(list)
    of: dict[str, bases.Base] = {}
    for one in sections:
        of[one.base.name] = one.base
        wanted[one.base.name].append(one.grouping("" if one.columns in asked.chosen else one.columns))
    counted = {
        name: counting.count(of[name], sets, asked.chosen, on=asked.on, known=known[name])
        for name, sets in wanted.items()
    }
    made = [table(one, counted[one.base.name], known[one.base.name], asked) for one in sections]
    numbers = [one for base in page.own for one in own.numbers(base, asked)]
    return [one for one in (*page.more(asked), *made, *numbers) if one.rows]


def _bases(page: Page) -> list[bases.Base]:
    return list(dict.fromkeys([*(section.base for section in page.sections), *page.own]))
