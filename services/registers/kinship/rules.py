"""The relation of one person to another, read off the web of parents and spouses; Kyrgyz distinctions included."""

from collections.abc import Callable, Iterable
from typing import Final

from services.registers.kinship.ties import Person
from services.registers.relations import Relation

R = Relation
Rule = Callable[[Person, Person], Relation | None]


def relation(person: Person, head: Person) -> Relation | None:
    """Return what `person` is to `head`; None if no rule tells."""
    if person is head:
        return R.HEAD
    return next((found for rule in _RULES if (found := rule(person, head))), None)


def _by_sex(person: Person, male: Relation, female: Relation) -> Relation | None:
    return {"m": male, "f": female}.get(person.sex)


def _by_age(elder: bool | None, older: Relation | None, younger: Relation | None) -> Relation | None:  # noqa: FBT001
    """Choose between elder and younger; who is neither by any paper is not guessed at."""
    if elder is None:
        return None
    return older if elder else younger


def _spouse(person: Person, head: Person) -> Relation | None:
    return _by_sex(person, R.HUSBAND, R.WIFE) if person in head.spouses else None


def _child(person: Person, head: Person) -> Relation | None:
    if head not in person.parents:
        return None
    if person.parents[head] == "adoption":
        return _by_sex(person, R.ADOPTED_SON, R.ADOPTED_DAUGHTER)
    return _by_sex(person, R.SON, R.DAUGHTER)


def _descendant(person: Person, head: Person) -> Relation | None:
    grandparents = _parents(person.parents)
    if head in grandparents:
        return _by_sex(person, R.GRANDSON, R.GRANDDAUGHTER)
    if head in _parents(grandparents):
        return _by_sex(person, R.GREAT_GRANDSON, R.GREAT_GRANDDAUGHTER)
    return None


def _stepchild(person: Person, head: Person) -> Relation | None:
    if any(parent in head.spouses for parent in person.parents):
        return _by_sex(person, R.STEPSON, R.STEPDAUGHTER)
    return None


def _childs_spouse(person: Person, head: Person) -> Relation | None:
    """A grandson's wife is «келин» too."""
    if any(_child(one, head) or _descendant(one, head) for one in person.spouses):
        return _by_sex(person, R.SON_IN_LAW, R.DAUGHTER_IN_LAW)
    return None


def _forebear(person: Person, head: Person) -> Relation | None:
    if person in head.parents:
        return _by_sex(person, R.FATHER, R.MOTHER)
    if any(person in one.parents for one in head.parents if one.sex == "m"):
        return _by_sex(person, R.GRANDFATHER, R.GRANDMOTHER)
    if any(person in one.parents for one in head.parents if one.sex == "f"):
        return _by_sex(person, R.MATERNAL_GRANDFATHER, R.MATERNAL_GRANDMOTHER)
    return None


def _stepparent(person: Person, head: Person) -> Relation | None:
    if any(one in head.parents for one in person.spouses):
        return _by_sex(person, R.STEPFATHER, R.STEPMOTHER)
    return None


def _sibling(person: Person, head: Person) -> Relation | None:
    if not _siblings(person, head):
        return None
    sister = R.YOUNGER_SISTER if head.sex == "m" else R.YOUNGER_SISTER_OF_WOMAN
    older, younger = _by_sex(person, R.ELDER_BROTHER, R.ELDER_SISTER), _by_sex(person, R.YOUNGER_BROTHER, sister)
    return _by_age(person.elder_than(head), older, younger)


def _siblings_spouse(person: Person, head: Person) -> Relation | None:
    for sibling in person.spouses:
        if _siblings(sibling, head):
            older = _by_sex(person, R.ELDER_SISTERS_HUSBAND, R.ELDER_BROTHERS_WIFE)
            younger = _by_sex(person, R.YOUNGER_SISTERS_HUSBAND, R.YOUNGER_BROTHERS_WIFE)
            return _by_age(sibling.elder_than(head), older, younger)
    return None


def _siblings_child(person: Person, head: Person) -> Relation | None:
    sexes = {parent.sex for parent in person.parents if _siblings(parent, head)}
    if "m" in sexes:
        return _by_sex(person, R.NEPHEW, R.NIECE)
    return _by_sex(person, R.SISTERS_SON, R.SISTERS_DAUGHTER) if "f" in sexes else None


def _spouses_family(person: Person, head: Person) -> Relation | None:
    for spouse in head.spouses:
        if person in spouse.parents:
            return _by_sex(person, R.FATHER_IN_LAW, R.MOTHER_IN_LAW)
        if _siblings(person, spouse):
            sister = R.WIFES_YOUNGER_SISTER if head.sex == "m" else R.YOUNGER_SISTER_IN_LAW
            older = _by_sex(person, R.ELDER_BROTHER_IN_LAW, R.ELDER_SISTER_IN_LAW)
            return _by_age(person.elder_than(spouse), older, _by_sex(person, R.YOUNGER_BROTHER_IN_LAW, sister))
    return None


def _parents_sibling(person: Person, head: Person) -> Relation | None:
    sexes = {parent.sex for parent in head.parents if _siblings(person, parent)}
    if "m" in sexes:
        return _by_sex(person, R.UNCLE, R.AUNT)
    return _by_sex(person, R.MATERNAL_UNCLE, R.MATERNAL_AUNT) if "f" in sexes else None


def _ward(person: Person, head: Person) -> Relation | None:
    """A guardian's spouse brings the child up too."""
    return R.WARD if any(one in person.guardians for one in (head, *head.spouses)) else None


def _siblings(one: Person, other: Person) -> bool:
    return one is not other and not one.parents.keys().isdisjoint(other.parents)


def _parents(people: Iterable[Person]) -> set[Person]:
    return {parent for one in people for parent in one.parents}


_RULES: Final[tuple[Rule, ...]] = (
    _spouse,
    _child,
    _descendant,
    _stepchild,
    _childs_spouse,
    _forebear,
    _stepparent,
    _sibling,
    _siblings_spouse,
    _siblings_child,
    _spouses_family,
    _parents_sibling,
    _ward,
)
