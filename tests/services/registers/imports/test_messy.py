"""A register as offices really keep it: what comes out of it is known, person by person."""

import pytest

from services.registers import queries
from services.registers.imports import importing
from services.registers.models import Household, Resident
from tests.services.registers.imports import messy
from tests.services.registers.imports.conftest import asked, checked

pytestmark = pytest.mark.usefixtures("in_karool")


@pytest.fixture(scope="module")
def office_file() -> messy.Messy:
    return messy.workbook(messy.council(300))


def test_the_same_seed_makes_the_same_workbook() -> None:
    source = messy.council(60)

    assert messy.workbook(source, seed=3).wanted == messy.workbook(source, seed=3).wanted


def test_a_check_counts_what_the_generator_put_in(office_file: messy.Messy) -> None:
    run = checked(office_file.content)

    assert {name: run.counts[name] for name, _number in messy.counted(office_file)} == dict(messy.counted(office_file))
    assert run.report["table"]["sheets"] == ["Тизме 2026"]


def test_every_mistake_is_told_in_its_row_and_nothing_else_is(office_file: messy.Messy) -> None:
    run = checked(office_file.content)

    errors = run.problems.filter(is_error=True).values_list("row", "code")
    assert sorted(errors) == sorted(office_file.errors)
    assert list(run.problems.filter(code="repeated").values_list("row", flat=True)) == office_file.repeated


def test_everybody_comes_in_as_they_were_made(office_file: messy.Messy) -> None:
    importing.carry_out(asked(checked(office_file.content), leave_out_errors=True).reference)

    for wanted in office_file.wanted:
        made = wanted.resident
        resident = Resident.objects.get(pin=made.pin)
        assert (resident.surname, resident.given_name, resident.patronymic) == (
            made.surname, made.given_name, made.patronymic
        )  # fmt: skip
        assert (resident.birth_date, resident.sex, resident.phone) == (made.birth_date, made.sex, made.phone)
        assert resident.nationality == made.nationality


def test_everybody_lives_with_whom_and_where_they_were_made_to(office_file: messy.Messy) -> None:
    importing.carry_out(asked(checked(office_file.content), leave_out_errors=True).reference)

    for household in {wanted.household.account: wanted.household for wanted in office_file.wanted}.values():
        home = Household.objects.get(account=household.account)
        members = {one.resident.pin: one.relation for one in queries.composition(home, on=messy.TODAY)}
        assert members == {one.resident.pin: one.relation for one in messy.present(household)}
        address = queries.address_of(home, on=messy.TODAY)
        assert address is not None
        assert (address.street.village.code, address.street.name_ky, address.house) == (
            household.village_code, household.street, household.house
        )  # fmt: skip


def test_the_same_workbook_again_changes_nothing(office_file: messy.Messy) -> None:
    importing.carry_out(asked(checked(office_file.content), leave_out_errors=True).reference)

    again = checked(office_file.content)

    assert (again.counts["new"], again.counts["changed"]) == (0, 0)
    assert again.counts["unchanged"] == len(office_file.wanted)
