"""The list of certificates: narrowing, pages, Excel."""

import io
from datetime import timedelta
from typing import Any

import pytest
import python_calamine
from django.test import Client

from services.certificates import actions, views
from services.certificates.models import Certificate
from tereze import clock
from tereze.accounts.models import User
from tereze.audit.models import Entry
from tests.services.certificates.conftest import Family, issue
from tests.services.certificates.reading import Page


@pytest.fixture
def four(family: Family, clerk: User) -> dict[str, Certificate]:
    """One certificate in every state."""
    made = {state: issue(family, clerk, key=state) for state in ("valid", "expired", "revoked", "replaced")}
    long_ago = clock.today() - timedelta(days=40)
    Certificate.objects.filter(pk=made["expired"].pk).update(
        issued_on=long_ago, valid_until=long_ago + timedelta(days=30), template_code="family_composition"
    )
    actions.revoke(certificate=made["revoked"], by=clerk, at=clock.now(), reason="ката")
    order = actions.order_of(made["replaced"])
    actions.issue(order=order, by=clerk, at=clock.now(), request_key="new", replaces=made["replaced"], reason="ката")
    return made


def numbers(response: Any) -> list[str]:
    return [line.certificate.number for line in response.context["lines"]]


def test_all_are_listed_newest_first(desk: Client, four: dict[str, Certificate]) -> None:
    listed = numbers(desk.get("/certificates/"))

    assert listed == [f"{clock.today().year}/{serial:05d}" for serial in (5, 4, 3, 2, 1)]


@pytest.mark.parametrize("state", ["expired", "revoked", "replaced"])
def test_a_state_narrows_the_list(desk: Client, four: dict[str, Certificate], state: str) -> None:
    assert numbers(desk.get("/certificates/", {"state": state})) == [four[state].number]


def test_what_has_expired_is_not_called_valid(desk: Client, four: dict[str, Certificate]) -> None:
    listed = numbers(desk.get("/certificates/", {"state": "valid"}))

    assert four["valid"].number in listed
    assert four["expired"].number not in listed
    assert "Мөөнөтү бүткөн" in Page(desk.get("/certificates/")).text("certificates")


@pytest.mark.parametrize("typed", ["00002", "2026/00002", "№ 2026/00002"])
def test_a_number_or_its_end_finds_one(desk: Client, four: dict[str, Certificate], typed: str) -> None:
    typed = typed.replace("2026", str(clock.today().year))

    assert numbers(desk.get("/certificates/", {"q": typed})) == [four["expired"].number]


def test_a_name_a_code_a_kind_and_a_day_find_certificates(
    desk: Client, four: dict[str, Certificate], family: Family
) -> None:
    old = clock.today() - timedelta(days=40)

    assert len(numbers(desk.get("/certificates/", {"q": family.head.surname.lower()}))) == 5
    code = four["valid"].short_code.lower().replace("-", "")
    assert numbers(desk.get("/certificates/", {"q": code})) == [four["valid"].number]
    assert numbers(desk.get("/certificates/", {"template": "family_composition"})) == [four["expired"].number]
    assert numbers(desk.get("/certificates/", {"day": old.isoformat()})) == [four["expired"].number]


@pytest.mark.parametrize("asked", ["state=lost", "day=2026-02-31", "day=yesterday", "template=", "page=99", "q=%00"])
def test_nonsense_in_the_address_breaks_nothing(desk: Client, four: dict[str, Certificate], asked: str) -> None:
    assert desk.get(f"/certificates/?{asked}").status_code == 200


def test_a_fragment_put_into_the_page_gives_the_page(desk: Client, four: dict[str, Certificate]) -> None:
    page = Page(desk.get("/certificates/"))

    page.swap(Page(desk.get("/certificates/?state=revoked", headers={"hx-request": "true"})))

    assert page.element("certificates") == Page(desk.get("/certificates/?state=revoked")).element("certificates")


def test_long_lists_have_pages(desk: Client, four: dict[str, Certificate], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(views, "PAGE", 2)

    found = [numbers(desk.get("/certificates/", {"page": page, "template": "residence"})) for page in (1, 2)]

    assert [len(page) for page in found] == [2, 2]
    assert not set(found[0]) & set(found[1])
    assert "template=residence&amp;page=2" in desk.get("/certificates/?template=residence").content.decode()


def test_an_empty_list_says_what_to_do(desk: Client, in_karool: object) -> None:
    assert "Терезеде тургунду таап" in Page(desk.get("/certificates/")).text()
    assert "Баарын көрсөтүү" in Page(desk.get("/certificates/", {"q": "жок"})).text()


def rows(content: bytes) -> list[list[Any]]:
    return python_calamine.CalamineWorkbook.from_filelike(io.BytesIO(content)).get_sheet_by_index(0).to_python()


def test_the_list_is_taken_out_as_a_table_without_pins(
    desk: Client, four: dict[str, Certificate], family: Family
) -> None:
    response = desk.get("/certificates/export/", {"state": "revoked"})

    head, *body = rows(response.content)
    assert head[:4] == ["№", "Берилди", "Түрү", "Тургун"]
    assert [row[0] for row in body] == [four["revoked"].number]
    assert body[0][1] == clock.today()
    assert body[0][3] == family.head.name.full
    assert body[0][7] == "Жокко чыгарылган"
    assert family.head.pin not in str(body)
    assert response["Content-Disposition"].startswith('attachment; filename="certificates-')
    assert response["Cache-Control"] == "private, no-store"


def test_whoever_takes_the_table_out_stands_in_the_journal(desk: Client, four: dict[str, Certificate]) -> None:
    desk.get("/certificates/export/", {"q": "Маматов", "state": "revoked"})

    entry = Entry.objects.get(action="certificates.exported")
    assert entry.details == {"count": 0, "state": "revoked"}


def test_nothing_in_the_table_is_a_formula(desk: Client, family: Family, clerk: User) -> None:
    issue(family, clerk, addressee='=HYPERLINK("http://x")')

    (_head, row) = rows(desk.get("/certificates/export/").content)

    assert row[4] == '=HYPERLINK("http://x")'


def test_the_one_search_box_finds_a_certificate_by_its_number(desk: Client, four: dict[str, Certificate]) -> None:
    found = desk.get("/search/", {"q": four["revoked"].number})

    assert found["Location"] == f"/certificates/{four['revoked'].reference}/"  # the only hit opens at once


@pytest.mark.parametrize("typed", ["²³", "2026/²", "²/00001", "99999999/1"])
def test_numbers_that_cannot_be_find_nothing(desk: Client, four: dict[str, Certificate], typed: str) -> None:
    assert desk.get("/search/", {"q": typed}).status_code == 200


def test_the_search_box_tells_several_apart(desk: Client, four: dict[str, Certificate]) -> None:
    Certificate.objects.filter(pk=four["valid"].pk).update(year=2020, number="2020/00003", serial=3)

    page = desk.get("/search/", {"q": "00003"}).content.decode()

    assert "№ 2020/00003" in page
    assert "Жокко чыгарылган" in page


def test_desk_and_card_tell_the_latest(desk: Client, four: dict[str, Certificate], family: Family) -> None:
    window, card = desk.get("/").content.decode(), desk.get(f"/residents/{family.head.reference}/").content.decode()

    for page in (window, card):
        assert all(one.number in page for one in four.values())
        assert "Мөөнөтү бүткөн" in page
