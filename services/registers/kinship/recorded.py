"""What the relations written in a household book tell: each adds people and ties around the head of that time."""

from collections.abc import Callable, Collection, Iterable, Mapping
from typing import Final

from services.registers import generations
from services.registers.kinship.ties import Person, can_be_parent, opposite
from services.registers.relations import Relation

R = Relation
Place = Callable[[Person, Person], None]

_GROWN: Final = 16 * 365


def place_all(head: Person, members: Iterable[tuple[Person, Relation]]) -> None:
    """Tie everybody to the head: the closest first, so that the farther find whom they hang on."""
    for person, relation in sorted(members, key=lambda one: _distance(one[1])):
        if person is not head and relation in _PLACES:
            _PLACES[relation](head, person)


def sex_of_head(relations: Collection[Relation]) -> str:
    """Return the sex of a head who is not there any more, as far as the others' relations tell."""
    for sex, telling in _TELLING.items():
        if telling & set(relations):
            return sex
    return ""


def _distance(relation: Relation) -> tuple[bool, int]:
    """Parents come before brothers and sisters, these before their wives and children."""
    return relation not in _CLOSEST, generations.place(relation)


def _spouse(head: Person, person: Person) -> None:
    head.wed(person)


def _parent(head: Person, person: Person) -> None:
    person.bear(head)


def _child(head: Person, person: Person) -> None:
    head.bear(person)


def _adopted(head: Person, person: Person) -> None:
    head.bear(person, "adoption")


def _ward(head: Person, person: Person) -> None:
    person.guardians.append(head)


def _stepchild(head: Person, person: Person) -> None:
    person.strangers.add(head)
    head.spouse().bear(person)


def _stepparent(head: Person, person: Person) -> None:
    head.strangers.add(person)
    (head.father() if person.sex == "f" else head.mother()).wed(person)


def _grandparent(side: Callable[[Person], Person]) -> Place:
    return lambda head, person: person.bear(side(head))


def _grandchild(head: Person, person: Person) -> None:
    if not any(head in parent.parents for parent in person.parents):
        _any_parent(head.children, person, otherwise=lambda: _new_child(head)).bear(person)


def _great_grandchild(head: Person, person: Person) -> None:
    grandchildren = [one for child in head.children for one in child.children]
    if not any(parent in grandchildren for parent in person.parents):
        _any_parent(grandchildren, person, otherwise=lambda: _new_child(_new_child(head))).bear(person)


def _sibling(head: Person, person: Person) -> None:
    """They share both parents, as far as papers do not say otherwise."""
    for sex in ("m", "f"):
        parent = head.parent(sex) or person.parent(sex) or Person(sex=sex)
        parent.bear(head)
        parent.bear(person)


def _sibling_by_age(*, elder: bool) -> Place:
    def place(head: Person, person: Person) -> None:
        _sibling(head, person)
        (head if elder else person).elders.add(person if elder else head)

    return place


def _childs_spouse(head: Person, person: Person) -> None:
    def new() -> Person:
        child = Person(sex=opposite(person.sex))
        head.bear(child)
        return child

    if not _in_law_by_papers(head, person):
        _any_spouse(head.children, person, otherwise=new).wed(person)


def _in_law_by_papers(head: Person, person: Person) -> bool:
    """A grandchild's wife or husband is called the same as a child's."""
    kin = {*head.children, *(one for child in head.children for one in child.children)}
    if person.spouses and not kin & set(person.spouses):
        head.bear(person.spouses[-1])
    return bool(person.spouses)


def _siblings_spouse(*, elder: bool) -> Place:
    place = _sibling_by_age(elder=elder)

    def new(head: Person, person: Person) -> Person:
        sibling = Person(sex=opposite(person.sex))
        place(head, sibling)
        return sibling

    def place_spouse(head: Person, person: Person) -> None:
        if person.spouses:
            place(head, person.spouses[-1])
            return
        candidates = [one for one in head.siblings() if one.elder_than(head) is elder]
        _any_spouse(candidates, person, otherwise=lambda: new(head, person)).wed(person)

    return place_spouse


def _siblings_child(sex: str) -> Place:
    def new(head: Person) -> Person:
        sibling = Person(sex=sex)
        _sibling(head, sibling)
        return sibling

    def place(head: Person, person: Person) -> None:
        known = person.parent(sex)
        if known:
            _sibling(head, known)
            return
        candidates = [one for one in head.siblings() if one.sex == sex]
        _any_parent(candidates, person, otherwise=lambda: new(head)).bear(person)

    return place


def _of_spouse(place: Place) -> Place:
    """Place somebody in the same way around the head's spouse."""
    return lambda head, person: place(head.spouse(), person)


def _of_parent(side: Callable[[Person], Person]) -> Place:
    return lambda head, person: _sibling(side(head), person)


def _new_child(parent: Person) -> Person:
    child = Person()
    parent.bear(child)
    return child


def _any_spouse(candidates: Iterable[Person], person: Person, *, otherwise: Callable[[], Person]) -> Person:
    """Return the only one of the candidates who can be the person's spouse; else somebody only spoken of."""
    free = [one for one in candidates if one.resident and one.sex == opposite(person.sex) and not one.spouses]
    free = [one for one in free if _can_be_married(one, person)]
    said = [one for one in free if one.resident and one.resident.marital_status == "married"] or free
    return said[0] if len(said) == 1 else otherwise()


def _can_be_married(one: Person, other: Person) -> bool:
    if other in one.parted or (one.resident and one.resident.marital_status == "single"):
        return False
    if one.born is None or other.born is None:
        return True
    return one.born.toordinal() - other.born.toordinal() < _GROWN


def _any_parent(candidates: Iterable[Person], person: Person, *, otherwise: Callable[[], Person]) -> Person:
    """Return the only one of the candidates, with a spouse, who can be the parent; a patronymic may tell who."""
    fitting = [one for one in candidates if one.resident and can_be_parent(one, person)]
    named = [one for one in fitting if one.sex == "m" and _named_after(person, one)]
    if len(named) == 1:
        return named[0]
    fitting = [one for one in fitting if one.sex == "f" or _named_after(person, one) is None]
    return fitting[0] if len(fitting) == 1 else otherwise()


def _named_after(child: Person, father: Person) -> bool | None:
    """Return whether the patronymic, or «Асан уулу», is of the father's name; None if the child has neither."""
    if child.resident is None or father.resident is None:
        return None
    words = child.resident.surname.split()
    patronymic = child.resident.patronymic or (words[0] if len(words) > 1 else "")
    name = father.resident.given_name.casefold()
    if not patronymic or not name:
        return None
    stem = name.rstrip("аеёиоуыэюяйңөү") or name  # Токтоалы — Токтоалиевич
    return patronymic.casefold().startswith(stem)


_CLOSEST: Final = frozenset({R.HUSBAND, R.WIFE, R.FATHER, R.MOTHER, R.FATHER_IN_LAW, R.MOTHER_IN_LAW})
_TELLING: Final = {
    "m": {R.WIFE, R.YOUNGER_SISTER, R.WIFES_YOUNGER_SISTER},
    "f": {R.HUSBAND, R.YOUNGER_SISTER_OF_WOMAN, R.YOUNGER_SISTER_IN_LAW},
}
_elder, _younger = _sibling_by_age(elder=True), _sibling_by_age(elder=False)
_PLACES: Final[Mapping[Relation, Place]] = {
    R.HUSBAND: _spouse, R.WIFE: _spouse,
    R.SON: _child, R.DAUGHTER: _child, R.ADOPTED_SON: _adopted, R.ADOPTED_DAUGHTER: _adopted, R.WARD: _ward,
    R.STEPSON: _stepchild, R.STEPDAUGHTER: _stepchild,
    R.FATHER: _parent, R.MOTHER: _parent, R.STEPFATHER: _stepparent, R.STEPMOTHER: _stepparent,
    R.GRANDFATHER: _grandparent(Person.father), R.GRANDMOTHER: _grandparent(Person.father),
    R.MATERNAL_GRANDFATHER: _grandparent(Person.mother), R.MATERNAL_GRANDMOTHER: _grandparent(Person.mother),
    R.GRANDSON: _grandchild, R.GRANDDAUGHTER: _grandchild,
    R.GREAT_GRANDSON: _great_grandchild, R.GREAT_GRANDDAUGHTER: _great_grandchild,
    R.ELDER_BROTHER: _elder, R.ELDER_SISTER: _elder,
    R.YOUNGER_BROTHER: _younger, R.YOUNGER_SISTER: _younger, R.YOUNGER_SISTER_OF_WOMAN: _younger,
    R.DAUGHTER_IN_LAW: _childs_spouse, R.SON_IN_LAW: _childs_spouse,
    R.FATHER_IN_LAW: _of_spouse(_parent), R.MOTHER_IN_LAW: _of_spouse(_parent),
    R.ELDER_BROTHER_IN_LAW: _of_spouse(_elder), R.ELDER_SISTER_IN_LAW: _of_spouse(_elder),
    R.YOUNGER_BROTHER_IN_LAW: _of_spouse(_younger), R.YOUNGER_SISTER_IN_LAW: _of_spouse(_younger),
    R.WIFES_YOUNGER_SISTER: _of_spouse(_younger),
    R.ELDER_SISTERS_HUSBAND: _siblings_spouse(elder=True), R.ELDER_BROTHERS_WIFE: _siblings_spouse(elder=True),
    R.YOUNGER_SISTERS_HUSBAND: _siblings_spouse(elder=False), R.YOUNGER_BROTHERS_WIFE: _siblings_spouse(elder=False),
    R.NEPHEW: _siblings_child("m"), R.NIECE: _siblings_child("m"),
    R.SISTERS_SON: _siblings_child("f"), R.SISTERS_DAUGHTER: _siblings_child("f"),
    R.UNCLE: _of_parent(Person.father), R.AUNT: _of_parent(Person.father),
    R.MATERNAL_UNCLE: _of_parent(Person.mother), R.MATERNAL_AUNT: _of_parent(Person.mother),
}  # fmt: skip
