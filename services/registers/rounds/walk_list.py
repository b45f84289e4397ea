"""The walk list on paper: what the layout `walk_list` sets."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any, Final

from django.utils.translation import gettext as _
from django.utils.translation import override

from services.registers.codelists import COUNTED
from services.registers.models import CountingRound, RoundWalk, Street
from services.registers.rounds import counts, rules, wording, yards
from services.registers.rounds.rules import RULES
from services.registers.rounds.yards import Yard
from tereze.printing import lists

LANGUAGES: Final = ("ky", "ru")


def pdf(counted: CountingRound, streets: Sequence[Street], *, language: str, foot: str, at: datetime) -> bytes:
    """Return the walk list of the streets in a language; `foot` stands at the foot of every page."""
    with override(language):
        return lists.render_list("walk_list", _data(counted, streets, language, foot), printed_at=at)


def _data(counted: CountingRound, streets: Sequence[Street], language: str, foot: str) -> dict[str, Any]:
    walks = RoundWalk.objects.filter(round=counted).select_related("walker")
    walkers = {one.street_id: str(one.walker) for one in walks}
    columns = [code for code in RULES.asked if rules.is_livestock(code) or not counted.livestock_only]
    by_street, before = yards.of_streets(counted, streets), counts.before(counted)
    small = _("Small numbers: %(round)s") % {"round": wording.round_title(before)} if before else ""
    return {
        "title": wording.round_title(counted),
        "language": language,
        "foot": " · ".join(part for part in (foot, small) if part),
        "columns": [COUNTED.label(code) for code in columns],
        "words": _words(),
        "streets": [
            _street(street, by_street[street.pk], walkers.get(street.pk, ""), columns)
            for street in streets
            if by_street[street.pk]
        ],
    }


def _words() -> dict[str, str]:
    return {
        "house": _("House"), "people": _("Who lives there"), "property": _("Land and buildings"), "visit": _("Visit"),
        "walker": _("Walks"), "date": _("Date"), "signature": _("Signature"), "news": _("What has changed"),
        "nobody": _("Nobody is written down."), "nobody_home": str(wording.STATES["nobody_home"]),
        "refused": str(wording.STATES["refused"]), "empty": str(wording.STATES["empty"]), "seen": _("animals seen"),
    }  # fmt: skip


def _street(street: Street, found: Sequence[Yard], walker: str, columns: Sequence[str]) -> dict[str, Any]:
    return {
        "village": wording.village(street.village), "name": wording.street(street), "walker": walker or "—",
        "count": _("households: %(count)s") % {"count": len(found)},
        "yards": [_yard(yard, columns) for yard in found],
    }  # fmt: skip


def _yard(yard: Yard, columns: Sequence[str]) -> dict[str, Any]:
    return {
        "house": yard.house, "note": _("flat %(flat)s") % {"flat": yard.flat} if yard.flat else "",
        "account": yard.account,
        "members": [[one.name, wording.person(one)] for one in yard.members],
        "property": [*map(wording.land, yard.land), *map(wording.building, yard.buildings)],
        "had": [str(yard.had.get(code, "")) for code in columns],
        "other": [f"{COUNTED.label(code)}: {number} " for code, number in yard.had.items() if code not in columns],
    }  # fmt: skip
