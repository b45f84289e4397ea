"""Everything held on a person: complete, in the clear, for that person only, and noted."""

import json
from datetime import date
from io import BytesIO
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command
from django.db import models
from django.test import Client
from django.urls import reverse
from pypdf import PdfReader

from services.registers.models import (
    BenefitHolding,
    FormerName,
    LandParcel,
    Marriage,
    Ownership,
    Parenthood,
    Resident,
)
from services.registers.relations import Relation
from tenants.directory.models import Tenant
from tereze.audit.models import Entry
from tereze.exchange import personal
from tereze.exchange.values import Bilingual
from tests.conftest import inside
from tests.conftest import member as staff
from tests.services.registers.people import household, member, resident


@pytest.fixture
def asan(in_karool: Tenant) -> Resident:
    home = household()
    asan = resident("Маматов Асан", phone="+996770123456", education="higher")
    child = resident("Маматов Нурбек", born=date(2010, 1, 1))
    member(home, asan), member(home, child, Relation.SON)
    Parenthood.objects.create(child=child, parent=asan)
    BenefitHolding.objects.create(resident=asan, category="pensioner", since=date(2020, 1, 1))
    FormerName.objects.create(resident=asan, surname="Асанов", until=date(2000, 1, 1))
    Marriage.objects.create(husband=asan, elsewhere="Иванова Анна", since=date(2005, 1, 1))
    asan.documents.create(type="id_card", series="ID", number="0712345")
    return asan


@pytest.fixture
def specialist(client_for: object, karool: Tenant) -> Client:
    return client_for(staff(karool, "jyldyz", "statistics_specialist"), karool)  # type: ignore[operator,no-any-return]


def test_every_kind_of_thing_is_told_in_the_clear(asan: Resident, specialist: Client) -> None:
    answer = specialist.post(reverse("personal_data_download", args=[asan.reference, "json"]))
    told = json.loads(answer.content)
    found = {one["name"]: one["rows"] for one in told["sections"]}
    assert {"person", "former_names", "documents", "households", "addresses", "kin", "marriages", "benefits"} <= set(
        found
    )
    assert asan.pin in json.dumps(found["person"])
    assert found["documents"][0][1] == "ID0712345"
    assert found["marriages"][0][0] == "Иванова Анна"
    assert Entry.objects.filter(action="resident.data_handed_out", subject=asan.subject).count() == 1


def test_no_table_about_residents_is_forgotten() -> None:
    """Whoever adds a table about residents has to tell of it here, or say why not."""
    told = {"FormerName", "FormerPin", "IdentityDocument", "Membership", "Parenthood", "Marriage", "BenefitHolding",
            "Ownership", "CustomValue", "LifeEvent", "Resident"}  # fmt: skip
    about_pairs = {"LikelyPair", "DistinctPair", "LifeEvent_residents"}
    relations = {one.related_model.__name__ for one in Resident._meta.get_fields(include_hidden=True)
                 if isinstance(one, models.ManyToOneRel | models.ManyToManyRel)}  # fmt: skip
    assert relations <= told | about_pairs


def test_property_and_kin_are_told_in_both_languages_what_was_sold_too(asan: Resident) -> None:
    sold = LandParcel.objects.create(kind="share_land", area_m2=5_500)
    Ownership.objects.create(
        parcel=sold, resident=asan, numerator=1, denominator=2, basis="purchase", until=date(2020, 1, 1)
    )
    held = {one.name: [row.cells for row in one.table.rows] for one in personal.held_on(asan.reference)}
    ((what, detail, since, until),) = held["property"]
    assert what == Bilingual("үлүш жер, 0,55 гектар", "земельная доля, 0,55 га")
    assert isinstance(detail, Bilingual)
    assert detail.ru.startswith("1/2, ")
    assert (since, until) == ("", date(2020, 1, 1))
    assert held["kin"][0][1] == Bilingual("баласы (төрөлүшү боюнча)", "ребёнок (по рождению)")


@pytest.mark.parametrize(("language", "word"), [("ky", "Жеке маалымат"), ("ru", "Личные сведения")])
def test_the_paper_reads_in_both_languages(asan: Resident, specialist: Client, language: str, word: str) -> None:
    answer = specialist.post(reverse("personal_data_download", args=[asan.reference, language]))
    text = "".join(page.extract_text() for page in PdfReader(BytesIO(answer.content)).pages)
    assert word in text
    assert "Маматов Асан" in text
    assert asan.pin in text


def test_looks_are_part_of_what_is_held(asan: Resident, specialist: Client) -> None:
    specialist.get(reverse("resident", args=[asan.reference]))
    sections = {one.name: one for one in personal.held_on(asan.reference)}
    assert len(sections["looks"].table.rows) == 1


def test_the_page_says_kinds_and_numbers_only(asan: Resident, specialist: Client) -> None:
    page = specialist.get(reverse("personal_data", args=[asan.reference])).content.decode()
    assert asan.pin not in page


def test_who_may_not_gets_nothing(asan: Resident, desk: Client) -> None:
    assert desk.get(reverse("personal_data", args=[asan.reference])).status_code == 403
    assert desk.post(reverse("personal_data_download", args=[asan.reference, "json"])).status_code == 403


def test_a_neighbour_finds_nobody(asan: Resident, client_for: object, myrza_ake: Tenant) -> None:
    neighbour = client_for(staff(myrza_ake, "jyldyz", "statistics_specialist"), myrza_ake)  # type: ignore[operator]
    assert neighbour.post(reverse("personal_data_download", args=[asan.reference, "json"])).status_code == 404


def test_one_command_writes_all_of_it(karool: Tenant, tmp_path: Path) -> None:
    with inside(karool):
        who = resident("Маматов Асан")
        member(household(), who)
    call_command("personal_data", "karool", who.pin, to=tmp_path)
    assert {path.suffix for path in tmp_path.iterdir()} == {".json", ".pdf"}
    with pytest.raises(CommandError):
        call_command("personal_data", "karool", "20101190099999", to=tmp_path)
    with pytest.raises(CommandError):
        call_command("personal_data", "nowhere", who.pin, to=tmp_path)


def test_there_is_no_other_form(asan: Resident, specialist: Client) -> None:
    assert specialist.post(reverse("personal_data_download", args=[asan.reference, "docx"])).status_code == 404
    assert not Entry.objects.filter(action="resident.data_handed_out").exists()
