"""What one person is to another, found from parents, spouses and birthdays."""

from collections.abc import Callable
from typing import Final

from services.registers.relations import Relation
from services.registers.synthetic.people import Person

R = Relation
_OWN: Final = frozenset({R.SON, R.DAUGHTER, R.GRANDSON, R.GRANDDAUGHTER, R.GREAT_GRANDSON, R.GREAT_GRANDDAUGHTER})


def relation(person: Person, head: Person) -> Relation:
    """Return what `person` is to `head`, whoever of the household that is."""
    if person is head:
        return R.HEAD
    for find in _RULES:
        if found := find(person, head):
            return found
    return R.OTHER_RELATIVE


def _by_sex(person: Person, male: Relation, female: Relation) -> Relation:
    return male if person.sex == "m" else female


def _spouse(person: Person, head: Person) -> Relation | None:
    return _by_sex(person, R.HUSBAND, R.WIFE) if person.spouse is head or head.spouse is person else None


def _forebear(person: Person, head: Person) -> Relation | None:
    if person in head.parents:
        return _by_sex(person, R.FATHER, R.MOTHER)
    if head.father and person in head.father.parents:
        return _by_sex(person, R.GRANDFATHER, R.GRANDMOTHER)
    if head.mother and person in head.mother.parents:
        return _by_sex(person, R.MATERNAL_GRANDFATHER, R.MATERNAL_GRANDMOTHER)
    return None


def _descendant(person: Person, head: Person) -> Relation | None:
    parents = person.parents
    if head in parents:
        return _by_sex(person, R.SON, R.DAUGHTER)
    grandparents = [one for parent in parents for one in parent.parents]
    if head in grandparents:
        return _by_sex(person, R.GRANDSON, R.GRANDDAUGHTER)
    if any(head in one.parents for one in grandparents):
        return _by_sex(person, R.GREAT_GRANDSON, R.GREAT_GRANDDAUGHTER)
    if head.spouse and head.spouse in parents:
        return _by_sex(person, R.STEPSON, R.STEPDAUGHTER)
    return None


def _childs_spouse(person: Person, head: Person) -> Relation | None:
    """A grandson's wife is «келин» too."""
    if person.spouse and _descendant(person.spouse, head) in _OWN:
        return _by_sex(person, R.SON_IN_LAW, R.DAUGHTER_IN_LAW)
    return None


def _sibling(person: Person, head: Person) -> Relation | None:
    if not _siblings(person, head):
        return None
    if person.born < head.born:
        return _by_sex(person, R.ELDER_BROTHER, R.ELDER_SISTER)
    sister = R.YOUNGER_SISTER if head.sex == "m" else R.YOUNGER_SISTER_OF_WOMAN
    return _by_sex(person, R.YOUNGER_BROTHER, sister)


def _siblings_family(person: Person, head: Person) -> Relation | None:
    sibling = person.spouse
    if sibling and _siblings(sibling, head):
        if sibling.born < head.born:
            return _by_sex(person, R.ELDER_SISTERS_HUSBAND, R.ELDER_BROTHERS_WIFE)
        return _by_sex(person, R.YOUNGER_SISTERS_HUSBAND, R.YOUNGER_BROTHERS_WIFE)
    if person.father and _siblings(person.father, head):
        return _by_sex(person, R.NEPHEW, R.NIECE)
    if person.mother and _siblings(person.mother, head):
        return _by_sex(person, R.SISTERS_SON, R.SISTERS_DAUGHTER)
    return None


def _parents_siblings(person: Person, head: Person) -> Relation | None:
    if head.father and _siblings(person, head.father):
        return _by_sex(person, R.UNCLE, R.AUNT)
    if head.mother and _siblings(person, head.mother):
        return _by_sex(person, R.MATERNAL_UNCLE, R.MATERNAL_AUNT)
    return None


def _spouses_family(person: Person, head: Person) -> Relation | None:
    spouse = head.spouse
    if not spouse:
        return None
    if person in spouse.parents:
        return _by_sex(person, R.FATHER_IN_LAW, R.MOTHER_IN_LAW)
    if not _siblings(person, spouse):
        return None
    if person.born < spouse.born:
        return _by_sex(person, R.ELDER_BROTHER_IN_LAW, R.ELDER_SISTER_IN_LAW)
    sister = R.WIFES_YOUNGER_SISTER if head.sex == "m" else R.YOUNGER_SISTER_IN_LAW
    return _by_sex(person, R.YOUNGER_BROTHER_IN_LAW, sister)


def _siblings(one: Person, other: Person) -> bool:
    return one is not other and any(parent in other.parents for parent in one.parents)


_RULES: Final[tuple[Callable[[Person, Person], Relation | None], ...]] = (
    _spouse,
    _descendant,
    _childs_spouse,
    _forebear,
    _sibling,
    _siblings_family,
    _spouses_family,
    _parents_siblings,
)
