"""A household drawn as a tree: couples and their children."""

from services.registers.kinship import Branch, branches
from services.registers.models import Resident
from services.registers.relations import Relation
from tests.services.registers.kinship.family import One, couple, parent, person

R = Relation


def drawn(grown: list[Branch], names: dict[str, str]) -> list[object]:
    """Return branches as nested lists of names."""
    return [
        [" + ".join(names[key] for key in one.people), *drawn(list(one.children), names)] if one.children
        else " + ".join(names[key] for key in one.people)
        for one in grown
    ]  # fmt: skip


def tree(*members: tuple[str, Resident, Relation], **papers: object) -> list[object]:
    names = {one.reference: name for name, one, _relation in members}
    return drawn(branches([One(who, relation) for _name, who, relation in members], **papers), names)  # type: ignore[arg-type]


def test_children_hang_under_their_parents_and_spouses_stand_beside_each_other() -> None:
    asan, aiym = ("Асан", person("m", 1955, "Асан"), R.HEAD), ("Айым", person("f", 1958), R.WIFE)
    bakyt = ("Бакыт", person("m", 1984, "Бакыт", marital_status="married"), R.SON)
    bride = ("Гүлнара", person("f", 1987), R.DAUGHTER_IN_LAW)
    nurlan = ("Нурлан", person("m", 1992, marital_status="single"), R.SON)
    child = ("Айдай", person("f", 2012, patronymic="Бакытовна"), R.GRANDDAUGHTER)
    grandmother = ("Кенже", person("f", 1930), R.MOTHER)

    assert tree(bakyt, asan, child, aiym, nurlan, bride, grandmother) == [
        ["Кенже", ["Асан + Айым", ["Бакыт + Гүлнара", "Айдай"], "Нурлан"]]
    ]


def test_who_hangs_on_nobody_stands_alone() -> None:
    head, lodger = ("Асан", person("m", 1955), R.HEAD), ("Кубан", person("m", 1990), R.LODGER)
    assert tree(lodger, head) == ["Асан", "Кубан"]
    assert tree() == []


def test_a_grandchild_hangs_on_the_grandparents_where_the_parents_live_elsewhere() -> None:
    head, child = ("Асан", person("m", 1950), R.HEAD), ("Айдай", person("f", 2012), R.GREAT_GRANDDAUGHTER)
    assert tree(child, head) == [["Асан", "Айдай"]]


def test_papers_tell_whose_child_somebody_is() -> None:
    head = ("Асан", person("m", 1950), R.HEAD)
    one, other = ("Бакыт", person("m", 1975), R.SON), ("Нурлан", person("m", 1978), R.SON)
    child = ("Айдай", person("f", 2012), R.GRANDDAUGHTER)
    papers = {"parenthoods": [parent(child[1], other[1])]}
    assert tree(head, one, other, child, **papers) == [["Асан", "Бакыт", ["Нурлан", "Айдай"]]]


def test_everybody_is_drawn_once_whatever_the_papers_say() -> None:
    one, other = ("Асан", person("m", 1950), R.HEAD), ("Айым", person("f", 1952), R.OTHER_RELATIVE)
    knot = {
        "parenthoods": [parent(one[1], other[1]), parent(other[1], one[1])],
        "marriages": [couple(one[1], other[1])],
    }
    assert tree(one, other, **knot) == ["Асан + Айым"]
