"""Reading the papers around a family: as far as kinship reaches, as of a day, in few queries."""

from datetime import date

from django.db import connection
from django.test.utils import CaptureQueriesContext

from services.registers import kinship
from services.registers.models import Marriage, Parenthood, Resident
from services.registers.relations import Relation
from tenants.directory.models import Tenant
from tests.services.registers.kinship.family import One
from tests.services.registers.people import resident

ON = date(2024, 6, 1)
R = Relation


def born_to(child: Resident, parent: Resident, **more: object) -> Parenthood:
    return Parenthood.objects.create(child=child, parent=parent, **more)


def test_a_nephew_is_found_over_a_dead_brother_whom_no_household_has(in_karool: Tenant) -> None:
    head, brother, nephew, father = (resident(f"Маматов {name}") for name in ("Асан", "Бакыт", "Улан", "Омор"))
    for child, parent in ((head, father), (brother, father), (nephew, brother)):
        born_to(child, parent)

    with CaptureQueriesContext(connection) as asked:
        papers = kinship.papers_of([head, nephew], on=ON)

    assert len(asked) <= 6
    told = kinship.relation_of(nephew, to=head, parenthoods=papers.parenthoods, marriages=papers.marriages)
    assert told is R.NEPHEW


def test_papers_are_those_of_the_day(in_karool: Tenant) -> None:
    child, birth_father, father = (resident(f"Маматов {name}") for name in ("Асан", "Бакыт", "Улан"))
    born_to(child, birth_father, until=date(2020, 1, 1))
    born_to(child, father, kind="adoption", since=date(2020, 1, 1))

    def told(on: date) -> list[Relation]:
        papers = kinship.papers_of([child], on=on)
        return [
            kinship.relation_of(one, to=child, parenthoods=papers.parenthoods, marriages=papers.marriages)
            for one in (birth_father, father)
        ]

    assert told(date(2019, 12, 31)) == [R.FATHER, R.OTHER_RELATIVE]
    assert told(ON) == [R.OTHER_RELATIVE, R.FATHER]


def test_a_marriage_that_death_ended_still_makes_kin(in_karool: Tenant) -> None:
    widow, mother = resident("Маматова Айым", sex="f"), resident("Маматова Кенже", sex="f")
    husband = resident("Маматов Асан")
    born_to(husband, mother)
    Marriage.objects.create(husband=husband, wife=widow, until=date(2020, 1, 1), ended_by="death")

    papers = kinship.papers_of([widow, mother], on=ON)

    told = kinship.relation_of(mother, to=widow, parenthoods=papers.parenthoods, marriages=papers.marriages)
    assert told is R.MOTHER_IN_LAW


def test_among_themselves_takes_two_queries(in_karool: Tenant) -> None:
    father, child, stranger = (resident(f"Маматов {name}") for name in ("Асан", "Бакыт", "Улан"))
    born_to(child, father)
    born_to(stranger, resident("Маматов Омор"))
    with CaptureQueriesContext(connection) as asked:
        papers = kinship.papers_among([father, child, stranger], on=ON)
    assert (len(asked), len(papers.parenthoods)) == (2, 1)


def test_a_household_that_joins_is_related_over_both_books(in_karool: Tenant) -> None:
    """The son's family comes back: his wife and child are known from their own page of the book."""
    head, son, bride, child = resident("Маматов Асан", born=date(1950, 1, 1)), resident("Маматов Бакыт"), resident(
        "Маматова Гүлнара", sex="f", born=date(1987, 1, 1)
    ), resident("Маматов Улан", born=date(2015, 1, 1))  # fmt: skip
    born_to(son, head)
    papers = kinship.papers_of([head, son, bride, child], on=ON)
    told = kinship.joining(
        [One(son, R.HEAD), One(bride, R.WIFE), One(child, R.SON)], to=[One(head, R.HEAD)],
        parenthoods=papers.parenthoods, marriages=papers.marriages,
    )  # fmt: skip
    assert [told[one.reference] for one in (son, bride, child)] == [R.SON, R.DAUGHTER_IN_LAW, R.GRANDSON]
