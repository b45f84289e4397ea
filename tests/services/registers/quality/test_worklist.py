"""Entries to mend: each check finds what it is for, and nothing in a sound register."""

from datetime import date

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from services.registers import queries
from services.registers.life.registry import registry as life
from services.registers.models import CustomField, HouseholdAddress, LandParcel, Membership, Ownership, Resident
from services.registers.quality import checks, counter, mended, pairs
from services.registers.relations import Relation
from tenants.directory.models import Tenant
from tereze import clock
from tereze.accounts.models import User
from tereze.accounts.permissions import Platform
from tests.conftest import member as staff
from tests.services.registers.people import household, member, resident

BY = Platform("tests")


def found() -> set[str]:
    return {code for code, count in checks.counts().items() if count}


@pytest.fixture
def sound(in_karool: Tenant) -> Resident:
    """A family in which nothing is wrong."""
    home, asan = household(), resident("Маматов Асан", born=date(1980, 1, 1))
    member(home, asan)
    member(home, resident("Маматов Нурбек", born=date(2010, 1, 1)), Relation.SON)
    parcel = LandParcel.objects.create(kind="household_plot", area_m2=800)
    Ownership.objects.create(parcel=parcel, household=home)
    return asan


def test_a_sound_register_has_nothing_to_mend(sound: Resident) -> None:
    assert found() == set()


def _wrong_pin_day(asan: Resident) -> None:
    Resident.objects.filter(pk=asan.pk).update(pin="20201198099001")


def _wrong_pin_sex(asan: Resident) -> None:
    Resident.objects.filter(pk=asan.pk).update(pin="1" + asan.pin[1:])


def _nowhere(_asan: Resident) -> None:
    resident("Маматов Эрлан", born=date(1990, 1, 1))


def _no_head(asan: Resident) -> None:
    Membership.objects.filter(resident=asan).update(relation="father")


def _dead(asan: Resident) -> None:
    Resident.objects.filter(pk=asan.pk).update(death_date=date(2020, 1, 1))


def _child_head(asan: Resident) -> None:
    born = clock.today().replace(day=1, year=clock.today().year - 10)
    home = household(3, 46, house="14")
    member(home, resident("Маматов Бек", born=born), since=born)


def _old(_asan: Resident) -> None:
    member(household(3, 47, house="15"), resident("Маматов Чал", born=date(1900, 1, 1)))


def _son_of_twelve(asan: Resident) -> None:
    home = asan.memberships.get().household
    member(home, resident("Маматов Эсен", born=date(1992, 1, 1)), Relation.SON)


def _young_father(asan: Resident) -> None:
    home = asan.memberships.get().household
    member(home, resident("Маматов Ата", born=date(1979, 1, 1)), Relation.FATHER)


def _no_day(asan: Resident) -> None:
    Resident.objects.filter(pk=asan.pk).update(birth_date=None)


def _no_pin(asan: Resident) -> None:
    Resident.objects.filter(pk=asan.pk).update(pin="")


def _no_address(_asan: Resident) -> None:
    HouseholdAddress.objects.update(until=date(2024, 1, 1))


def _orphan(asan: Resident) -> None:
    Resident.objects.filter(pk=asan.pk).update(death_date=date(2020, 1, 1))
    Membership.objects.filter(resident=asan).update(left_on=date(2020, 1, 1), leave_reason="death")
    Ownership.objects.update(household=None, resident=asan)


SPOILERS = {
    "pin_birth": _wrong_pin_day, "pin_sex": _wrong_pin_sex, "no_household": _nowhere, "no_head": _no_head,
    "dead_member": _dead, "child_head": _child_head, "too_old": _old, "young_parent": _son_of_twelve,
    "old_child": _young_father, "no_birth": _no_day, "no_pin": _no_pin, "no_address": _no_address,
    "orphan_land": _orphan,
}  # fmt: skip


def test_every_check_is_tried() -> None:
    assert set(SPOILERS) == set(checks.BY_CODE)


@pytest.mark.parametrize("code", SPOILERS)
def test_a_check_finds_what_it_is_for_and_accepts_a_no(sound: Resident, code: str) -> None:
    SPOILERS[code](sound)
    check = checks.BY_CODE[code]
    assert code in found()
    (suspect,) = checks.suspects(check, limit=9)
    assert suspect.name
    checks.accept(check, suspect.reference, note="", by=BY)
    checks.accept(check, suspect.reference, note="", by=BY)
    assert code not in found()


@pytest.fixture
def browser(client_for: object, karool: Tenant) -> Client:
    return client_for(staff(karool, "jyldyz", "statistics_specialist"), karool)  # type: ignore[operator,no-any-return]


@pytest.mark.parametrize("language", ["ky", "ru"])
def test_the_list_leads_to_the_entry(browser: Client, sound: Resident, language: str) -> None:
    _no_pin(sound)
    User.objects.update(language=language)
    assert browser.get(reverse("quality")).status_code == 200
    page = browser.get(reverse("quality_check", args=["no_pin"])).content.decode()
    assert reverse("resident", args=[sound.reference]) in page
    browser.post(reverse("quality_accept", args=["no_pin", sound.reference]))
    accepted = browser.get(reverse("quality_check", args=["no_pin"]))
    assert (accepted.context["suspects"], len(accepted.context["accepted"])) == ([], 1)
    browser.post(reverse("quality_reopen", args=["no_pin", sound.reference]))
    assert len(browser.get(reverse("quality_check", args=["no_pin"])).context["suspects"]) == 1


def test_the_counter_asks_for_what_is_missing(sound: Resident, desk: Client, clerk: User) -> None:
    asked = counter.questions(queries.card(sound.reference, on=clock.today()))
    assert 3 <= len(asked) <= counter.MOST
    Resident.objects.filter(pk=sound.pk).update(
        phone="+996770111222", birth_place="Өзгөн", education="higher", occupation="farmer", marital_status="married"
    )
    sound.documents.create(type="id_card", series="ID", number="0712345", expires_on=date(2099, 1, 1))
    assert counter.questions(queries.card(sound.reference, on=clock.today())) == []


def test_every_question_leads_to_a_page_on_which_it_is_answered(browser: Client, sound: Resident) -> None:
    CustomField.objects.create(about="resident", key="school", type="text", label_ky="Мектеби", label_ru="Школа")
    twin = resident("Маматов Асан", born=date(1980, 1, 1), pin="")
    pairs.look(by=BY)
    asked = counter.questions(queries.card(twin.reference, on=clock.today()))
    asked += [one for ask in counter._ASKS for one in ask(queries.card(sound.reference, on=clock.today()))]
    assert len({one.url for one in asked}) >= 5
    assert {one.url: browser.get(one.url).status_code for one in asked} == {one.url: 200 for one in asked}


def test_every_event_that_mends_is_there() -> None:
    assert [check.code for check in checks.CHECKS if check.event and check.event not in life] == []


def test_the_month_tells_what_was_mended(browser: Client, sound: Resident) -> None:
    _no_pin(sound)
    before = mended.month(clock.today())
    checks.accept(checks.BY_CODE["no_pin"], sound.reference, note="", by=BY)
    after = mended.month(clock.today())
    assert (after.accepted, after.total) == (before.accepted + 1, before.total + 1)
    checks.reopen(checks.BY_CODE["no_pin"], sound.reference, by=BY)
    assert mended.month(clock.today()) == before


def test_the_worklist_counts_in_a_statement_a_check(browser: Client, sound: Resident) -> None:
    with CaptureQueriesContext(connection) as captured:
        checks.counts()
    assert len(captured) == len(checks.CHECKS)
