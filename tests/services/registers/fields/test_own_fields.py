"""A council's own fields: made by the office, asked, found, said, and nobody else's."""

from datetime import date
from decimal import Decimal

import pytest
from django.test import Client
from django.urls import reverse

from services.registers.fields import actions, values
from services.registers.fields.actions import ChoiceInUseError, Described, KeyTakenError
from services.registers.life import recording
from services.registers.life.kinds import own_fields
from services.registers.life.registry import RefusedError, registry
from services.registers.models import CustomField, CustomValue, Resident
from tenants.directory.models import Tenant
from tereze.accounts.models import User
from tereze.accounts.permissions import Platform
from tereze.exchange import finders
from tests.conftest import inside
from tests.conftest import member as staff
from tests.services.registers.people import household, member, resident

BY = Platform("tests")
ON = date(2026, 3, 1)
CHOICES = (("one", "№ 1 мектеп", "школа № 1"), ("two", "Токтогул мектеби", "школа Токтогула"))
SCHOOLS = Described("Мектеби", "Школа", CHOICES)


@pytest.fixture
def asan(in_karool: Tenant) -> Resident:
    who = resident("Маматов Асан")
    member(household(), who)
    return who


@pytest.fixture
def school(in_karool: Tenant) -> CustomField:
    return actions.add(about="resident", key="school", type="choice", described=SCHOOLS, by=BY)


def write(who: Resident, key: str = "one", **said: str) -> None:
    event = own_fields.Said("resident", who.reference, said, ON)
    recording.record(registry.get("own_fields"), event, request_key=key, by=BY)


def test_a_value_is_written_changed_emptied_and_taken_back(asan: Resident, school: CustomField) -> None:
    write(asan, school="one")
    event = own_fields.Said("resident", asan.reference, {"school": "two"}, ON)
    second = recording.record(registry.get("own_fields"), event, request_key="two", by=BY)
    assert CustomValue.objects.get().text == "two"
    recording.undo(second.reference, by=BY)
    assert CustomValue.objects.get().text == "one"
    write(asan, key="three", school="")
    assert not CustomValue.objects.exists()
    with pytest.raises(RefusedError):
        write(asan, key="four", school="")


@pytest.mark.parametrize(
    ("type_", "text", "number", "day"),
    [
        ("number", "12.5", Decimal("12.5"), None),
        ("date", "2026-01-31", None, date(2026, 1, 31)),
        ("text", "Асан", None, None),
        ("yes_no", "1", None, None),
    ],
)
def test_a_value_is_kept_typed(asan: Resident, type_: str, text: str, number: Decimal | None, day: date | None) -> None:
    actions.add(about="resident", key="own", type=type_, described=Described("Талаа", "Поле"), by=BY)
    write(asan, own=text)
    kept = CustomValue.objects.get()
    assert (kept.text, kept.number, kept.day) == (text, number, day)
    assert values.shown(kept)


def test_what_is_written_is_found_at_once_in_both_languages(asan: Resident, school: CustomField, clerk: User) -> None:
    write(asan, school="two")
    for typed in ("токтогул мектеб", "школа токтогула"):
        hits = [hit for group in finders.find(typed, by=clerk) for hit in group.hits]
        assert reverse("resident", args=[asan.reference]) in {hit.url for hit in hits}


def test_a_choice_in_use_stays_and_a_key_is_given_once(asan: Resident, school: CustomField) -> None:
    write(asan, school="one")
    with pytest.raises(ChoiceInUseError):
        actions.describe(school, Described("Мектеби", "Школа", CHOICES[1:]), by=BY)
    with pytest.raises(KeyTakenError):
        actions.add(about="resident", key="school", type="text", described=SCHOOLS, by=BY)
    assert (
        actions.describe(school, Described("Окуган мектеби", "Школа", SCHOOLS.choices), by=BY).label_ky
        == "Окуган мектеби"
    )


@pytest.fixture
def specialist(client_for: object, karool: Tenant) -> Client:
    return client_for(staff(karool, "jyldyz", "statistics_specialist"), karool)  # type: ignore[operator,no-any-return]


@pytest.mark.parametrize("language", ["ky", "ru", "en"])
def test_the_office_makes_a_field_and_fills_it_in(specialist: Client, asan: Resident, language: str) -> None:
    User.objects.update(language=language)
    typed = {"about": "resident", "label_ky": "Мектеби", "label_ru": "Школа", "type": "choice", "choices": ""}
    refused = specialist.post(reverse("own_field_add"), typed)
    assert refused.status_code == 422
    typed["choices"] = "№ 1 мектеп / школа № 1\nТоктогул мектеби / школа Токтогула"
    assert specialist.post(reverse("own_field_add"), typed, follow=True).status_code == 200
    field = CustomField.objects.get()
    assert field.key == "shkola"
    address = reverse("life_happen", args=["own_fields", asan.reference])
    said = {"own_shkola": field.choices[0]["code"], "on": "01.03.2026", "note": ""}
    preview = specialist.post(address, {**said, "step": "preview"})
    told = {"seen": preview.context["rehearsal"].digest, "request_key": preview.context["request_key"]}
    specialist.post(address, {**said, **told, "step": "record"})
    card = specialist.get(reverse("resident", args=[asan.reference])).content.decode()
    assert ("школа № 1" if language == "ru" else "№ 1 мектеп") in card
    page = specialist.get(reverse("own_field", args=[field.pk]))
    assert "Токтогул мектеби / школа Токтогула" in page.content.decode()
    specialist.post(reverse("own_field_archive", args=[field.pk]))
    assert "№ 1" not in specialist.get(reverse("resident", args=[asan.reference])).content.decode()
    specialist.post(reverse("own_field_restore", args=[field.pk]))
    assert specialist.get(reverse("own_fields")).status_code == 200


def test_a_field_is_one_councils(asan: Resident, school: CustomField, myrza_ake: Tenant) -> None:
    write(asan, school="one")
    with inside(myrza_ake):
        assert not CustomField.objects.exists()
        assert not CustomValue.objects.exists()


def test_a_clerk_makes_no_fields(desk: Client, school: CustomField) -> None:
    assert desk.get(reverse("own_fields")).status_code == 403
    assert desk.post(reverse("own_field_archive", args=[school.pk])).status_code == 403
