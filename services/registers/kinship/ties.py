"""A web of people: who is whose parent and who is married to whom, some of them known only through others."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from itertools import permutations
from typing import Final

from services.registers.models import Marriage, Parenthood, Resident

YOUNGEST_PARENT: Final = 14
"""Completed years between a parent and a child, at the least, where nobody but the household book says so."""


@dataclass(eq=False)
class Person:
    """Somebody in the web. Who is only spoken of («the head's brother») has no `resident` and perhaps no `sex`.

    `parents` has the kind of each parenthood. `elders` are people known to be older where a birth date is missing;
    `strangers` are those known to be no parents; `parted` are former spouses.
    """

    sex: str = ""
    resident: Resident | None = None
    parents: dict["Person", str] = field(default_factory=dict)
    children: list["Person"] = field(default_factory=list)
    spouses: list["Person"] = field(default_factory=list)
    guardians: list["Person"] = field(default_factory=list)
    elders: set["Person"] = field(default_factory=set)
    strangers: set["Person"] = field(default_factory=set)
    parted: set["Person"] = field(default_factory=set)

    @property
    def born(self) -> date | None:
        return self.resident.birth_date if self.resident else None

    def parent(self, sex: str) -> "Person | None":
        """Return the father ("m") or mother ("f"); the one of birth before the one of adoption."""
        return next((one for one in self.parents if one.sex == sex), None)

    def bear(self, child: "Person", kind: str = "birth") -> None:
        """Become the child's parent, unless it has one of this sex or this one is known to be none."""
        if self is not child and self not in child.strangers and not (self.sex and child.parent(self.sex)):
            self.bear_by_papers(child, kind)

    def bear_by_papers(self, child: "Person", kind: str) -> None:
        """Become the child's parent."""
        if child.parents.setdefault(self, kind) == kind and child not in self.children:
            self.children.append(child)

    def wed(self, other: "Person") -> None:
        """Become spouses."""
        if other not in self.spouses and other is not self:
            self.spouses.append(other)
            other.spouses.append(self)

    def spouse(self) -> "Person":
        """Return the spouse; one only spoken of, if nobody is known."""
        if not self.spouses:
            self.wed(Person(sex=opposite(self.sex)))
        return self.spouses[-1]

    def father(self) -> "Person":
        """Return the father; one only spoken of, if nobody is known."""
        return self._parent_or_new("m")

    def mother(self) -> "Person":
        """Return the mother; one only spoken of, if nobody is known."""
        return self._parent_or_new("f")

    def _parent_or_new(self, sex: str) -> "Person":
        found = self.parent(sex)
        if found is None:
            found = Person(sex=sex)
            found.bear_by_papers(self, "birth")
        return found

    def siblings(self) -> list["Person"]:
        """Return who shares a parent, each once."""
        found = (child for parent in self.parents for child in parent.children)
        return list(dict.fromkeys(one for one in found if one is not self))

    def elder_than(self, other: "Person") -> bool | None:
        """Return who is older; None if nobody can tell. Twins count as the younger one of each other."""
        if self.born and other.born:
            return self.born < other.born
        if self in other.elders or other.elders & self._elder_than_these():
            return True
        return False if other in self.elders or self.elders & other._elder_than_these() else None

    def _elder_than_these(self) -> set["Person"]:
        """Return siblings who are known to be younger: one step suffices, for all hints hang on one head."""
        return {one for one in self.siblings() if self in one.elders}


class Ties:
    """The web, made of papers first."""

    def __init__(self, parenthoods: Iterable[Parenthood], marriages: Iterable[Marriage]) -> None:
        self._people: dict[str, Person] = {}
        for marriage in sorted(marriages, key=lambda one: one.until is None):  # today's spouse last
            self._marry(marriage)
        for tie in parenthoods:
            child, parent = self.person(tie.child), self.person(tie.parent)
            if tie.kind == "guardian":
                child.guardians.append(parent)
            else:
                parent.bear_by_papers(child, tie.kind)

    def person(self, resident: Resident) -> Person:
        """Return the resident's place in the web."""
        return self._people.setdefault(resident.reference, Person(sex=resident.sex, resident=resident))

    def _marry(self, marriage: Marriage) -> None:
        if marriage.husband is None or marriage.wife is None:
            return
        husband, wife = self.person(marriage.husband), self.person(marriage.wife)
        if marriage.ended_by == "divorce":
            husband.parted.add(wife)
            wife.parted.add(husband)
        else:
            husband.wed(wife)

    def complete(self) -> None:
        """Let a parent's spouse be the other parent, where nobody else is and the years allow it."""
        for child in list(self._people.values()):
            for parent, kind in list(child.parents.items()):
                others = [one for one in parent.spouses if one.sex != parent.sex and can_be_parent(one, child)]
                if len(others) == 1:
                    others[0].bear(child, kind)

    def settle(self, household: Iterable[Person]) -> None:
        """Let two who live in the household and have a child together be a couple, unless they parted."""
        here = list(household)
        for one, other in permutations(here, 2):
            free = one.sex == "m" and other.sex == "f" and not one.spouses and not other.spouses
            strangers = other not in one.parted and other not in one.parents and one not in other.parents
            if free and strangers and set(one.children) & set(other.children):
                one.wed(other)


def opposite(sex: str) -> str:
    """Return the other sex; unknown stays unknown."""
    return {"m": "f", "f": "m"}.get(sex, "")


def can_be_parent(parent: Person, child: Person) -> bool:
    """Return whether the years between them allow it, as far as they are known."""
    if parent in child.strangers or child in parent.parents:
        return False
    if parent.born is None or child.born is None:
        return True
    return (child.born - parent.born).days >= YOUNGEST_PARENT * 365
