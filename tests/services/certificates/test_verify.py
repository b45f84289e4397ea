"""Checking a certificate, as anybody may."""

import re
from datetime import timedelta
from pathlib import Path

import pytest
from django.contrib.staticfiles import finders
from django.test import Client
from django_tenants.utils import tenant_context

from services.certificates import actions
from services.certificates.drafting import Order
from services.certificates.models import Certificate
from services.certificates.verification import Outcome, check_code, check_payload
from tenants.directory.models import Tenant
from tereze import clock
from tereze.accounts.models import User
from tests.services.certificates.conftest import Family, large_family, populate


def test_a_fresh_certificate_is_valid(certificate: Certificate, stranger: Client) -> None:
    page = stranger.get(f"/v/{certificate.payload}")

    assert page.status_code == 200
    assert "Маалымкат жарактуу" in page.content.decode()
    assert "Справка действительна" in page.content.decode()
    assert certificate.number in page.content.decode()


def test_with_its_styles_the_page_weighs_less_than_ten_kilobytes(certificate: Certificate, stranger: Client) -> None:
    page = stranger.get(f"/v/{certificate.payload}").content
    styles = re.findall(r'href="/static/([^"]+\.css)"', page.decode())

    found = [Path(finders.find(name) or "") for name in styles]

    assert [file.name for file in found] == ["verify.css"]
    assert len(page) + sum(file.stat().st_size for file in found) < 10_000
    assert not re.findall(r'(?:src|url)\s*[=(]\s*["\']?http', page.decode() + found[0].read_text())


def test_every_answer_weighs_less_than_ten_kilobytes(certificate: Certificate, stranger: Client, clerk: User) -> None:
    actions.revoke(certificate=certificate, by=clerk, at=clock.now(), reason="ж" * 300)

    for address in (f"/v/{certificate.payload}", "/v/", "/v/HELLO", "/v/?code=0000-0000-00", "/v/?code=xx"):
        assert len(stranger.get(address).content) < 7_500


def test_the_page_is_light_and_shows_initials_only(certificate: Certificate, stranger: Client, family: Family) -> None:
    page = stranger.get(f"/v/{certificate.payload}")

    assert len(page.content) < 10_000
    text = page.content.decode()
    assert family.head.name.initials in text
    assert family.head.pin not in text
    assert family.head.given_name not in text
    assert "<script" not in text


def test_the_address_works_in_capitals_as_the_qr_code_has_it(certificate: Certificate, stranger: Client) -> None:
    assert "жарактуу" in stranger.get(f"/V/{certificate.payload}").content.decode()


def test_the_address_works_in_small_letters_too(certificate: Certificate, stranger: Client) -> None:
    assert "жарактуу" in stranger.get(f"/v/{certificate.payload.lower()}").content.decode()


@pytest.mark.parametrize("address", ["/v/", "/v/HELLO", "/v/?code=%00", "/v/?code=" + "К" * 500, "/v/" + "A" * 2000])
def test_whatever_is_asked_gets_a_page_that_no_cache_keeps_and_no_search_engine_lists(
    karool: Tenant, stranger: Client, address: str
) -> None:
    response = stranger.get(address)

    assert response.status_code in {200, 422}
    assert response["Cache-Control"] == "no-store"
    assert response["X-Robots-Tag"] == "noindex"


def test_what_was_typed_is_shown_as_text(karool: Tenant, stranger: Client) -> None:
    page = stranger.get("/v/", {"code": '"><script>alert(1)</script>'}).content.decode()

    assert "<script" not in page


def test_a_certificate_expires_after_its_last_day(certificate: Certificate) -> None:
    assert certificate.valid_until is not None
    last = certificate.valid_until

    assert check_payload(certificate.payload, on=last).outcome == Outcome.VALID
    assert check_payload(certificate.payload, on=last + timedelta(days=1)).outcome == Outcome.EXPIRED


def test_a_revoked_certificate_says_so_and_why(certificate: Certificate, stranger: Client, clerk: User) -> None:
    actions.revoke(certificate=certificate, by=clerk, at=clock.now(), reason="Дареги туура эмес")

    text = stranger.get(f"/v/{certificate.payload}").content.decode()
    assert "Жокко чыгарылган" in text
    assert "Дареги туура эмес" in text


def test_a_replaced_certificate_names_its_successor(certificate: Certificate, stranger: Client, clerk: User) -> None:
    order = actions.order_of(certificate)
    new = actions.issue(order=order, by=clerk, at=clock.now(), request_key="two", replaces=certificate, reason="ката")

    text = stranger.get(f"/v/{certificate.payload}").content.decode()
    assert f"№ {new.number}" in text
    assert check_payload(new.payload, on=clock.today()).outcome == Outcome.VALID


@pytest.mark.parametrize("place", [10, 40, 80, -40])
def test_an_altered_payload_is_called_forged(certificate: Certificate, stranger: Client, place: int) -> None:
    symbol = "B" if certificate.payload[place] != "B" else "C"
    altered = certificate.payload[:place] + symbol + certificate.payload[place:][1:]

    page = stranger.get(f"/v/{altered}")

    assert page.status_code in {404, 422}
    assert "Маалымкат жарактуу" not in page.content.decode()


def test_nonsense_is_called_forged(stranger: Client) -> None:
    assert stranger.get("/v/HELLO").status_code == 422
    assert "жасалма" in stranger.get("/v/HELLO").content.decode()


def test_another_councils_certificate_leads_to_that_council(
    certificate: Certificate, myrza_ake: Tenant, neighbour_clerk: User, stranger: Client
) -> None:
    with tenant_context(myrza_ake):
        populate(60)
        order = Order(template="residence", resident=large_family().head.reference)
        other = actions.issue(order=order, by=neighbour_clerk, at=clock.now(), request_key="one")
        assert check_payload(other.payload, on=clock.today()).outcome == Outcome.VALID

    answer = check_payload(other.payload, on=clock.today())
    assert (answer.outcome, answer.council) == (Outcome.ELSEWHERE, myrza_ake)
    assert check_code(other.short_code, on=clock.today()).outcome == Outcome.UNKNOWN
    page = stranger.get(f"/v/{other.payload}").content.decode()
    assert "Маалымкат жарактуу" not in page
    assert 'href="http://myrza-ake.localhost/v/"' in page


def test_a_typed_code_is_forgiven_its_case_and_hyphens(certificate: Certificate) -> None:
    typed = certificate.short_code.lower().replace("-", " ")

    assert check_code(typed, on=clock.today()).outcome == Outcome.VALID


def test_a_typing_error_is_told_from_an_unknown_code(certificate: Certificate) -> None:
    wrong = ("2" if certificate.short_code[0] != "2" else "3") + certificate.short_code[1:]

    assert check_code(wrong, on=clock.today()).outcome == Outcome.MISTYPED


def test_guessing_is_slowed_down(certificate: Certificate, stranger: Client) -> None:
    answers = [stranger.get("/v/?code=0000-0000-00").status_code for _ in range(31)]

    assert answers[-1] == 429
    assert answers[0] != 429


def test_one_address_that_guesses_does_not_hinder_another(certificate: Certificate, stranger: Client) -> None:
    for _ in range(31):
        stranger.get("/v/?code=0000-0000-00", REMOTE_ADDR="203.0.113.9")

    assert stranger.get(f"/v/{certificate.payload}", REMOTE_ADDR="203.0.113.9").status_code == 429
    assert stranger.get(f"/v/{certificate.payload}", REMOTE_ADDR="203.0.113.10").status_code == 200


def test_a_forwarded_address_written_by_the_asker_counts_for_nothing(karool: Tenant, stranger: Client) -> None:
    answers = [
        stranger.get("/v/?code=0000-0000-00", HTTP_X_FORWARDED_FOR=f"198.51.100.{number}").status_code
        for number in range(31)
    ]

    assert answers[-1] == 429


def test_no_other_host_answers_for_the_council(certificate: Certificate, myrza_ake: Tenant) -> None:
    page = Client(HTTP_HOST="myrza-ake.localhost").get(f"/v/{certificate.payload}")

    assert page.status_code in {404, 422}
    assert certificate.number not in page.content.decode()
