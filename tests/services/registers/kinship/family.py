"""People who are only thought of, for tests of kinship: nothing is written down."""

from dataclasses import dataclass
from datetime import date

from services.registers.kinship import proposed
from services.registers.models import Marriage, Parenthood, Resident
from services.registers.relations import Relation


@dataclass(frozen=True)
class One:
    """A member with the relation to the head before."""

    resident: Resident
    relation: Relation


def person(sex: str, born: int | None, name: str = "", **more: str) -> Resident:
    """Return somebody; `born` is the year."""
    return Resident(surname="Маматов", given_name=name, sex=sex, birth_date=date(born, 5, 9) if born else None, **more)


def parent(of: Resident, who: Resident, kind: str = "birth") -> Parenthood:
    return Parenthood(child=of, parent=who, kind=kind)


def couple(husband: Resident, wife: Resident, ended_by: str = "") -> Marriage:
    until = date(2020, 1, 1) if ended_by else None
    return Marriage(husband=husband, wife=wife, since=date(2004, 1, 1), until=until, ended_by=ended_by)


def to_new_head(
    *members: tuple[Resident, Relation], head: Resident, parenthoods: tuple[Parenthood, ...] = (),
    marriages: tuple[Marriage, ...] = (),
) -> list[Relation]:  # fmt: skip
    """Return everybody's relation to the new head, in the order given."""
    asked = [One(who, relation) for who, relation in members]
    found = proposed(asked, head=head.reference, parenthoods=parenthoods, marriages=marriages)
    return [found[who.reference] for who, _relation in members]
