"""Relations to a new head, by rule: from what the household book says, and from papers where there are some."""

from datetime import date
from itertools import product

import pytest

from services.registers import generations
from services.registers.kinship import likely_head, relation_of
from services.registers.relations import Relation
from tests.services.registers.kinship.family import One, couple, parent, person, to_new_head

R = Relation
# A birth year that suits each relation to a head born in 1970.
_YEAR = {-2: 1920, -1: 1945, 0: 1970, 1: 1995, 2: 2018, 3: 2040}
_ALL = [one for one in Relation if one != R.HEAD]


def _year(relation: Relation) -> int:
    shift = -4 if "elder" in relation.value else 4 if "younger" in relation.value else 1
    return _YEAR[generations.generation(relation) or 0] + shift


def _sex(relation: Relation) -> str:
    return "m" if relation.sex == "any" else relation.sex


def _head_for(*relations: Relation) -> str:
    """Return a sex that a head with such relatives can have; empty if none can."""
    male = {R.WIFE, R.YOUNGER_SISTER, R.WIFES_YOUNGER_SISTER}
    female = {R.HUSBAND, R.YOUNGER_SISTER_OF_WOMAN, R.YOUNGER_SISTER_IN_LAW}
    if set(relations) & male:
        return "" if set(relations) & female else "m"
    return "f" if set(relations) & female else "m"


PAIRS = [(was, other) for was, other in product(_ALL, _ALL) if _head_for(was, other)]


@pytest.mark.parametrize("was", _ALL, ids=str)
def test_whoever_becomes_the_head_every_relation_fits_the_sex_and_the_generation(was: Relation) -> None:
    for other in (two for one, two in PAIRS if one is was):
        new, old, member = (
            person(_sex(was), _year(was)),
            person(_head_for(was, other), 1970),
            person(_sex(other), _year(other) + 2),
        )
        told = to_new_head((new, was), (old, R.HEAD), (member, other), head=new)
        assert told[0] is R.HEAD
        assert R.HEAD not in told[1:]
        assert (told[1].fits(old.sex), told[2].fits(member.sex)) == (True, True)
        places = [generations.generation(one) for one in (told[2], other, was)]
        if None not in places and told[2] not in {R.SON_IN_LAW, R.DAUGHTER_IN_LAW}:  # so grandchildren's are called too
            assert places[0] == places[1] - places[2], (was, other, told[2])  # type: ignore[operator]


@pytest.mark.parametrize("relation", _ALL, ids=str)
def test_with_the_same_head_every_relation_stays(relation: Relation) -> None:
    head = person(_head_for(relation), 1970)
    member = person(_sex(relation), _year(relation))
    assert to_new_head((head, R.HEAD), (member, relation), head=head) == [R.HEAD, relation]


BACK = {
    (R.SON, "m"): R.FATHER, (R.SON, "f"): R.MOTHER, (R.DAUGHTER, "m"): R.FATHER, (R.WIFE, "m"): R.HUSBAND,
    (R.HUSBAND, "f"): R.WIFE, (R.FATHER, "m"): R.SON, (R.MOTHER, "f"): R.DAUGHTER,
    (R.GRANDFATHER, "m"): R.GRANDSON, (R.MATERNAL_GRANDMOTHER, "f"): R.GRANDDAUGHTER,
    (R.ELDER_BROTHER, "m"): R.YOUNGER_BROTHER, (R.ELDER_BROTHER, "f"): R.YOUNGER_SISTER,
    (R.ELDER_SISTER, "f"): R.YOUNGER_SISTER_OF_WOMAN, (R.YOUNGER_BROTHER, "f"): R.ELDER_SISTER,
    (R.YOUNGER_SISTER, "m"): R.ELDER_BROTHER, (R.DAUGHTER_IN_LAW, "m"): R.FATHER_IN_LAW,
    (R.DAUGHTER_IN_LAW, "f"): R.MOTHER_IN_LAW, (R.SON_IN_LAW, "f"): R.MOTHER_IN_LAW,
    (R.FATHER_IN_LAW, "m"): R.SON_IN_LAW, (R.MOTHER_IN_LAW, "f"): R.DAUGHTER_IN_LAW,
    (R.ELDER_BROTHER_IN_LAW, "f"): R.YOUNGER_BROTHERS_WIFE, (R.ELDER_BROTHER_IN_LAW, "m"): R.YOUNGER_SISTERS_HUSBAND,
    (R.YOUNGER_SISTER_IN_LAW, "f"): R.ELDER_BROTHERS_WIFE, (R.WIFES_YOUNGER_SISTER, "m"): R.ELDER_SISTERS_HUSBAND,
    (R.ELDER_SISTERS_HUSBAND, "m"): R.YOUNGER_BROTHER_IN_LAW, (R.YOUNGER_BROTHERS_WIFE, "m"): R.ELDER_BROTHER_IN_LAW,
    (R.NEPHEW, "m"): R.UNCLE, (R.NIECE, "f"): R.AUNT, (R.SISTERS_SON, "m"): R.MATERNAL_UNCLE,
    (R.SISTERS_DAUGHTER, "f"): R.MATERNAL_AUNT, (R.UNCLE, "m"): R.NEPHEW, (R.AUNT, "f"): R.NIECE,
    (R.MATERNAL_UNCLE, "m"): R.SISTERS_SON, (R.MATERNAL_AUNT, "f"): R.SISTERS_DAUGHTER,
    (R.ADOPTED_SON, "m"): R.FATHER, (R.ADOPTED_DAUGHTER, "f"): R.MOTHER, (R.STEPSON, "m"): R.STEPFATHER,
    (R.STEPDAUGHTER, "f"): R.STEPMOTHER, (R.STEPFATHER, "m"): R.STEPSON, (R.STEPMOTHER, "f"): R.STEPDAUGHTER,
    (R.WARD, "m"): R.OTHER_RELATIVE, (R.OTHER_RELATIVE, "m"): R.OTHER_RELATIVE, (R.NOT_RELATED, "m"): R.NOT_RELATED,
    (R.LODGER, "f"): R.NOT_RELATED,
}  # fmt: skip


@pytest.mark.parametrize(("was", "sex"), list(BACK), ids=str)
def test_the_old_head_is_to_the_new_one_what_the_new_one_was_not(was: Relation, sex: str) -> None:
    new, old = person(_sex(was), _year(was)), person(sex, 1970)
    assert to_new_head((old, R.HEAD), (new, was), head=new) == [BACK[was, sex], R.HEAD]


def test_a_grandson_who_becomes_the_head_names_his_grandfather_by_the_side_papers_tell() -> None:
    old, new, mother = person("m", 1940), person("m", 1995), person("f", 1968)
    told = to_new_head((old, R.HEAD), (mother, R.DAUGHTER), (new, R.GRANDSON), head=new)
    assert told == [R.MATERNAL_GRANDFATHER, R.MOTHER, R.HEAD]


def test_a_son_follows_his_father() -> None:
    old, mother = person("m", 1955, "Асан"), person("f", 1958)
    new, bride = person("m", 1985, "Бакыт", marital_status="married"), person("f", 1988)
    elder, younger, sister = person("m", 1980, marital_status="single"), person("m", 1990), person("f", 1992)
    child = person("f", 2015, patronymic="Бакытовна")
    told = to_new_head(
        (old, R.HEAD), (mother, R.WIFE), (new, R.SON), (bride, R.DAUGHTER_IN_LAW), (elder, R.SON), (younger, R.SON),
        (sister, R.DAUGHTER), (child, R.GRANDDAUGHTER), head=new,
    )  # fmt: skip
    assert told == [
        R.FATHER, R.MOTHER, R.HEAD, R.WIFE, R.ELDER_BROTHER, R.YOUNGER_BROTHER, R.YOUNGER_SISTER, R.DAUGHTER,
    ]  # fmt: skip


def test_a_widow_follows_her_husband_who_is_no_member_any_more() -> None:
    widow, son, bride = person("f", 1960), person("m", 1985), person("f", 1988)
    mother_in_law, brother_in_law = person("f", 1938), person("m", 1970)
    told = to_new_head(
        (widow, R.WIFE), (son, R.SON), (bride, R.DAUGHTER_IN_LAW), (mother_in_law, R.MOTHER),
        (brother_in_law, R.YOUNGER_BROTHER), head=widow,
        marriages=(couple(person("m", 1955), widow, "death"),),
    )  # fmt: skip
    assert told[:4] == [R.HEAD, R.SON, R.DAUGHTER_IN_LAW, R.MOTHER_IN_LAW]


def test_a_wife_of_nobody_knows_which_brother_is_left_to_a_person() -> None:
    new, brother, bride = person("m", 1985), person("m", 1987), person("f", 1988)
    told = to_new_head((new, R.SON), (brother, R.SON), (bride, R.DAUGHTER_IN_LAW), head=new)
    assert told[2] is R.OTHER_RELATIVE
    told = to_new_head(
        (new, R.SON), (brother, R.SON), (bride, R.DAUGHTER_IN_LAW), head=new, marriages=(couple(brother, bride),)
    )
    assert told[2] is R.YOUNGER_BROTHERS_WIFE


def test_papers_tell_a_stepmother_from_a_mother() -> None:
    old, wife, son, dead = person("m", 1955), person("f", 1960), person("m", 1985), person("f", 1957)
    family = (old, R.HEAD), (wife, R.WIFE), (son, R.SON)
    assert to_new_head(*family, head=son)[1] is R.MOTHER
    papers = (parent(son, old), parent(son, dead))
    assert to_new_head(*family, head=son, parenthoods=papers)[1] is R.STEPMOTHER
    young = person("f", 1980)
    assert to_new_head((old, R.HEAD), (young, R.WIFE), (son, R.SON), head=son)[1] is R.STEPMOTHER


def test_a_stepson_is_his_mothers_son() -> None:
    old, wife, stepson, son = person("m", 1955), person("f", 1960), person("m", 1982), person("m", 1985)
    told = to_new_head((old, R.HEAD), (wife, R.WIFE), (stepson, R.STEPSON), (son, R.SON), head=wife)
    assert told == [R.HUSBAND, R.HEAD, R.SON, R.SON]
    told = to_new_head((old, R.HEAD), (wife, R.WIFE), (stepson, R.STEPSON), (son, R.SON), head=son)
    assert told == [R.FATHER, R.MOTHER, R.ELDER_BROTHER, R.HEAD]


def test_who_parted_is_nobodys_wife() -> None:
    old, former, son = person("m", 1955), person("f", 1960), person("m", 1985)
    papers = {"parenthoods": (parent(son, old), parent(son, former)), "marriages": (couple(old, former, "divorce"),)}
    told = to_new_head((son, R.HEAD), (old, R.FATHER), (former, R.MOTHER), head=old, **papers)  # type: ignore[arg-type]
    assert told == [R.SON, R.HEAD, R.OTHER_RELATIVE]


def test_papers_win_over_the_book() -> None:
    old, child, real = person("m", 1960), person("m", 2000), person("f", 1982)
    told = to_new_head((old, R.HEAD), (real, R.DAUGHTER), (child, R.SON), head=real, parenthoods=(parent(child, real),))
    assert told == [R.FATHER, R.HEAD, R.SON]


def test_a_ward_stays_the_ward_of_the_guardians_wife() -> None:
    old, wife, ward = person("m", 1960), person("f", 1965), person("f", 2015)
    assert to_new_head((old, R.HEAD), (wife, R.WIFE), (ward, R.WARD), head=wife)[2] is R.WARD
    told = to_new_head((old, R.HEAD), (ward, R.OTHER_RELATIVE), head=old, parenthoods=(parent(ward, old, "guardian"),))
    assert told[1] is R.WARD


def test_brothers_without_birthdays_are_not_guessed_at() -> None:
    old, new, brother = person("m", 1950), person("m", 1980), person("m", None)
    assert to_new_head((old, R.HEAD), (new, R.SON), (brother, R.SON), head=new)[2] is R.OTHER_RELATIVE
    told = to_new_head((old, R.HEAD), (new, R.YOUNGER_BROTHER), (brother, R.ELDER_BROTHER), head=new)
    assert told == [R.ELDER_BROTHER, R.HEAD, R.ELDER_BROTHER]


def test_a_newborn_is_related_through_its_parents() -> None:
    head, son, bride, child = person("m", 1955), person("m", 1985), person("f", 1988), person("f", 2025)
    members = [One(head, R.HEAD), One(son, R.SON), One(bride, R.DAUGHTER_IN_LAW)]
    assert relation_of(child, to=head, members=members, parenthoods=[parent(child, son)]) is R.GRANDDAUGHTER
    assert relation_of(child, to=son, members=members, parenthoods=[parent(child, son)]) is R.DAUGHTER
    assert relation_of(child, to=head, members=members, parenthoods=[parent(child, bride)]) is R.GRANDDAUGHTER
    assert relation_of(child, to=head, members=members) is R.OTHER_RELATIVE


def test_a_bride_is_related_through_her_husband() -> None:
    head, brother, bride = person("m", 1985), person("m", 1980), person("f", 1988)
    members = [One(head, R.HEAD), One(brother, R.ELDER_BROTHER)]
    wedding = [couple(brother, bride)]
    assert relation_of(bride, to=head, members=members, marriages=wedding) is R.ELDER_BROTHERS_WIFE
    assert relation_of(bride, to=brother, members=members, marriages=wedding) is R.WIFE


def test_the_spouse_is_the_likely_head_then_the_eldest_adult_then_the_eldest() -> None:
    on = date(2026, 1, 1)
    wife, son, old, child = person("f", 1960), person("m", 1985), person("m", 1935), person("m", 2015)
    lodger = person("m", 1930)
    rest = [One(lodger, R.LODGER), One(child, R.GRANDSON), One(son, R.SON), One(old, R.FATHER)]
    assert likely_head([*rest, One(wife, R.WIFE)], on=on) is wife
    assert likely_head(rest, on=on) is old
    assert likely_head(rest[:2], on=on) is child
    assert likely_head(rest[:1], on=on) is lodger
    assert likely_head([], on=on) is None
