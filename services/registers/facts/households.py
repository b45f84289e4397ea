"""With whom the resident lives."""

from datetime import date
from typing import Final

from django.utils.translation import gettext_lazy as _

from services.registers.facts.pictures import entry_of, latest, picture_of
from services.registers.queries import Member
from services.registers.relations import Relation
from tereze.exchange.facts import fact
from tereze.exchange.values import Bilingual, Column, PersonName, Row, Stated, Subject, Table

NAME: Final = Column("name", Bilingual("Аты-жөнү", "Фамилия, имя, отчество"), width=2.4)
BORN: Final = Column("birth_date", Bilingual("Туулган күнү", "Дата рождения"), align="center", width=1.0)
RELATION: Final = Column("relation", Bilingual("Башчыга тууганчылыгы", "Отношение к главе"), width=1.2)
SINCE: Final = Column("since", Bilingual("Качандан бери чогуу", "С какого времени вместе"), align="center", width=1.0)


@fact("household.members", type=Table, label=_("Members of the household"), about="resident")
def members(subject: Subject, on: date) -> Stated | None:
    """Everybody in the household, with the relation to its head as the book has it."""
    picture = picture_of(subject, on)
    if picture.stay is None:
        return None
    return picture.stated(Table((NAME, BORN, RELATION), tuple(_row(one) for one in picture.members)))


@fact("household.family", type=Table, label=_("Members of the family"), about="resident")
def family(subject: Subject, on: date) -> Stated | None:
    """The household without those who only live with it. A lodger's own family is not known here."""
    picture = picture_of(subject, on)
    relatives = picture.family
    return picture.stated(Table((NAME, BORN, RELATION), tuple(_row(one) for one in relatives))) if relatives else None


@fact("household.family_size", type=int, label=_("Number of family members"), about="resident")
def family_size(subject: Subject, on: date) -> Stated | None:
    picture = picture_of(subject, on)
    return picture.stated(len(picture.family) or None)


@fact("household.others", type=Table, label=_("Other members of the household"), about="resident")
def others(subject: Subject, on: date) -> Stated | None:
    """Everybody else in the household, and since when together with the resident."""
    picture = picture_of(subject, on)
    own = picture.belonging
    if own is None:
        return None
    rows = tuple(_row(one, latest(own.since, one.since) or "") for one in picture.members if one is not own)
    return picture.stated(Table((NAME, BORN, RELATION, SINCE), rows))


def _row(member: Member, *more: date | str) -> Row:
    relation = Bilingual(member.relation.label("ky"), member.relation.label("ru"))
    return Row(member.resident.reference, (member.resident.name, member.resident.birth_date or "", relation, *more))


@fact("household.size", type=int, label=_("Number of members"), about="resident")
def size(subject: Subject, on: date) -> Stated | None:
    picture = picture_of(subject, on)
    return picture.stated(len(picture.members)) if picture.stay else None


@fact("household.head", type=PersonName, label=_("Head of the household"), about="resident")
def head(subject: Subject, on: date) -> Stated | None:
    picture = picture_of(subject, on)
    found = next((one for one in picture.members if one.relation == Relation.HEAD), None)
    return picture.stated(found.resident.name) if found else None


@fact("household.book", type=Bilingual, label=_("Entry in the household book"), about="resident")
def book(subject: Subject, on: date) -> Stated | None:
    picture = picture_of(subject, on)
    return picture.stated(entry_of(picture.stay.household)) if picture.stay else None
