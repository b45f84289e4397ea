"""By what the register is counted: a dimension puts every row of a base under one text, which has a word for people.

The text stands in addresses too (`?age=25&sex=f`), so what a number counts and what its link lists are one thing. An
empty text means that nobody wrote it down.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import pairwise
from typing import Any, Final

from django.db.models import Case, CharField, F, Func, IntegerField, Q, Value, When
from django.db.models.functions import Cast, Coalesce, Least
from django.utils.functional import Promise
from django.utils.translation import gettext

from services.registers import codes
from services.registers.codelists import CodeList
from services.registers.models import Village
from tereze.accounts.permissions import Permission

Label = Promise | str
Words = Sequence[tuple[str, str]]

OF_WORKING_AGE: Final = 16
PENSION_AGE: Final = {"m": 63, "f": 58}
"""When men and women may retire (law on state pensions): then statistics no longer count them as of working age."""
OLDEST: Final = 85
"""Everybody from this age on is one group."""
LARGEST: Final = 9
"""Households of so many people and more are one group."""
BUILT_WITHIN: Final = (5, 15, 30, 45)
"""Years, as the table of the building tax divides them."""


@dataclass(frozen=True)
class Dimension:
    """By what rows are counted. `key` makes the text on a day, `words` its words in their order.

    `needs` is what somebody must be allowed, beside searching, to see who stands behind a number of it.
    """

    name: str
    label: Label
    key: Callable[[date], Any]
    words: Callable[[], Words]
    needs: Permission | None = None

    def word(self, text: str) -> str:
        """Return the word for a text; an unlisted one stands for itself."""
        return dict(self.words()).get(text, text) if text else gettext("not stated")


def coded(name: str, label: Label, field: str, words: CodeList, needs: Permission | None = None) -> Dimension:
    """Return the dimension of a column that holds codes of a list."""
    return Dimension(name, label, column(field), words.choices, needs)


def column(field: str) -> Callable[[date], Any]:
    """Return what takes a column as it is; nothing where it is empty."""
    return lambda _on: Coalesce(F(field), Value(""), output_field=CharField())


def whether(condition: Q) -> Callable[[date], Any]:
    """Return what says yes or no."""
    return lambda _on: Case(When(condition, then=Value("yes")), default=Value("no"), output_field=CharField())


def year_of(field: str) -> Callable[[date], Any]:
    """Return what takes the year of a day."""
    return lambda _on: _text(Func(Value("year"), F(field), function="DATE_PART", output_field=IntegerField()))


def born_by(years: int, on: date) -> date:
    """Return the last birthday of those who have completed so many years on the day (29 February counts as 1 March)."""
    try:
        return on.replace(year=on.year - years)
    except ValueError:
        return on.replace(year=on.year - years, day=28)


def five_years(birth: str) -> Callable[[date], Any]:
    """Return what tells the first year of the five-year group: 0, 5 … 85.

    Days of birth are compared with the limits of the groups: a tenth of what reckoning every age costs.
    """

    def group(on: date) -> Any:
        older = (When(**{f"{birth}__lte": born_by(age, on)}, then=Value(str(age))) for age in range(OLDEST, 0, -5))
        nobody_knows = When(**{f"{birth}__isnull": True}, then=Value(""))
        return Case(nobody_knows, *older, default=Value("0"), output_field=CharField())

    return group


def stage_by(birth: str, sex: str) -> Callable[[date], Any]:
    """Return what tells children, those of working age, and those above it."""

    def tell(on: date) -> Any:
        old = (Q(**{sex: one, f"{birth}__lte": born_by(age, on)}) for one, age in PENSION_AGE.items())
        return Case(
            When(**{f"{birth}__isnull": True}, then=Value("")),
            When(**{f"{birth}__gt": born_by(OF_WORKING_AGE, on)}, then=Value("child")),
            *(When(one, then=Value("older")) for one in old),
            default=Value("working"),
            output_field=CharField(),
        )

    return tell


def size(_on: date) -> Any:
    """Tell how many people a household has, up to the largest group."""
    return _text(Least(F("people"), Value(LARGEST)))


def built_within(on: date) -> Any:
    """Tell how old a building is."""
    return Case(
        When(year__isnull=True, then=Value("")),
        *(When(year__gte=on.year - most, then=Value(str(most))) for most in BUILT_WITHIN),
        default=Value("more"),
        output_field=CharField(),
    )


def _text(number: Any) -> Any:
    return Coalesce(Cast(number, CharField()), Value(""), output_field=CharField())


# Words


def age_words() -> Words:
    """Return the five-year groups."""
    young = [(str(first), f"{first}–{first + 4}") for first in range(0, OLDEST, 5)]
    return [*young, (str(OLDEST), f"{OLDEST}+")]


def stage_words() -> Words:
    """Return the three ages of statistics."""
    return [
        ("child", gettext("below working age")),
        ("working", gettext("of working age")),
        ("older", gettext("above working age")),
    ]


def size_words() -> Words:
    """Return the sizes of households; nobody at all stands last."""
    sizes = [(str(people), str(people)) for people in range(1, LARGEST)]
    return [*sizes, (str(LARGEST), gettext("%(number)s and more") % {"number": LARGEST}), ("0", gettext("nobody"))]


def built_words() -> Words:
    """Return the ages of buildings."""
    first = [("5", gettext("up to %(number)s years") % {"number": 5})]
    between = [
        (str(most), gettext("%(least)s–%(most)s years") % {"least": least + 1, "most": most})
        for least, most in pairwise(BUILT_WITHIN)
    ]
    return [*first, *between, ("more", gettext("over %(number)s years") % {"number": BUILT_WITHIN[-1]})]


def yes_or_no() -> Words:
    """Return yes and no."""
    return [("yes", gettext("yes")), ("no", gettext("no"))]


def villages() -> Words:
    """Return the council's villages."""
    return [(village.code, village.name) for village in Village.objects.all()]


def sexes() -> Words:
    """Return men and women, as a pyramid shows them."""
    return [("m", gettext("men")), ("f", gettext("women"))]


def nationalities() -> Words:
    """Return the peoples of the district."""
    return [(code, str(label)) for code, label in codes.Nationality.choices]


def countries() -> Words:
    """Return the countries that people go to."""
    return [(code, str(label)) for code, label in codes.COUNTRIES.items()]


def kinds_of_household() -> Words:
    """Return why households have an account."""
    return [(code, str(label)) for code, label in codes.HouseholdKind.choices]
