"""Comings and goings, year by year."""

from collections.abc import Mapping
from typing import Final

from django.utils.translation import gettext, pgettext

from services.registers.statistics import counting
from services.registers.statistics.bases import ARRIVALS, DEPARTURES, YEARS_BACK, Base
from services.registers.statistics.counting import Tally
from services.registers.statistics.sections import Asked, Cell, Row, Table, with_shares

_GROUPING: Final = ("year", "how")
_COLUMNS: Final = ((ARRIVALS, "yes"), (DEPARTURES, "yes"), (ARRIVALS, "no"), (DEPARTURES, "no"))
"""Births, deaths, arrivals, departures."""
Tallies = Mapping[tuple[str, ...], Tally]


def _columns() -> list[str]:
    return [
        pgettext("statistics", "Born"),
        pgettext("statistics", "Died"),
        pgettext("statistics", "Natural growth"),
        pgettext("statistics", "Arrived"),
        pgettext("statistics", "Departed"),
    ]


def table(asked: Asked) -> Table:
    """Return births, deaths, their difference, arrivals, departures, and what they come to, for the last years."""
    known = {base.name: counting.dimensions_of(base) for base in (ARRIVALS, DEPARTURES)}
    counted = {
        base.name: counting.count(base, [_GROUPING], asked.chosen, on=asked.on, known=known[base.name])[_GROUPING]
        for base in (ARRIVALS, DEPARTURES)
    }

    def cell(base: Base, how: str, year: str | None) -> Cell:
        found = [one.rows for (at, by), one in counted[base.name].items() if by == how and year in {None, at}]
        only = {"how": (how,)} | ({"year": (year,)} if year else {})
        number = sum(found)
        return Cell(number, asked.link(base, known[base.name], only) if number else "")

    def line(year: str | None, label: str) -> Row:
        born, died, came, went = (cell(base, how, year) for base, how in _COLUMNS)
        natural = Cell(int(born.number - died.number))
        return Row(label, [born, died, natural, came, went], Cell(int(natural.number + came.number - went.number)))

    years = [str(asked.on.year - back) for back in range(YEARS_BACK - 1, -1, -1)]
    return Table(
        name="movement",
        title=gettext("Births, deaths, arrivals and departures"),
        head=gettext("Year"),
        columns=_columns(),
        rows=with_shares([line(year, year) for year in years]),
        foot=line(None, gettext("Total")),
        shape="years",
        note=gettext("Who moved from one household of the council to another neither arrived nor departed."),
        total=gettext("Change"),
        drawn_columns=(0, 1, 3, 4),
    )
