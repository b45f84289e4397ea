"""Checking a certificate, as anybody may."""

from datetime import timedelta

import pytest
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


def test_another_councils_certificate_is_not_known_here(
    certificate: Certificate, myrza_ake: Tenant, neighbour_clerk: User, stranger: Client
) -> None:
    with tenant_context(myrza_ake):
        populate(60)
        order = Order(template="residence", resident=large_family().head.reference)
        other = actions.issue(order=order, by=neighbour_clerk, at=clock.now(), request_key="one")
        assert check_payload(other.payload, on=clock.today()).outcome == Outcome.VALID

    assert check_payload(other.payload, on=clock.today()).outcome in {Outcome.FORGED, Outcome.UNKNOWN}
    assert check_code(other.short_code, on=clock.today()).outcome == Outcome.UNKNOWN
    assert "Маалымкат жарактуу" not in stranger.get(f"/v/{other.payload}").content.decode()


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


def test_no_other_host_answers_for_the_council(certificate: Certificate, myrza_ake: Tenant) -> None:
    page = Client(HTTP_HOST="myrza-ake.localhost").get(f"/v/{certificate.payload}")

    assert page.status_code in {404, 422}
    assert certificate.number not in page.content.decode()
