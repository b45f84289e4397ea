"""How what a round speaks of is said: in the language of the page, or of the paper while it is made."""

from decimal import Decimal
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import get_language, gettext, pgettext_lazy
from django.utils.translation import gettext_lazy as _

from services.registers import story
from services.registers.codelists import BUILDING_KIND, COUNTED, LAND_KIND, WALL_MATERIAL
from services.registers.models import CountingRound, RoundFollowUp, RoundVisit, Street, Village
from services.registers.rounds import oddities, totals
from services.registers.rounds.yards import House, Land, Person, Yard
from tereze.accounts.models import User
from tereze.language import dates, numbers

STATES: dict[str, Promise | str] = {
    RoundVisit.State.DONE: _("visited"),
    RoundVisit.State.NOBODY_HOME: _("nobody home"),
    RoundVisit.State.REFUSED: _("refused"),
    RoundVisit.State.EMPTY: _("empty house"),
    "left": _("still to visit"),
}
HEARD: dict[str, Promise | str] = {
    RoundFollowUp.Kind.BORN: pgettext_lazy("heard", "a child was born"),
    RoundFollowUp.Kind.DIED: pgettext_lazy("heard", "somebody died"),
    RoundFollowUp.Kind.ARRIVED: pgettext_lazy("heard", "somebody came to live here"),
    RoundFollowUp.Kind.LEFT: pgettext_lazy("heard", "somebody went away"),
    RoundFollowUp.Kind.PROPERTY: pgettext_lazy("heard", "land or a building has changed"),
    RoundFollowUp.Kind.OTHER: pgettext_lazy("heard", "something else"),
}
RULES: dict[str, Promise | str] = {
    oddities.JUMP: _("Many more or fewer than last time"),
    oddities.APPEARED: _("Animals where there were none"),
    oddities.UNSEEN: _("Fewer were seen than told"),
    oddities.AGE: _("Age does not go with the relation"),
    oddities.EMPTY: _("Nobody lives there, but there are animals"),
    oddities.NOBODY: _("Nobody is left in the household"),
}
SUMS: dict[str, Promise | str] = {
    "households": pgettext_lazy("sum", "Households"),
    "done": pgettext_lazy("sum", "visited"),
    "empty": pgettext_lazy("sum", "empty houses"),
    "nobody_home": pgettext_lazy("sum", "nobody home"),
    "refused": pgettext_lazy("sum", "refused"),
    "left": pgettext_lazy("sum", "not visited"),
    totals.PEOPLE: pgettext_lazy("sum", "People"),
}
SPECIES: dict[str, Promise | str] = {
    "cattle": pgettext_lazy("species", "cattle"),
    "yak": pgettext_lazy("species", "yaks"),
    "horse": pgettext_lazy("species", "horses"),
    "sheep": pgettext_lazy("species", "sheep"),
    "goat": pgettext_lazy("species", "goats"),
    "donkey": pgettext_lazy("species", "donkeys"),
    "camel": pgettext_lazy("species", "camels"),
    "pig": pgettext_lazy("species", "pigs"),
    "poultry": pgettext_lazy("species", "poultry"),
    "rabbit": pgettext_lazy("species", "rabbits"),
    "dog": pgettext_lazy("species", "dogs"),
    "bees": pgettext_lazy("species", "beehives"),
}


def language() -> dates.Language:
    """Return the language in which names and dates are said."""
    code = get_language() or "ky"
    return code if code in {"ky", "ru", "en"} else "ky"  # type: ignore[return-value]


def round_title(counted: CountingRound) -> str:
    """Return «Чарба эсеби: 2027-жылдын 1-январы»."""
    on = dates.long_date(counted.on, language())
    if counted.livestock_only:
        return gettext("Livestock round: %(day)s") % {"day": on}
    return gettext("Yearly round: %(day)s") % {"day": on}


def village(place: Village) -> str:
    """Return «Кароол айылы»."""
    return f"с. {place.name_ru}" if get_language() == "ru" else f"{place.name_ky} айылы"


def street(place: Street) -> str:
    """Return «Ала-Тоо көчөсү»."""
    return f"ул. {place.name_ru}" if get_language() == "ru" else f"{place.name_ky} көчөсү"


def house(yard: Yard) -> str:
    """Return the number of the house, and of the flat: «12», «12-5»."""
    return f"{yard.house}-{yard.flat}" if yard.flat else yard.house


def person(one: Person) -> str:
    """Return «1984, уулу» with what else the walker has to know."""
    away = gettext("away") if one.is_away else ""
    said = [str(one.born) if one.born else "", story.relation_label(one.relation), away]
    return ", ".join(part for part in said if part)


def land(one: Land) -> str:
    """Return «үлүш жер: 0,45 га»; land near a house is told in sotka (100 m²)."""
    return f"{LAND_KIND.label(one.kind)}: {area(one.area_m2)}"


def area(m2: int) -> str:
    """Return an area as people say it: hectares from half a hectare on, else sotka."""
    if m2 >= 5_000:
        return gettext("%(number)s ha") % {"number": numbers.grouped(_round(Decimal(m2) / 10_000))}
    return gettext("%(number)s sotka") % {"number": numbers.grouped(_round(Decimal(m2) / 100))}


def _round(number: Decimal) -> Decimal:
    rounded = number.quantize(Decimal("0.01")).normalize()
    return rounded.quantize(Decimal(1)) if rounded == rounded.to_integral_value() else rounded


def building(one: House) -> str:
    """Return «турак үй, саман, 1987, 96 м²»."""
    size = f"{numbers.grouped(_round(one.area_m2))} м²" if one.area_m2 else ""
    said = [BUILDING_KIND.label(one.kind), WALL_MATERIAL.label(one.walls), str(one.year) if one.year else "", size]
    return ", ".join(part for part in said if part)


def visit(written: dict[str, Any]) -> str:
    """Return what a visit found in one line: «болду; саан уй 3, козу 5; эскертме»."""
    numbers_said = ", ".join(f"{COUNTED.label(code)} {number}" for code, number in written["told"].items())
    seen = ", ".join(f"{COUNTED.label(code)} {number}" for code, number in written["seen"].items())
    heard = ", ".join(f"{HEARD[one['kind']]} {one['note']}".strip() for one in written["heard"])
    seen = gettext("seen: %(numbers)s") % {"numbers": seen} if seen else ""
    return "; ".join(
        part for part in (str(STATES[written["state"]]), numbers_said, seen, heard, written["note"]) if part
    )


def staff() -> dict[str, str]:
    """Return the full names of all staff by the names the journal knows them by."""
    return {
        f"user:{username}": name or username for username, name in User.objects.values_list("username", "full_name")
    }


def counted(code: str) -> str:
    """Return what is counted under a code, or summed up under a name."""
    return str(SUMS[code]) if code in SUMS else COUNTED.label(code)
