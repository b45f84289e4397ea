"""The names, numbers and addresses of the made-up council."""

import re
from collections import Counter
from random import Random

import phonenumbers
import pytest

from services.registers.relations import Relation
from services.registers.synthetic import SyntheticCouncil, grammar, naming, streets
from tests.services.registers.made_up import RESIDENTS, TODAY, VILLAGES, age, everybody, living, made, members


@pytest.fixture(scope="module")
def council() -> SyntheticCouncil:
    return made()


# Names


def test_names_fit_the_sex(council: SyntheticCouncil) -> None:
    endings = {
        "m": re.compile(r"(ов|ев|ин|[А-ЯӨҮҢ][а-яёөүң]+ уулу) (вич|)"),
        "f": re.compile(r"(ова|ева|ина|[А-ЯӨҮҢ][а-яёөүң]+ кызы) (вна|)"),
    }
    given: dict[tuple[str, str], set[str]] = {
        (people, sex): {name for names in generations.values() for name in names} | {"Асан", "Үсөн", "Батма", "Зуура"}
        for people, pool in naming.pools().items()
        for sex, generations in pool.given.items()
    }
    for one in everybody(council):
        surname = one.surname if " " in one.surname else one.surname[-(2 if one.sex == "m" else 3) :]
        assert endings[one.sex].fullmatch(f"{surname} {one.patronymic[-3:]}"), one
        assert one.given_name in given[one.nationality, one.sex]


def test_an_empty_patronymic_goes_with_uulu_or_kyzy(council: SyntheticCouncil) -> None:
    young = [one for one in everybody(council) if one.nationality == "kyrgyz" and one.birth_date.year >= 1995]

    assert all((one.patronymic == "") is (one.surname.endswith((" уулу", " кызы"))) for one in everybody(council))
    assert 0.1 <= sum(one.patronymic == "" for one in young) / len(young) <= 0.2
    assert all(one.patronymic for one in everybody(council) if one.birth_date.year < 1985)


def test_the_lists_of_names_are_long_and_spelt_with_one_alphabet() -> None:
    kyrgyz, uzbek = naming.pools()["kyrgyz"], naming.pools()["uzbek"]

    for sex in naming.pools()["kyrgyz"].given:
        assert len({name for names in kyrgyz.given[sex].values() for name in names}) >= 150
        assert len({name for names in uzbek.given[sex].values() for name in names}) >= 60
    assert len(set(kyrgyz.surnames)) >= 120
    assert len(set(uzbek.surnames)) >= 60
    for pool in naming.pools().values():
        every = [*pool.surnames, *(name for given in pool.given.values() for names in given.values() for name in names)]
        assert all(re.fullmatch("[А-ЯЁӨҮҢ][а-яёөүң]+", name) for name in every)


@pytest.mark.parametrize(
    ("father", "son", "daughter"),
    [
        ("Асан", "Асанович", "Асановна"),
        ("Тургунбай", "Тургунбаевич", "Тургунбаевна"),
        ("Асаналы", "Асаналиевич", "Асаналиевна"),
        ("Муса", "Мусаевич", "Мусаевна"),
        ("Жеңиш", "Жеңишевич", "Жеңишевна"),
        ("Юрий", "Юрьевич", "Юрьевна"),
        ("Сергей", "Сергеевич", "Сергеевна"),
    ],
)
def test_patronymics_are_formed_as_in_documents(father: str, son: str, daughter: str) -> None:
    assert (grammar.patronymic_after(father, "m"), grammar.patronymic_after(father, "f")) == (son, daughter)


def test_latin_names_have_capitals_only(council: SyntheticCouncil) -> None:
    assert grammar.latin("Өмүрбек кызы Жыпаргүл") == "OMURBEK KYZY ZHYPARGUL"
    assert all(re.fullmatch("[A-Z ]+", f"{one.surname_latin} {one.given_name_latin}") for one in everybody(council))


# Papers and places


def test_pins_say_sex_and_birthday_and_are_unique(council: SyntheticCouncil) -> None:
    people = {id(member.resident): member.resident for _, member in members(council)}.values()

    assert len({one.pin for one in people}) == len(people)
    for one in people:
        assert re.fullmatch(f"{'1' if one.sex == 'f' else '2'}{one.birth_date:%d%m%Y}99[0-9]{{3}}", one.pin)


def test_documents_fit_the_age_and_are_unique(council: SyntheticCouncil) -> None:
    people = everybody(council)

    assert len({(one.document_series, one.document_number) for one in people}) == len(people)
    for one in people:
        assert re.fullmatch(r"\d{7}", one.document_number)
        assert one.birth_date <= one.document_issued_on <= (one.death_date or TODAY)
        assert one.document_series == "KR-X" or age(one, one.document_issued_on) >= 15
        assert (one.document_type == "birth_certificate") is (one.document_series == "KR-X")


def test_grown_people_have_identity_cards(council: SyntheticCouncil) -> None:
    cards = {member.resident.document_series for member in living(council) if age(member.resident) >= 17}

    assert cards == {"ID"}


def test_telephones_are_mobile_numbers_of_kyrgyzstan(council: SyntheticCouncil) -> None:
    phones = [one.phone for one in everybody(council) if one.phone]

    assert len(phones) == len(set(phones)) > RESIDENTS * 0.4
    assert all(re.fullmatch(r"\+996(50|55|70|77|99)\d{7}", phone) for phone in phones)
    assert all(phonenumbers.is_valid_number(phonenumbers.parse(phone)) for phone in phones[:500])
    assert not any(one.phone for one in everybody(council) if age(one) < 12)


def test_every_village_and_street_is_lived_in(council: SyntheticCouncil) -> None:
    named = {(street.village_code, street.name_ky) for street in council.streets}
    houses = Counter((household.village_code, household.street) for household in council.households)

    assert len(named) == len(council.streets)
    assert set(houses) == named
    assert {code for code, _ in named} == {village.code for village in VILLAGES}
    assert all(20 <= number <= 60 for number in houses.values())


def test_streets_have_20_to_60_houses_whatever_the_size_of_the_village() -> None:
    rng = Random(7)
    for homes in range(20, 1500, 7):
        sizes = [size for _, size in streets.lay_out(rng, "010", homes)]
        assert sum(sizes) == homes
        assert 20 <= min(sizes) <= max(sizes) <= 60


def test_every_household_has_an_address_and_an_account_of_its_own(council: SyntheticCouncil) -> None:
    addresses = {(one.village_code, one.street, one.house, one.flat) for one in council.households}

    assert len(addresses) == len({one.account for one in council.households}) == len(council.households)
    assert all(one.account == f"{one.book:02d}-{one.page:03d}" for one in council.households)
    assert any(one.flat for one in council.households)
    assert any(one.house.endswith("а") for one in council.households)


def test_some_households_have_moved(council: SyntheticCouncil) -> None:
    moved = [household for household in council.households if household.earlier_addresses]
    taken = {(one.village_code, one.street, one.house) for one in council.households}

    assert 50 < len(moved) < 300
    for household in moved:
        (before,) = household.earlier_addresses
        assert household.opened_on < before.until < TODAY
        assert (before.village_code, before.street, before.house) not in taken


def test_few_are_not_registered_where_they_live(council: SyntheticCouncil) -> None:
    elsewhere = [member for member in living(council) if not member.registered]

    assert 0.003 < len(elsewhere) / RESIDENTS < 0.05
    assert any(member.relation is Relation.LODGER for member in elsewhere)
