"""The page of letterhead and signatories."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from tenants.customisation import actions
from tenants.customisation.models import Letterhead, Signatory
from tenants.directory.models import Tenant
from tereze import clock
from tereze.accounts.models import User
from tereze.audit.models import Entry
from tests.conftest import inside

LETTERHEAD = {
    "part": "letterhead", "village_ky": "Кароол", "village_ru": "Кароол", "address_ky": "Ош облусу",
    "address_ru": "Ошская область", "phone": "03233 5-12-34", "email": "", "inn": "",
}  # fmt: skip
SVG = b'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 10 10"><circle cx="5" cy="5" r="4"/></svg>'


@pytest.fixture
def office(client_for: Callable[[User | None, Tenant], Client], administrator: User, karool: Tenant) -> Client:
    return client_for(administrator, karool)


def test_a_new_head_signs_from_today_and_the_old_one_until_then(in_karool: Tenant, administrator: User) -> None:
    today = clock.today()
    Signatory.objects.filter(role="head").update(name_ky="А. Эски", name_ru="А. Эски", since=today - timedelta(days=30))

    actions.name_signatory(role="head", name_ky="Б. Жаңы", name_ru="Б. Новый", by=administrator, on=today)

    assert Signatory.objects.on(today).get(role="head").name_ky == "Б. Жаңы"
    assert Signatory.objects.on(today - timedelta(days=1)).get(role="head").name_ky == "А. Эски"


def test_the_same_name_again_changes_nothing(in_karool: Tenant, administrator: User) -> None:
    named = {"role": "head", "name_ky": "Б. Жаңы", "name_ru": "Б. Жаңы", "by": administrator, "on": clock.today()}
    actions.name_signatory(**named)  # type: ignore[arg-type]

    assert actions.name_signatory(**named) is None  # type: ignore[arg-type]
    assert Entry.objects.filter(action="office.signatory_named").count() == 1


def test_names_entered_on_the_page_stand_under_certificates(office: Client, karool: Tenant) -> None:
    answer = office.post("/office/", {"part": "signatories", "head-name_ky": " Б.  Маматов ", "head-name_ru": ""})

    assert answer.status_code == 302
    with inside(karool):
        head = Signatory.objects.on(clock.today()).get(role="head")
        assert (head.name_ky, head.name_ru) == ("Б. Маматов", "Б. Маматов")


def test_an_emblem_is_kept_and_can_be_left_out_again(office: Client, karool: Tenant) -> None:
    office.post("/office/", {**LETTERHEAD, "picture": SimpleUploadedFile("e.svg", SVG)})
    with inside(karool):
        assert bytes(Letterhead.objects.get().emblem or b"") == SVG

    office.post("/office/", {**LETTERHEAD, "without_emblem": "on"})
    with inside(karool):
        assert Letterhead.objects.get().emblem is None


@pytest.mark.parametrize("content", [b"GIF89a", b"<svg><script>alert(1)</script></svg>", b"x" * 100_001])
def test_a_picture_that_cannot_be_printed_is_refused_and_nothing_changes(
    office: Client, karool: Tenant, content: bytes
) -> None:
    answer = office.post("/office/", {**LETTERHEAD, "phone": "1", "picture": SimpleUploadedFile("e.svg", content)})

    assert answer.status_code == 422
    assert "басып чыгарууга болбойт" in answer.content.decode()
    with inside(karool):
        assert Letterhead.objects.get().phone != "1"


def test_a_wrong_inn_is_told_at_its_field(office: Client) -> None:
    answer = office.post("/office/", {**LETTERHEAD, "inn": "12"})

    assert answer.status_code == 422
    assert "ИНН 14 сандан турат" in answer.content.decode()


def test_a_clerk_may_not(desk: Client) -> None:
    assert desk.get("/office/").status_code == 403


def test_the_neighbours_letterhead_stays_its_own(office: Client, myrza_ake: Tenant) -> None:
    office.post("/office/", {**LETTERHEAD, "phone": "03233 9-99-99"})

    with inside(myrza_ake):
        assert Letterhead.objects.get().phone != "03233 9-99-99"
