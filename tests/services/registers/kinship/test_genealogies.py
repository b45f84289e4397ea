"""The made-up genealogies know the true kinship of everybody: whatever is proposed must agree with it."""

from collections import Counter
from collections.abc import Iterator
from functools import cache
from itertools import islice
from typing import Any

import pytest

from services.registers.kinship import proposed, relation_of
from services.registers.models import Marriage, Parenthood, Resident
from services.registers.relations import Relation
from services.registers.synthetic import SyntheticCouncil, SyntheticResident, VillageSpec, generate
from services.registers.synthetic.accounts import _Papers
from services.registers.synthetic.kinship import relation as true_relation
from services.registers.synthetic.people import Person
from tests.services.registers.kinship.family import One
from tests.services.registers.made_up import TODAY

R = Relation
# The book says of these only that they are strangers or live there; a genealogy that knows better is not asked.
GUESTS = {R.WARD, R.LODGER, R.NOT_RELATED}


class Village:
    """A council as models that are nowhere written, with the genealogy it was made from."""

    def __init__(self) -> None:
        self.people: dict[str, Person] = {}
        self.council = self._generated()
        self._residents: dict[str, Resident] = {}
        told = self.council
        self.parenthoods = [
            Parenthood(child=self.resident(one.child), parent=self.resident(one.parent), kind=one.kind)
            for one in told.parenthoods
        ]
        self.marriages = [
            Marriage(husband=self.resident(one.husband), wife=self.resident(one.wife), since=one.since,
                     until=one.until, ended_by=one.ended_by)
            for one in told.marriages if one.husband and one.wife
        ]  # fmt: skip

    def _generated(self) -> SyntheticCouncil:
        patch = pytest.MonkeyPatch()
        written: Any = _Papers._resident

        def remember(papers: Any, person: Person) -> SyntheticResident:
            made: SyntheticResident = written(papers, person)
            self.people[made.pin] = person
            return made

        with patch.context() as patched:
            patched.setattr(_Papers, "_resident", remember)
            return generate(villages=[VillageSpec("010", "Кароол", "Кароол")], residents=1500, seed="kin", today=TODAY)

    def resident(self, one: SyntheticResident) -> Resident:
        if one.pin not in self._residents:
            self._residents[one.pin] = Resident(
                pin=one.pin, surname=one.surname, given_name=one.given_name, patronymic=one.patronymic, sex=one.sex,
                birth_date=one.birth_date, death_date=one.death_date, marital_status=one.marital_status,
            )  # fmt: skip
        return self._residents[one.pin]

    def households(self) -> Iterator[list[One]]:
        for home in self.council.households:
            members = [One(self.resident(one.resident), one.relation) for one in home.living]
            if len(members) > 1:
                yield members

    def papers(self, members: list[One]) -> dict[str, Any]:
        """Return what `papers_of` would read around the members."""
        near = {one.resident.pin for one in members}
        parenthoods, marriages = list[Parenthood](), list[Marriage]()
        for _step in range(3):
            parenthoods = [one for one in self.parenthoods if {one.child.pin, one.parent.pin} & near]
            marriages = [one for one in self.marriages if {one.husband.pin, one.wife.pin} & near]  # type: ignore[union-attr]
            near |= {pin for one in parenthoods for pin in (one.child.pin, one.parent.pin)}
            near |= {pin for one in marriages for pin in (one.husband.pin, one.wife.pin)}  # type: ignore[union-attr]
        return {"parenthoods": parenthoods, "marriages": marriages}

    def truth(self, one: Resident, head: Resident) -> Relation:
        return true_relation(self.people[one.pin], self.people[head.pin])


@cache
def village() -> Village:
    return Village()


def _compared(*, papers: bool) -> Counter[tuple[Relation, Relation]]:
    """Return how often each relation was proposed for each true one, over every member as a new head."""
    found: Counter[tuple[Relation, Relation]] = Counter()
    for members in islice(village().households(), None, None, 4 if papers else 1):
        told = village().papers(members) if papers else {}
        family = [one for one in members if one.relation not in GUESTS]
        for new in family:
            relations = proposed(members, head=new.resident.reference, **told)
            for one in family:
                truth = village().truth(one.resident, new.resident)
                found[truth, relations[one.resident.reference]] += 1
    return found


def _unknown(found: Counter[tuple[Relation, Relation]]) -> float:
    missed = sum(number for (truth, told), number in found.items() if told is R.OTHER_RELATIVE is not truth)
    return missed / found.total()


def _wrong(found: Counter[tuple[Relation, Relation]]) -> dict[tuple[Relation, Relation], int]:
    """Return what was said otherwise than it is. A head's brother's child whose father nobody knows is no mistake."""
    return {
        (truth, told): number
        for (truth, told), number in found.items()
        if truth is not told and R.OTHER_RELATIVE not in {truth, told}
    }


def test_the_book_alone_tells_nearly_all_and_is_seldom_wrong() -> None:
    found = _compared(papers=False)
    assert found.total() > 5000
    assert _unknown(found) < 0.03
    assert sum(_wrong(found).values()) < found.total() * 0.001


def test_with_papers_nothing_is_wrong_and_hardly_anything_unknown() -> None:
    found = _compared(papers=True)
    assert found.total() > 1000
    assert _wrong(found) == {}
    assert _unknown(found) < 0.003


def test_a_newcomers_relation_is_found_from_papers_alone() -> None:
    found: Counter[tuple[Relation, Relation]] = Counter()
    for members in islice(village().households(), 0, None, 9):
        head = next((one.resident for one in members if one.relation is R.HEAD), None)
        for one in (one for one in members if head and one.relation not in GUESTS):
            assert head is not None
            told = relation_of(one.resident, to=head, **village().papers(members))
            found[village().truth(one.resident, head), told] += 1
    assert _wrong(found) == {}
    assert _unknown(found) < 0.03
