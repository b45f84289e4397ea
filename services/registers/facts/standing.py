"""How a resident stands by the register's own words: without work, married, with children under age, on low income."""

from datetime import date
from typing import Final

from django.utils.translation import gettext_lazy as _

from services.registers import codelists
from services.registers.facts.kin import ADULT, BORN, NAME
from services.registers.facts.pictures import Picture, picture_of
from services.registers.models import Resident
from tereze.exchange.facts import fact
from tereze.exchange.values import Bilingual, Row, Stated, Subject, Table

WITHOUT_WORK: Final = frozenset({"unemployed", "housewife"})
"""Occupations that say by themselves that somebody has no work; a pensioner or a student may have some."""
LOW_INCOME: Final = "low_income"
MARRIED: Final = "married"


@fact("resident.not_working", type=Bilingual, label=_("That the person has no work"), about="resident")
def not_working(subject: Subject, on: date) -> Stated | None:
    picture = picture_of(subject, on)
    code = picture.resident.occupation if picture.resident else ""
    return picture.stated(codelists.OCCUPATION.bilingual(code)) if code in WITHOUT_WORK else None


@fact("resident.in_marriage", type=Bilingual, label=_("That the person is married"), about="resident")
def in_marriage(subject: Subject, on: date) -> Stated | None:
    """By a marriage that is written down, also with somebody who never lived here, or by the civil status."""
    picture = picture_of(subject, on)
    if picture.resident is None:
        return None
    married = picture.resident.marital_status == MARRIED or picture.marriage is not None
    return picture.stated(codelists.MARITAL_STATUS.bilingual(MARRIED)) if married else None


@fact("children.minors", type=Table, label=_("Children under eighteen"), about="resident")
def minors(subject: Subject, on: date) -> Stated | None:
    picture = picture_of(subject, on)
    rows = tuple(Row(one.reference, (one.name, one.birth_date or "")) for one in _minors(picture))
    return picture.stated(Table((NAME, BORN), rows)) if rows else None


@fact("children.minor_count", type=int, label=_("Number of children under eighteen"), about="resident")
def minor_count(subject: Subject, on: date) -> Stated | None:
    picture = picture_of(subject, on)
    return picture.stated(len(_minors(picture)) or None)


def _minors(picture: Picture) -> list[Resident]:
    """Return the living children and wards below eighteen, the eldest first."""
    found = [child for child, _kind in picture.children if child.alive_on(picture.on)]
    return [child for child in found if (age := child.age_on(picture.on)) is not None and age < ADULT]


@fact("household.low_income", type=Bilingual, label=_("That the household is of low income"), about="resident")
def low_income(subject: Subject, on: date) -> Stated | None:
    picture = picture_of(subject, on)
    if picture.home is None or LOW_INCOME not in picture.home.categories:
        return None
    return picture.stated(codelists.HOUSEHOLD_CATEGORY.bilingual(LOW_INCOME))
