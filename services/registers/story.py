"""What a card tells beyond its data: the family drawn by generations, and what is worth mending."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from django.utils.functional import Promise
from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _

from services.registers import codes, generations, pin
from services.registers.queries import Card, Member
from services.registers.relations import Relation


@dataclass(frozen=True)
class Kin:
    """A member as the family tree shows one."""

    member: Member
    relation: str
    age: str
    is_head: bool
    is_subject: bool
    abroad: str

    @property
    def elsewhere(self) -> bool:
        """Whether the member is registered here without living here, and nobody says where."""
        return not self.member.lives_here and not self.abroad


@dataclass(frozen=True)
class Generation:
    """Members of one generation, and the next younger one below."""

    kin: Sequence[Kin]
    below: "Generation | None"


@dataclass(frozen=True)
class Family:
    """A household by generations, eldest first; `others` are those whose generation the book does not tell."""

    eldest: Generation | None
    others: Sequence[Kin]


def years(age: int | None) -> str:
    """Return an age in words: «42 жашта»."""
    if age == 0:
        return _("under a year old")
    return "" if age is None else ngettext("%(age)d year old", "%(age)d years old", age) % {"age": age}


def relation_label(relation: Relation) -> str:
    """Return the relation in the language of the page."""
    language = get_language()
    return relation.label("ru" if language == "ru" else "en" if language == "en" else "ky")


def family(members: Iterable[Member], *, on: date, subject: str = "") -> Family:
    """Arrange a household's members; `subject` is the reference of the resident whose card it is."""
    by_generation: dict[int | None, list[Kin]] = {}
    for member in members:
        by_generation.setdefault(generations.generation(member.relation), []).append(_kin(member, on, subject))
    others = by_generation.pop(None, [])
    eldest: Generation | None = None
    for _place, kin in sorted(by_generation.items(), key=lambda one: one[0] or 0, reverse=True):
        eldest = Generation(kin, below=eldest)
    return Family(eldest, others)


def kin(members: Iterable[Member], *, on: date) -> list[Kin]:
    """Return members as trees show them."""
    return [_kin(one, on, "") for one in members]


def _kin(member: Member, on: date, subject: str) -> Kin:
    return Kin(
        member=member,
        relation=relation_label(member.relation),
        age=years(member.resident.age_on(on)),
        is_head=member.relation == Relation.HEAD,
        is_subject=member.resident.reference == subject,
        abroad=codes.country(member.abroad_country),
    )


def warnings(card: Card) -> list[str | Promise]:
    """Return what should be looked at before something is issued on the strength of this card."""
    return [*_about_person(card), *_about_place(card)]


def _about_person(card: Card) -> Iterator[str | Promise]:
    resident = card.resident
    if resident.pin:
        check = pin.check(resident.pin, on=card.on, birth_date=resident.birth_date, sex=resident.sex)
        yield from (problem.message for problem in (*check.errors, *check.warnings))
    elif resident.alive_on(card.on):
        yield _("The PIN is not written down.")
    if resident.birth_date is None:
        yield _("The date of birth is not written down.")
    if card.document and card.document.expired_on(card.on):
        yield _("The document expired on %(day)s.") % {"day": f"{card.document.expires_on:%d.%m.%Y}"}


def _about_place(card: Card) -> Iterator[str | Promise]:
    if card.stay is None:
        return
    if card.address is None:
        yield _("The household has no address on this day.")
    if not any(one.relation == Relation.HEAD for one in card.members):
        yield _("The household has no head. Somebody has to be written down as one.")
    if not card.stay.registered:
        yield _("Lives here without being registered here.")
