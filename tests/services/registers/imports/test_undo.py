"""Taking an import back: the register is as it was, or nothing is touched and the reason is told."""

from collections.abc import Collection, Iterator
from datetime import datetime
from typing import Any

import pytest
from django.db.models import Model
from django.utils.translation import override

from services.registers.imports import importing, runs, undo
from services.registers.models import (
    Household,
    HouseholdAddress,
    IdentityDocument,
    Membership,
    Resident,
    Street,
    Village,
)
from services.registers.models.imports import ImportedRecord, ImportState
from tereze.accounts.models import User
from tereze.audit.models import Entry
from tereze.exchange import dependants
from tereze.exchange.dependants import Dependant, Dependence
from tests.services.registers.imports import made
from tests.services.registers.imports.conftest import BY, asked, imported
from tests.services.registers.imports.made import AIGUL, BAKYT, ERMEK, JANYL, TODAY, but

pytestmark = pytest.mark.usefixtures("in_karool")

TABLES: tuple[type[Model], ...] = (Resident, Household, Membership, HouseholdAddress, Street, IdentityDocument)


@pytest.fixture(autouse=True)
def _in_english() -> Iterator[None]:
    """Reasons are told in the reader's language."""
    with override("en"):
        yield


def register() -> list[list[dict[str, Any]]]:
    """Everything that the register holds."""
    return [list(model._default_manager.order_by("pk").values()) for model in TABLES]


def refused(reference: str) -> list[str]:
    before = register()
    with pytest.raises(undo.CannotUndoError) as refusal:
        undo.undo(reference, by=BY)
    assert register() == before
    return [reason.says for reason in refusal.value.reasons]


def test_what_an_import_made_goes_again() -> None:
    before = register()
    run = imported(*made.VILLAGERS)

    undo.undo(run.reference, by=BY)

    assert register() == before
    assert not ImportedRecord.objects.exists()


def test_what_an_import_changed_is_as_before() -> None:
    imported(*made.VILLAGERS)
    before = register()
    run = imported(
        but(BAKYT, phone="0555 00 11 22", name="МАМАТОВ БАКЫТБЕК АСАНОВИЧ", relation="күйөөсү", document="ID7777777"),
        but(AIGUL, relation="башчы", house="99"),
        but(ERMEK, account="1-2", relation="небереси", village="", street="", house=""),
        but(JANYL, relation="апасы", account="1-1", village="", street="", house=""),
    )
    assert (run.state, register() != before) == (ImportState.DONE, True)

    undo.undo(run.reference, by=BY)

    assert register() == before


def test_the_journal_says_who_took_it_back() -> None:
    run = imported(*made.VILLAGERS)

    undone = undo.undo(run.reference, by=BY)

    assert (undone.state, undone.undone_by) == (ImportState.UNDONE, "platform:tests")
    assert Entry.objects.filter(action="register.import_undone", subject=run.subject).count() == 1


def test_an_import_is_taken_back_once() -> None:
    run = imported(*made.VILLAGERS)
    undo.undo(run.reference, by=BY)

    with pytest.raises(runs.WrongStateError):
        undo.undo(run.reference, by=BY)


def test_what_was_not_imported_cannot_be_taken_back() -> None:
    imported(*made.VILLAGERS)
    nothing = imported(*made.VILLAGERS)

    with pytest.raises(runs.WrongStateError):
        undo.undo(nothing.reference, by=BY)


def test_what_was_taken_back_can_be_imported_again() -> None:
    run = imported(*made.VILLAGERS)
    undo.undo(run.reference, by=BY)

    runs.check_again(run.reference, by=BY)
    again = importing.check(run.reference)
    assert again is not None
    importing.carry_out(asked(again).reference)

    assert Resident.objects.count() == 4


def test_a_resident_who_was_edited_since_stays() -> None:
    run = imported(*made.VILLAGERS)
    Resident.objects.filter(pin=BAKYT[3]).update(phone="+996700000000")

    assert refused(run.reference) == ["The resident was changed after the import."]


def test_somebody_who_died_since_stays() -> None:
    run = imported(*made.VILLAGERS)
    Resident.objects.filter(pin=BAKYT[3]).update(death_date=TODAY)

    assert len(refused(run.reference)) == 1


def test_a_household_with_a_member_of_later_stays() -> None:
    run = imported(*made.VILLAGERS)
    child = Resident.objects.create(surname="Бакыт уулу", given_name="Нурсултан", sex="m", birth_date=TODAY)
    Membership.objects.create(resident=child, household=Household.objects.get(account="1-1"), relation="son")

    with pytest.raises(undo.CannotUndoError) as refusal:
        undo.undo(run.reference, by=BY)

    assert [(reason.says, reason.about) for reason in refusal.value.reasons] == [
        ("Somebody joined the household after the import.", "Бакыт уулу Нурсултан")
    ]


def test_a_household_that_has_moved_since_stays() -> None:
    run = imported(*made.VILLAGERS)
    HouseholdAddress.objects.filter(household__account="1-2").update(house="8")

    assert refused(run.reference) == ["The household's address was changed after the import."]


def test_a_document_or_a_former_name_of_later_holds_its_resident() -> None:
    run = imported(*made.VILLAGERS)
    bakyt = Resident.objects.get(pin=BAKYT[3])
    bakyt.documents.create(type="passport", series="AC", number="0000009")
    bakyt.former_names.create(surname="Каримов", until=TODAY)

    assert refused(run.reference) == [
        "A document was added after the import.",
        "A former name or PIN was noted after the import.",
    ]


def test_a_street_on_which_others_live_by_now_stays() -> None:
    run = imported(*made.VILLAGERS)
    other = Household.objects.create(book=8, page=8, account="8-8")
    HouseholdAddress.objects.create(household=other, street=Street.objects.get(name_ky="Манас"), house="1")

    assert refused(run.reference) == ["Another household was entered on the street after the import."]


def test_a_later_import_has_to_go_first() -> None:
    first = imported(*made.VILLAGERS)
    second = imported(but(BAKYT, phone="0555 00 11 22"))
    assert refused(first.reference) == ["The resident was changed after the import."]

    undo.undo(second.reference, by=BY)
    undo.undo(first.reference, by=BY)

    assert not Resident.objects.exists()


def test_what_has_nothing_to_do_with_the_import_stays() -> None:
    street = Street.objects.create(village=Village.objects.get(code="030"), name_ky="Абад", name_ru="Абад")
    run = imported(*made.VILLAGERS)

    undo.undo(run.reference, by=BY)

    assert list(Street.objects.all()) == [street]


@pytest.fixture
def certificates() -> Iterator[list[tuple[Collection[str], datetime]]]:
    """A service that has issued something about Bakyt, and remembers what it was asked."""
    asked_for: list[tuple[Collection[str], datetime]] = []

    def find(references: Collection[str], since: datetime) -> list[Dependence]:
        asked_for.append((references, since))
        bakyt = Resident.objects.get(pin=BAKYT[3]).reference
        return [Dependence(bakyt, "Маалымкат № 7")] if bakyt in references else []

    dependants.registry.add(Dependant(name="tests.certificates", about="resident", find=find))
    yield asked_for
    dependants.registry._things.pop("tests.certificates")


def test_a_certificate_issued_since_holds_the_import(
    certificates: list[tuple[Collection[str], datetime]],
) -> None:
    run = imported(*made.VILLAGERS)

    assert refused(run.reference) == ["Маалымкат № 7"]
    references, since = certificates[0]
    assert set(references) == set(Resident.objects.values_list("reference", flat=True))
    assert since == run.finished_at


def test_who_may_not_import_may_not_take_back(clerk: User) -> None:
    run = imported(BAKYT)

    with pytest.raises(runs.NotAllowedError):
        undo.undo(run.reference, by=clerk)
