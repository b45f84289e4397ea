"""Animals: what a round counted, in conditional heads too; rounds side by side; what was told and what was found."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Final

from django.db.models import OuterRef, Subquery, Sum
from django.utils.translation import gettext, pgettext

from services.registers.models import CountingRound, HouseholdCount
from services.registers.statistics import bases, counting, words
from services.registers.statistics.counting import Tally
from services.registers.statistics.sections import Asked, Cell, Row, Table, with_shares
from tereze.ui.templatetags.tereze import office_date

_ROUNDS: Final = 6
_BY_VILLAGE: Final = ("what", "village")
_BY_WHAT: Final = ("what",)


def tables(asked: Asked) -> list[Table]:
    """Return what the page of livestock shows; nothing where no round has been closed yet."""
    if bases.round_on(asked.on) is None:
        return []
    return [_by_village(asked), _rounds(asked), _found(asked)]


def _day(on: date | None) -> str:
    return office_date(on)


def _by_village(asked: Asked) -> Table:
    """Animals by species and village; the last column is in conditional heads."""
    known = counting.dimensions_of(bases.LIVESTOCK)
    tallies = counting.count(bases.LIVESTOCK, [_BY_VILLAGE], asked.chosen, on=asked.on, known=known)[_BY_VILLAGE]
    villages = [] if asked.village else [code for code, _name in known["village"].words()]

    def line(species: str | None, label: str) -> Row:
        codes = words.LIVESTOCK if species is None else words.SPECIES_CODES[species]
        only = {} if species is None else {"species": (species,)}
        cells = [
            _cell(asked, bases.LIVESTOCK, {**only, "village": (one,)}, _sum(tallies, codes, one)) for one in villages
        ]
        total = _cell(asked, bases.LIVESTOCK, only, _sum(tallies, codes, None))
        heads = sum(one.sum * words.HEADS[what] for (what, _village), one in tallies.items() if what in codes)
        return Row(label, [*cells, total], Cell(heads))

    found = [line(species, label) for species, label in words.species() if species in words.GRAZING]
    shown = with_shares([row for row in found if row.cells[-1].number])
    return Table(
        name="livestock",
        title=gettext("Livestock on %(day)s") % {"day": _day(bases.round_on(asked.on))},
        head=gettext("Animal"),
        columns=[*(known["village"].word(one) for one in villages), gettext("Total")],
        rows=shown,
        foot=line(None, gettext("Total")),
        note=gettext("What somebody verified, else what was declared. A conditional head is one sheep; the pasture fee "
                  "reckons with them."),
        total=gettext("Conditional heads"),
    )  # fmt: skip


def _sum(tallies: Mapping[tuple[str, ...], Tally], codes: Sequence[str], village: str | None) -> int:
    return sum(one.sum for (what, at), one in tallies.items() if what in codes and village in {None, at})


def _cell(
    asked: Asked, base: bases.Base, only: Mapping[str, tuple[str, ...]], number: int, *, on: date | None = None
) -> Cell:
    known = {one.name: one for one in base.dimensions}
    return Cell(number, asked.link(base, known, only, on=on) if number else "")


def _rounds(asked: Asked) -> Table:
    """What was declared in the last rounds, the oldest first."""
    days = list(
        CountingRound.objects.filter(on__lte=asked.on, closed_at__isnull=False)
        .order_by("-on")
        .values_list("on", flat=True)[:_ROUNDS]
    )[::-1]
    sums = _declared(asked, days)

    def line(species: str, label: str) -> Row:
        codes = words.SPECIES_CODES[species]
        numbers = [sum(sums.get((on, what), 0) for what in codes) for on in days]
        only = {"species": (species,)}
        cells = [_cell(asked, bases.TOLD, only, number, on=on) for on, number in zip(days, numbers, strict=True)]
        return Row(label, cells, Cell(numbers[-1] - numbers[0]))

    found = [line(species, label) for species, label in words.species() if species in words.GRAZING]
    return Table(
        name="rounds",
        title=gettext("Declared in the last rounds"),
        head=gettext("Animal"),
        columns=[_day(on) for on in days],
        rows=[row for row in found if any(cell.number for cell in row.cells)],
        foot=None,
        shape="rounds",
        marks=[f"{on:%m.%y}" for on in days],
        note=gettext("In June there are lambs and calves that are sold or grown by January."),
        total=gettext("Change"),
    )


def _declared(asked: Asked, days: Sequence[date]) -> Mapping[tuple[date, str], int]:
    told = HouseholdCount.objects.filter(on__in=days, standing="declared", what__in=words.LIVESTOCK)
    if asked.village:
        homes = bases.HOUSEHOLDS.rows(asked.on).filter(here__street__village__code=asked.village)
        told = told.filter(household__in=homes.values("pk"))
    return {
        (on, what): number for on, what, number in told.values_list("on", "what").annotate(Sum("number")).order_by()
    }


def _found(asked: Asked) -> Table:
    """Where somebody went and looked in the last round: what had been declared there, and what was found."""
    declared = HouseholdCount.objects.filter(
        household=OuterRef("household"), what=OuterRef("what"), on=OuterRef("on"), standing="declared"
    )
    known = counting.dimensions_of(bases.SEEN)
    seen = counting.rows_behind(bases.SEEN, asked.chosen, on=asked.on, known=known)
    sums = {
        what: (told or 0, found)
        for what, told, found in seen.annotate(told=Subquery(declared.values("number")[:1]))
        .values_list("what")
        .annotate(Sum("told"), Sum("number"))
        .order_by()
    }

    def line(species: str | None, label: str) -> Row:
        codes = words.LIVESTOCK if species is None else words.SPECIES_CODES[species]
        only = {} if species is None else {"species": (species,)}
        told, found = (sum(sums.get(what, (0, 0))[place] for what in codes) for place in (0, 1))
        cells = [_cell(asked, bases.SEEN, only, told), _cell(asked, bases.SEEN, only, found)]
        return Row(label, cells, Cell(found - told))

    found = [line(species, label) for species, label in words.species() if species in words.GRAZING]
    return Table(
        name="found",
        title=gettext("Where somebody looked: declared and found"),
        head=gettext("Animal"),
        columns=[pgettext("statistics", "Declared"), pgettext("statistics", "Verified")],
        rows=[row for row in found if row.cells[1].number],
        foot=line(None, gettext("Total")),
        total=gettext("Found beyond"),
    )
