"""What is counted: people, households, benefits, land, buildings, vehicles, animals, comings and goings, on a day."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any, Final

from django.db.models import (
    Case,
    CharField,
    Count,
    Exists,
    F,
    FilteredRelation,
    OuterRef,
    Q,
    QuerySet,
    Subquery,
    Value,
    When,
)
from django.db.models.expressions import Combinable
from django.db.models.functions import Coalesce
from django.utils.functional import lazystr
from django.utils.translation import gettext_lazy as _

from services.registers import codelists
from services.registers.codes import JoinReason, LeaveReason
from services.registers.models import (
    Building,
    CountingRound,
    Household,
    HouseholdAddress,
    HouseholdCount,
    LandParcel,
    Membership,
    Ownership,
    Vehicle,
)
from services.registers.models.ranges import holds_on
from services.registers.statistics import dimensions as by
from services.registers.statistics import words
from services.registers.statistics.dimensions import Dimension, Label
from tereze.accounts.permissions import Permission

YEARS_BACK: Final = 10
"""So many years of comings and goings are shown: registers begin somewhere, and before that they only look empty."""
Rows = QuerySet[Any]


@dataclass(frozen=True)
class Base:
    """What is counted. `rows` gives one row for each thing on a day; `measure` is what else is summed up."""

    name: str
    label: Label
    rows: Callable[[date], Rows]
    dimensions: tuple[Dimension, ...]
    measure: str = ""
    about: str = ""
    """The kind of the council's own fields that belong to it."""
    needs: Permission | None = None
    """What somebody must be allowed, beside searching, to see its rows."""


def _holds(path: str, on: date) -> Q:
    """What is true on the day of something dated at the end of a path."""
    since, until = f"{path}__since", f"{path}__until"
    begun = Q(**{f"{since}__isnull": True}) | Q(**{f"{since}__lte": on})
    return begun & (Q(**{f"{until}__isnull": True}) | Q(**{f"{until}__gt": on}))


def _at_home(path: str, on: date) -> FilteredRelation:
    return FilteredRelation(path, condition=_holds(path, on))


def _people(on: date) -> Rows:
    belonging: Rows = Membership.objects.on(on)
    found: Rows = belonging.alias(here=_at_home("household__addresses", on))
    return found


def _with_benefits(on: date) -> Rows:
    held = FilteredRelation("resident__benefits", condition=_holds("resident__benefits", on))
    found: Rows = _people(on).alias(held=held).filter(held__isnull=False)
    return found


def _households(on: date) -> Rows:
    opened = Q(opened_on__isnull=True) | Q(opened_on__lte=on)
    people = Membership.objects.on(on).filter(household=OuterRef("pk")).order_by().values("household")
    return (
        Household.objects.filter(opened, Q(closed_on__isnull=True) | Q(closed_on__gt=on))
        .order_by()
        .alias(
            here=_at_home("addresses", on),
            people=Coalesce(Subquery(people.annotate(count=Count("pk")).values("count")), Value(0)),
        )
    )


def _arrivals(on: date) -> Rows:
    """Who came: not from a household here, and not because the head of the same household changed."""
    before = Membership.objects.filter(resident=OuterRef("resident"), left_on=OuterRef("joined_on"))
    came = Membership.objects.filter(joined_on__gt=_first_day(on), joined_on__lte=on)
    return (
        came.exclude(join_reason=JoinReason.HEAD_CHANGED)
        .filter(~Exists(before))
        .alias(here=_at_home("household__addresses", on))
    )


def _departures(on: date) -> Rows:
    """Who died or went: not to a household here, and not because the head of the same household changed."""
    after = Membership.objects.filter(resident=OuterRef("resident"), joined_on=OuterRef("left_on"))
    went = Membership.objects.filter(left_on__gt=_first_day(on), left_on__lte=on)
    return (
        went.exclude(leave_reason=LeaveReason.HEAD_CHANGED)
        .filter(~Exists(after))
        .alias(here=_at_home("household__addresses", on))
    )


def _first_day(on: date) -> date:
    """Return the last day before the years that are shown."""
    return date(on.year - YEARS_BACK, 12, 31)


def _vehicles(on: date) -> Rows:
    """Vehicles stand where their owners live."""
    there: Rows = Vehicle.objects.on(on)
    owned = Ownership.objects.filter(vehicle=OuterRef("pk")).filter(holds_on(on)).order_by("pk")
    home = HouseholdAddress.objects.on(on)
    of_household = home.filter(household=OuterRef("owned_by")).values("street__village__code")[:1]
    staying = Membership.objects.on(on).filter(resident=OuterRef("driven_by")).values("household")[:1]
    of_resident = home.filter(household=OuterRef("stays")).values("street__village__code")[:1]
    found: Rows = (
        there.alias(
            owned_by=Subquery(owned.values("household")[:1]),
            driven_by=Subquery(owned.values("resident")[:1]),
        )
        .alias(stays=Subquery(staying))
        .alias(place=Coalesce(Subquery(of_household), Subquery(of_resident), Value("")))
    )
    return found


def round_on(on: date, *, whole: bool = False) -> date | None:
    """Return the day of the last closed round by the day; with `whole` the last that counted more than livestock."""
    closed = CountingRound.objects.filter(on__lte=on, closed_at__isnull=False).order_by("-on")
    found = closed.filter(livestock_only=False) if whole else closed
    return found.values_list("on", flat=True).first()


def _counted(standing: Q | Combinable, *, whole: bool = False) -> Callable[[date], Rows]:
    """Return what gives the counts of the last round: livestock, or with `whole` everything else."""

    def rows(on: date) -> Rows:
        day = round_on(on, whole=whole)
        what = words.OTHERS if whole else words.LIVESTOCK
        found = HouseholdCount.objects.filter(standing, on=day, what__in=what, number__gt=0) if day else _NO_COUNTS
        return found.alias(here=_at_home("household__addresses", on))

    return rows


_NO_COUNTS: Final = HouseholdCount.objects.none()
_VERIFIED: Final = HouseholdCount.objects.filter(
    household=OuterRef("household"), what=OuterRef("what"), on=OuterRef("on"), standing="verified"
)
_BEST: Final = Q(standing="verified") | ~Exists(_VERIFIED)
"""What is best known: what somebody saw, else what was told."""


def _village(field: str = "here__street__village__code") -> Dimension:
    return Dimension("village", _("Village"), by.column(field), by.villages)


def _species(_on: date) -> Any:
    cases = [When(what__in=codes, then=Value(species)) for species, codes in words.SPECIES_CODES.items()]
    return Case(*cases, default=Value(""), output_field=CharField())


_SEX: Final = Dimension("sex", _("Sex"), by.column("resident__sex"), by.sexes)
_OF_PEOPLE: Final = (
    _village(),
    _SEX,
    Dimension("age", _("Age"), by.five_years("resident__birth_date"), by.age_words),
    Dimension("stage", _("Working age"), by.stage_by("resident__birth_date", "resident__sex"), by.stage_words),
    Dimension("nationality", _("Nationality"), by.column("resident__nationality"), by.nationalities),
    by.coded("education", _("Education"), "resident__education", codelists.EDUCATION),
    by.coded("occupation", _("Occupation"), "resident__occupation", codelists.OCCUPATION),
    by.coded("marital", _("Marital status"), "resident__marital_status", codelists.MARITAL_STATUS),
    by.coded("disability", _("Disability"), "resident__disability", codelists.DISABILITY, Permission.BENEFIT_VIEW),
    by.coded("duty", _("Military duty"), "resident__military_duty", codelists.MILITARY_DUTY, Permission.BENEFIT_VIEW),
    Dimension("abroad", _("Abroad"), by.whether(~Q(abroad_country="")), by.yes_or_no),
    Dimension("country", _("Country"), by.column("abroad_country"), by.countries),
)  # fmt: skip
_BENEFIT: Final = by.coded("benefit", _("Benefit"), "held__category", codelists.BENEFIT, Permission.BENEFIT_VIEW)
_HOW_CAME: Final = Q(join_reason=JoinReason.BIRTH) | Q(joined_on=F("resident__birth_date"))
_COUNTED: Final = (
    _village(),
    Dimension("species", _("Animal"), _species, words.species),
    by.coded("what", _("What"), "what", codelists.COUNTED),
)  # fmt: skip

PEOPLE: Final = Base("people", _("People"), _people, _OF_PEOPLE, about="resident")
BENEFITS: Final = Base(
    "benefits", _("Benefits"), _with_benefits, (*_OF_PEOPLE, _BENEFIT), needs=Permission.BENEFIT_VIEW
)
HOUSEHOLDS: Final = Base(
    "households",
    _("Households"),
    _households,
    (
        _village(),
        Dimension("size", _("People"), by.size, by.size_words),
        Dimension("kind", _("Kind"), by.column("kind"), by.kinds_of_household),
        *(
            Dimension(f"is_{code}", lazystr(entry), by.whether(Q(categories__contains=[code])), by.yes_or_no)
            for code, entry in codelists.HOUSEHOLD_CATEGORY.items()
        ),
    ),
    about="household",
)
ARRIVALS: Final = Base(
    "arrivals",
    _("Births and arrivals"),
    _arrivals,
    (
        _village(),
        _SEX,
        Dimension("year", _("Year"), by.year_of("joined_on"), list),
        Dimension("how", _("How"), by.whether(_HOW_CAME), words.ways_in),
    ),
)
DEPARTURES: Final = Base(
    "departures",
    _("Deaths and departures"),
    _departures,
    (
        _village(),
        _SEX,
        Dimension("year", _("Year"), by.year_of("left_on"), list),
        Dimension("how", _("How"), by.whether(Q(leave_reason=LeaveReason.DEATH)), words.ways_out),
    ),
)
LAND: Final = Base(
    "land",
    _("Land"),
    LandParcel.objects.on,
    (
        _village("village__code"),
        by.coded("kind", _("Kind"), "kind", codelists.LAND_KIND),
        by.coded("water", _("Water"), "water", codelists.LAND_WATER),
        by.coded("title", _("Title document"), "title_document", codelists.TITLE_DOCUMENT),
    ),
    measure="area_m2",
    about="parcel",
)
BUILDINGS: Final = Base(
    "buildings",
    _("Buildings"),
    lambda on: Building.objects.on(on).filter(Q(year__isnull=True) | Q(year__lte=on.year)),
    (
        _village("village__code"),
        by.coded("kind", _("Kind"), "kind", codelists.BUILDING_KIND),
        by.coded("walls", _("Walls"), "walls", codelists.WALL_MATERIAL),
        Dimension("age", _("Age"), by.built_within, by.built_words),
        by.coded("heating", _("Heating"), "heating", codelists.HEATING),
        by.coded("water", _("Water"), "water", codelists.WATER_SUPPLY),
    ),
    measure="area_m2",
)
VEHICLES: Final = Base(
    "vehicles",
    _("Vehicles"),
    _vehicles,
    (
        _village("place"),
        by.coded("kind", _("Kind"), "kind", codelists.VEHICLE_KIND),
        Dimension("age", _("Age"), by.built_within, by.built_words),
    ),
)
LIVESTOCK: Final = Base("livestock", _("Livestock"), _counted(_BEST), _COUNTED, measure="number")
TOLD: Final = Base("told", _("Livestock as declared"), _counted(Q(standing="declared")), _COUNTED, measure="number")
SEEN: Final = Base("seen", _("Livestock as verified"), _counted(Q(standing="verified")), _COUNTED, measure="number")
OTHERS: Final = Base(
    "others", _("Poultry, bees, trees and more"), _counted(_BEST, whole=True), _COUNTED, measure="number"
)

BASES: Final[Mapping[str, Base]] = {
    base.name: base
    for base in (
        PEOPLE, BENEFITS, HOUSEHOLDS, ARRIVALS, DEPARTURES, LAND, BUILDINGS, VEHICLES, LIVESTOCK, TOLD, SEEN, OTHERS
    )
}  # fmt: skip
