"""Writing down people and households: what is done, what is refused, what the journal keeps."""

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from services.registers import actions
from services.registers.actions import Papers, Person
from services.registers.codes import CorrectionReason
from services.registers.models import Membership, Resident
from services.registers.phones import BadPhoneError
from services.registers.pin import Problem
from services.registers.relations import Relation
from services.registers.search import find_residents
from tenants.directory.models import Tenant
from tereze.accounts.permissions import Platform
from tereze.audit.models import Entry
from tests.services.registers.people import household, member, resident

BY = Platform("tests")
ON = date(2026, 11, 23)
BAKYT = Person(
    surname="Маматов", given_name="Бакыт", patronymic="Асанович", sex="m", pin="2 15031984 99001",
    birth_date=date(1984, 3, 15), phone="0770 12 34 56",
)  # fmt: skip
ID_CARD = Papers(type="id_card", series="id", number="0712345", issued_on=date(2019, 1, 1))


def register(**more: Any) -> Resident:
    return actions.register_resident(person=replace(BAKYT, **more), by=BY, on=ON)


def correct(
    who: Resident, reason: CorrectionReason = CorrectionReason.MISTAKE, note: str = "", **more: Any
) -> Resident:
    person = Person(**{name: getattr(who, name) for name in Person.__dataclass_fields__})
    return actions.correct_resident(
        resident=who, person=replace(person, **more), reason=reason, note=note, by=BY, on=ON
    )


def entries() -> list[Entry]:
    return list(Entry.objects.filter(actor=BY.audit_name))


def last_entry() -> Entry:
    return entries()[-1]


# --- residents


def test_a_resident_is_written_down_with_number_and_phone_as_they_are_stored(in_karool: Tenant) -> None:
    actions.register_resident(person=BAKYT, papers=ID_CARD, by=BY, on=ON)

    (found,) = Resident.objects.all()
    assert (found.pin, found.phone) == ("21503198499001", "+996770123456")
    assert [str(one) for one in found.documents.all()] == ["ID0712345"]
    assert (last_entry().action, last_entry().subject) == ("resident.registered", found.subject)


def test_a_bad_pin_is_refused_and_nobody_is_written_down(in_karool: Tenant) -> None:
    with pytest.raises(actions.BadPinError) as refusal:
        register(pin="9")

    assert refusal.value.check.errors == (Problem.LENGTH,)
    assert not Resident.objects.exists()
    assert entries() == []


def test_a_bad_phone_is_refused(in_karool: Tenant) -> None:
    with pytest.raises(BadPhoneError):
        register(phone="12")


def test_a_taken_pin_says_whose_it_is(in_karool: Tenant) -> None:
    first = register()

    with pytest.raises(actions.PinTakenError) as refusal:
        register(surname="Осмонов")

    assert refusal.value.resident == first
    assert Resident.objects.count() == 1


def test_a_taken_document_says_whose_it_is(in_karool: Tenant) -> None:
    first = actions.register_resident(person=BAKYT, papers=ID_CARD, by=BY, on=ON)

    with pytest.raises(actions.DocumentTakenError) as refusal:
        actions.register_resident(person=replace(BAKYT, pin=""), papers=ID_CARD, by=BY, on=ON)

    assert refusal.value.resident == first


def test_a_corrected_mistake_is_gone_from_the_card_and_kept_in_the_journal_by_name_only(in_karool: Tenant) -> None:
    who = correct(register(), note="паспорт 21503198499001 боюнча", surname="Маматоф")

    assert Resident.objects.get().surname == "Маматоф"
    assert not who.former_names.exists()
    assert last_entry().details == {"fields": ["surname"], "reason": "mistake", "note": "паспорт … боюнча"}


def test_a_new_name_leaves_the_former_one_findable(in_karool: Tenant) -> None:
    aigul = register(surname="Токтогулова", given_name="Айгүл", patronymic="", sex="f", pin="")

    correct(aigul, CorrectionReason.CHANGED, surname="Маматова")

    assert [str(one) for one in aigul.former_names.all()] == ["Токтогулова Айгүл"]
    assert [one.full_name for one in find_residents("Токтогулова")] == ["Маматова Айгүл"]


def test_a_former_pin_is_kept_even_when_it_was_a_mistake(in_karool: Tenant) -> None:
    who = correct(register(), pin="21503198499077")

    assert [one.pin for one in who.former_pins.all()] == ["21503198499001"]
    assert "21503198499001" not in str(last_entry().details)


def test_a_correction_without_a_change_is_refused(in_karool: Tenant) -> None:
    with pytest.raises(actions.NothingChangedError):
        correct(register())


def test_a_death_ends_the_membership_and_says_so_once(in_karool: Tenant) -> None:
    who = resident()
    member(household(), who)

    actions.record_death(resident=who, on=date(2024, 2, 2), by=BY)

    ended = Membership.objects.get()
    assert (ended.left_on, ended.leave_reason) == (date(2024, 2, 2), "death")
    with pytest.raises(actions.AlreadyDeadError):
        actions.record_death(resident=who, on=date(2024, 2, 3), by=BY)


def test_a_child_may_die_on_the_day_of_birth(in_karool: Tenant) -> None:
    born = date(2024, 2, 2)
    child = resident("Маматов Бөбөк Б", born=born)
    member(household(), child, Relation.SON, since=born)

    actions.record_death(resident=child, on=born, by=BY)

    assert Resident.objects.get().death_date == born


def test_nobody_dies_before_birth(in_karool: Tenant) -> None:
    with pytest.raises(actions.TooEarlyError):
        actions.record_death(resident=resident(), on=date(1984, 3, 14), by=BY)
