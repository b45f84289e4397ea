"""What the database itself refuses, whoever writes."""

from collections.abc import Callable
from datetime import date

import pytest
from django.db import DatabaseError, IntegrityError, transaction

from services.registers.models import (
    FormerPin,
    Household,
    HouseholdAddress,
    IdentityDocument,
    Membership,
    Resident,
    Street,
)
from services.registers.relations import Relation
from services.registers.violations import broken
from tenants.directory.models import Tenant
from tests.conftest import inside
from tests.services.registers.people import household, member, resident, street

D2010, D2015, D2020 = date(2010, 1, 1), date(2015, 1, 1), date(2020, 1, 1)


def two_open_memberships() -> None:
    who = resident()
    member(household(), who, since=D2010)
    member(household(9, 9), who, since=D2020)


def two_heads() -> None:
    home = household()
    member(home, resident())
    member(home, resident())


def overlapping_memberships() -> None:
    who = resident()
    member(household(), who, since=D2010, left_on=D2020)
    member(household(9, 9), who, since=D2015, left_on=date(2022, 1, 1))


def two_open_addresses() -> None:
    HouseholdAddress.objects.create(household=household(), street=street("Манас"), house="1", since=date(2025, 1, 1))


def overlapping_addresses() -> None:
    home = household(since=D2010)
    HouseholdAddress.objects.create(household=home, street=street(), house="1", since=date(2005, 1, 1), until=D2015)


def backward_address() -> None:
    home = Household.objects.create(book=1, page=1, account="1-1")
    HouseholdAddress.objects.create(household=home, street=street(), house="1", since=D2020, until=D2010)


def same_document() -> None:
    for who in (resident(), resident()):
        IdentityDocument.objects.create(resident=who, type="id_card", series="ID", number="0000001")


REFUSED: list[tuple[str, Callable[[], object]]] = [
    ("memberships_of_a_resident_do_not_overlap", two_open_memberships),
    ("one_open_head_per_household", two_heads),
    ("memberships_of_a_resident_do_not_overlap", overlapping_memberships),
    ("addresses_of_a_household_do_not_overlap", two_open_addresses),
    ("addresses_of_a_household_do_not_overlap", overlapping_addresses),
    ("a_document_is_one_residents", same_document),
    ("a_member_leaves_after_joining", lambda: member(household(), resident(), since=D2020, left_on=D2020)),
    ("only_who_left_has_a_reason_to", lambda: member(household(), resident(), leave_reason="moved")),
    ("who_is_abroad_is_in_a_country", lambda: member(household(), resident(), abroad_since=D2020)),
    ("a_pin_is_one_residents", lambda: [resident(pin="21503198499001") for _ in range(2)]),
    ("a_pin_has_14_digits_or_is_unknown", lambda: resident(pin="2150319849900x")),
    ("a_former_pin_has_14_digits", lambda: FormerPin.objects.create(resident=resident(), pin="1", until=D2020)),
    ("a_resident_is_female_or_male", lambda: resident(sex="x", pin="")),
    ("a_resident_has_a_surname", lambda: Resident.objects.create(surname="", sex="f")),
    ("a_resident_phone_is_e164", lambda: resident(phone="0770 12 34 56")),
    ("a_resident_dies_after_birth", lambda: resident(born=D2020, death_date=D2010)),
    ("a_household_phone_is_e164", lambda: household(phone="770123456")),
    ("a_household_closes_after_it_opened", lambda: household(closed_on=date(1999, 1, 1))),
    ("a_household_has_an_account", lambda: Household.objects.create(book=1, page=1, account="")),
    ("registers_household_account_key", lambda: [household(), household()]),
    ("an_address_ends_after_it_began", backward_address),
    ("a_street_is_in_a_village_once", lambda: [Street.objects.create(
        village=street().village, name_ky="Жаңы", name_ru="Джаны") for _ in range(2)]),
    ("a_document_expires_after_its_issue", lambda: IdentityDocument.objects.create(
        resident=resident(), type="id_card", number="1", issued_on=D2020, expires_on=D2010)),
    ("a_document_has_a_number", lambda: IdentityDocument.objects.create(resident=resident(), type="other", number="")),
]  # fmt: skip


@pytest.mark.parametrize(("truth", "write"), REFUSED, ids=[f"{truth}-{at}" for at, (truth, _) in enumerate(REFUSED)])
def test_what_cannot_be_true_is_refused(in_karool: Tenant, truth: str, write: Callable[[], object]) -> None:
    with pytest.raises((IntegrityError, DatabaseError)) as refusal, transaction.atomic():
        write()

    assert truth in str(refusal.value)


def test_a_refusal_names_the_truth(in_karool: Tenant) -> None:
    with pytest.raises(IntegrityError) as refusal, transaction.atomic():
        two_heads()

    assert broken(refusal.value) == "one_open_head_per_household"


def test_one_stretch_may_begin_on_the_day_on_which_the_last_one_ends(in_karool: Tenant) -> None:
    who = resident()
    member(household(), who, Relation.SON, since=D2010, left_on=D2020)
    member(household(9, 9), who, since=D2020)

    assert Membership.objects.filter(resident=who).count() == 2


def test_many_may_have_no_pin_and_no_phone(in_karool: Tenant) -> None:
    first, second = resident(pin="", phone=""), resident(pin="", phone="")

    assert first.pk != second.pk


def test_both_councils_may_have_the_same_pin_and_account(in_karool: Tenant, myrza_ake: Tenant) -> None:
    resident(pin="21503198499001")
    household()
    with inside(myrza_ake):
        resident(pin="21503198499001")
        household(village="Мырза-Аке")

        assert Resident.objects.count() == Household.objects.count() == 1
