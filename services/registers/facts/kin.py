"""Kin by papers: spouse, parents, children, and who depends on the resident."""

from datetime import date
from typing import Final

from django.utils.translation import gettext_lazy as _

from services.registers import codelists
from services.registers.facts.pictures import Picture, picture_of
from services.registers.models import Parenthood, Resident
from tereze.exchange.facts import fact
from tereze.exchange.values import Bilingual, Column, PersonName, Row, Stated, Subject, Table

NAME: Final = Column("name", Bilingual("Аты-жөнү", "Фамилия, имя, отчество"), width=2.4)
BORN: Final = Column("birth_date", Bilingual("Туулган күнү", "Дата рождения"), align="center")
TIE: Final = Column("tie", Bilingual("Байланышы", "Основание родства"), width=1.4)
ADULT: Final = 18
"""Years of age from which nobody is a dependent child."""


@fact("resident.spouse", type=PersonName, label=_("Spouse"), about="resident")
def spouse(subject: Subject, on: date) -> Stated | None:
    """The husband or wife of a registered marriage on the day, where the register knows the person."""
    picture = picture_of(subject, on)
    if picture.resident is None:
        return None
    found = picture.marriage
    other = found and (found.wife if found.husband_id == picture.resident.pk else found.husband)
    return picture.stated(other.name) if other else None


@fact("resident.parents", type=Table, label=_("Parents and guardians"), about="resident")
def parents(subject: Subject, on: date) -> Stated | None:
    picture = picture_of(subject, on)
    if picture.resident is None:
        return None
    ties = Parenthood.objects.on(on).filter(child=picture.resident).select_related("parent").order_by("pk")
    return _table(picture, [(one.parent, one.kind) for one in ties])


@fact("resident.children", type=Table, label=_("Children"), about="resident")
def children(subject: Subject, on: date) -> Stated | None:
    """Everybody whose parent or guardian the resident is on the day, of any age, the eldest first."""
    picture = picture_of(subject, on)
    return _table(picture, picture.children)


@fact("household.dependants", type=Table, label=_("Dependants"), about="resident")
def dependants(subject: Subject, on: date) -> Stated | None:
    """The resident's living children and wards below eighteen, and those of any age who have a disability."""
    picture = picture_of(subject, on)
    return _table(picture, [(who, kind) for who, kind in picture.children if _depends(who, on)])


def _depends(who: Resident, on: date) -> bool:
    age = who.age_on(on)
    holds = who.disability and (who.disability_until is None or who.disability_until > on)
    return who.alive_on(on) and ((age is not None and age < ADULT) or bool(holds))


def _table(picture: Picture, people: list[tuple[Resident, str]]) -> Stated | None:
    rows = tuple(
        Row(who.reference, (who.name, who.birth_date or "", codelists.PARENTHOOD.bilingual(kind)))
        for who, kind in people
    )
    return picture.stated(Table((NAME, BORN, TIE), rows)) if rows else None
