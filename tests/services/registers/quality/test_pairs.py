"""People written down twice: who is found, who is not, and what becomes of both entries."""

from datetime import date

import pytest
from django.test import Client
from django.urls import reverse

from services.registers import queries
from services.registers.life import recording
from services.registers.life.kinds import one_person
from services.registers.life.registry import RefusedError, registry
from services.registers.models import (
    BenefitHolding,
    FormerName,
    FormerPin,
    IdentityDocument,
    LikelyPair,
    Membership,
    Parenthood,
    Resident,
)
from services.registers.pin import masked_apart
from services.registers.quality import pairs
from services.registers.quality.likeness import differ_by_one_slip
from services.registers.relations import Relation
from services.registers.search import find_residents
from tenants.directory.models import Tenant
from tereze.accounts.models import User
from tereze.accounts.permissions import Platform
from tests.conftest import inside
from tests.conftest import member as staff
from tests.services.registers.people import household, member, resident

BY = Platform("tests")
ONE_PERSON = registry.get("one_person")
BORN = date(1984, 3, 15)
each = pytest.mark.parametrize


def found() -> set[frozenset[int]]:
    pairs.look(by=BY)
    return {frozenset((one.first_id, one.second_id)) for one in LikelyPair.objects.all()}


@each(
    ("name", "more"),
    [
        ("Маматов Бакыт Асанович", {"pin": ""}),
        ("Маматов Бакит", {"pin": ""}),
        ("Mаматов Бакыт Асановнч", {"pin": ""}),
        ("Бакыт Маматов Асанович", {"pin": ""}),
        ("Маматов Бакыт Асанович", {"pin": "21503198499917"}),
        ("Маматов Бакыт Асанович", {"pin": "", "born": date(1984, 3, 16)}),
        ("Маматов Бакыт Асанович", {"pin": "", "born": date(1984, 5, 3)}),
    ],
)  # fmt: skip
def test_one_person_in_two_entries_is_found(in_karool: Tenant, name: str, more: dict[str, object]) -> None:
    one = resident(pin="21503198499911") if more.get("born") != date(1984, 5, 3) else resident(born=date(1984, 3, 5))
    other = resident(name, **more)  # type: ignore[arg-type]
    assert frozenset((one.pk, other.pk)) in found()


@each(
    ("name", "more"),
    [
        ("Маматов Үсөн Асанович", {}),
        ("Маматова Бакыт Асановна", {"sex": "f"}),
        ("Маматов Бакыт Асанович", {"born": date(1990, 1, 2)}),
        ("Токтогулов Бакыт Асанович", {}),
    ],
)  # fmt: skip
def test_twins_namesakes_and_relatives_are_two_people(in_karool: Tenant, name: str, more: dict[str, object]) -> None:
    resident("Маматов Асан Асанович" if "Үсөн" in name else "Маматов Бакыт Асанович")
    resident(name, **more)  # type: ignore[arg-type]
    assert found() == set()


@each(
    ("one", "other", "alike"),
    [("1234", "1235", True), ("1234", "1243", True), ("1234", "4231", False), ("1234", "1234", False),
     ("1234", "123", False)],
)  # fmt: skip
def test_a_slip_is_one_wrong_digit_or_two_swapped(one: str, other: str, alike: bool) -> None:
    assert differ_by_one_slip(one, other) is alike


@pytest.fixture
def twice(in_karool: Tenant) -> tuple[Resident, Resident]:
    """One woman, written down as a daughter under her maiden name and as a wife elsewhere."""
    parents, own = household(1, 1), household(1, 2, house="13")
    mother = resident("Асанова Гүлнара", sex="f", born=date(1960, 1, 1))
    maiden = resident("Асанова Айнура Асановна", sex="f", born=BORN, pin="11503198499001", phone="+996770111222")
    wife = resident("Маматова Айнура Асановна", sex="f", born=BORN, pin="", nationality="kyrgyz")
    FormerName.objects.create(resident=wife, surname="Асанова", given_name="Айнура", until=date(2008, 1, 1))
    member(parents, mother), member(parents, maiden, Relation.DAUGHTER, since=BORN)
    member(own, resident()), member(own, wife, Relation.WIFE, since=date(2008, 1, 1))
    IdentityDocument.objects.create(resident=wife, type="id_card", series="ID", number="0712345")
    Parenthood.objects.create(child=maiden, parent=mother, since=BORN)
    BenefitHolding.objects.create(resident=maiden, category="many_children", since=BORN)
    return maiden, wife


def said(stays: Resident, goes: Resident, **values: str) -> one_person.Said:
    return one_person.Said(stays.reference, goes.reference, date(2026, 5, 1), values)


def test_who_stays_takes_over_what_the_other_has(twice: tuple[Resident, Resident]) -> None:
    maiden, wife = twice
    recording.record(ONE_PERSON, said(wife, maiden), request_key="one", by=BY)
    wife.refresh_from_db()
    maiden.refresh_from_db()
    assert (wife.pin, wife.surname, maiden.pin) == ("11503198499001", "Маматова", "")
    assert wife.parents.count() == 1
    assert wife.benefits.count() == 1
    history = Membership.objects.filter(resident=wife).order_by("joined_on")
    assert [(one.household.account, one.joined_on, one.left_on) for one in history] == [
        ("1-1", BORN, date(2008, 1, 1)), ("1-2", date(2008, 1, 1), None),
    ]  # fmt: skip
    assert [one.reference for one in find_residents("асанова айнура")] == [wife.reference]
    assert queries.household_of(wife, on=date(2000, 1, 1)) == history[0].household


def test_a_merge_is_taken_back_to_the_last_row(twice: tuple[Resident, Resident]) -> None:
    maiden, wife = twice
    tables = (Resident, Membership, Parenthood, BenefitHolding, IdentityDocument, FormerName, FormerPin)
    before = [list(table.objects.order_by("pk").values()) for table in tables]
    event = recording.record(ONE_PERSON, said(wife, maiden, surname="goes"), request_key="one", by=BY)
    wife.refresh_from_db()
    assert wife.surname == "Асанова"
    recording.undo(event.reference, by=BY)
    assert [list(table.objects.order_by("pk").values()) for table in tables] == before


def test_nobody_is_merged_twice_or_with_somebody_of_the_other_sex(twice: tuple[Resident, Resident]) -> None:
    maiden, wife = twice
    recording.record(ONE_PERSON, said(wife, maiden), request_key="one", by=BY)
    with pytest.raises(RefusedError):
        recording.rehearse(ONE_PERSON, said(wife, maiden))
    with pytest.raises(RefusedError):
        recording.rehearse(ONE_PERSON, said(wife, resident()))
    with pytest.raises(RefusedError):
        recording.rehearse(ONE_PERSON, said(wife, wife))


@pytest.fixture
def specialist(karool: Tenant) -> User:
    return staff(karool, "jyldyz", "statistics_specialist")


@pytest.fixture
def browser(client_for: object, karool: Tenant, specialist: User) -> Client:
    return client_for(specialist, karool)  # type: ignore[operator,no-any-return]


def test_a_pair_is_shown_side_by_side_and_told_apart(
    browser: Client, karool: Tenant, twice: tuple[Resident, Resident]
) -> None:
    assert len(found()) == 1
    pair = LikelyPair.objects.get()
    page = browser.get(reverse("quality_pair", args=[pair.pk])).content.decode()
    assert "Асанова Айнура" in page
    assert "11503198499001" not in page
    answer = browser.post(reverse("quality_apart", args=[pair.pk]), follow=True)
    assert answer.status_code == 200
    assert found() == set()
    browser.post(reverse("quality_together", args=[twice[0].reference, twice[1].reference]))
    assert len(found()) == 1


def test_a_merge_is_previewed_recorded_and_leads_on(browser: Client, twice: tuple[Resident, Resident]) -> None:
    maiden, wife = twice
    address = f"{reverse('life_happen', args=['one_person', wife.reference])}?other={maiden.reference}"
    form = browser.get(address)
    assert "value_surname" in form.content.decode()
    typed = {"other": maiden.reference, "on": "01.05.2026", "value_surname": "stays", "note": ""}
    preview = browser.post(address, {**typed, "step": "preview"})
    seen, key = preview.context["rehearsal"].digest, preview.context["request_key"]
    done = browser.post(address, {**typed, "step": "record", "seen": seen, "request_key": key})
    assert done.status_code == 302
    led = browser.get(reverse("resident", args=[maiden.reference]))
    assert led.headers["Location"] == reverse("resident", args=[wife.reference])


def test_a_neighbour_sees_no_pair_of_ours(
    client_for: object, myrza_ake: Tenant, twice: tuple[Resident, Resident]
) -> None:
    found()
    pair = LikelyPair.objects.get()
    with inside(myrza_ake):
        assert not LikelyPair.objects.exists()
    other = staff(myrza_ake, "nurlan", "statistics_specialist")
    answer = client_for(other, myrza_ake).get(reverse("quality_pair", args=[pair.pk]))  # type: ignore[operator]
    assert answer.status_code == 404


def test_comparing_again_keeps_the_page_of_a_pair(in_karool: Tenant) -> None:
    resident(pin="21503198499911"), resident(pin="")
    found()
    first = LikelyPair.objects.get()
    resident("Маматов Бакит", pin="")
    found()
    assert LikelyPair.objects.filter(pk=first.pk).exists()
    assert LikelyPair.objects.count() == 3


def test_a_merged_pair_waits_no_more_and_does_again_when_the_merge_is_taken_back(
    twice: tuple[Resident, Resident],
) -> None:
    maiden, wife = twice
    found()
    event = recording.record(ONE_PERSON, said(wife, maiden), request_key="one", by=BY)
    assert not pairs.waiting().exists()
    recording.undo(event.reference, by=BY)
    assert pairs.waiting().count() == 1


def test_pins_show_only_their_end_and_where_they_differ() -> None:
    assert masked_apart("21503198499001", "21503198477001") == ("•••••••••99001", "•••••••••77001")
    assert masked_apart("", "21503198477001") == ("", "••••••••••7001")


@each(("role", "may"), [("statistics_specialist", True), ("executive_secretary", False)])
def test_only_who_may_see_benefits_merges(
    client_for: object, karool: Tenant, twice: tuple[Resident, Resident], role: str, may: bool
) -> None:
    maiden, wife = twice
    found()
    client: Client = client_for(staff(karool, "somebody", role), karool)  # type: ignore[operator]
    page = client.get(reverse("quality_pair", args=[LikelyPair.objects.get().pk])).content.decode()
    address = reverse("life_happen", args=["one_person", wife.reference])
    assert (address in page, client.get(f"{address}?other={maiden.reference}").status_code == 200) == (may, may)
