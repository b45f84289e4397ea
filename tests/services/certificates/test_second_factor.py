"""The end of the PIN opens the whole; wrong digits are few, counted and journalled without the digits."""

from datetime import timedelta

import pytest
from django.test import Client

from services.certificates import actions, second_factor
from services.certificates.models import Certificate, ProbeCount, WrongDigits
from services.certificates.second_factor import PAUSE, TRIES, TRIES_OF_ALL, Tried, try_digits
from tereze import clock
from tereze.accounts.models import User
from tereze.audit.models import Entry
from tests.services.certificates.conftest import Family


def wrong(family: Family) -> str:
    return "0000" if family.head.pin[-4:] != "0000" else "1111"


def entries(action: str) -> list[Entry]:
    return list(Entry.objects.filter(action=action))


def test_right_digits_show_the_text_and_the_original_pdf(
    certificate: Certificate, family: Family, stranger: Client
) -> None:
    page = stranger.post(f"/v/{certificate.payload}", {"digits": family.head.pin[-4:]})

    assert page.status_code == 200
    assert family.head.pin in page.content.decode()
    (address,) = [part.split('"')[0] for part in page.content.decode().split('href="') if "/v/original/" in part]
    pdf = stranger.get(address)
    assert pdf.content.startswith(b"%PDF")
    assert pdf["Cache-Control"] == "no-store"
    assert len(entries("certificate.opened_by_holder")) == 1
    assert len(entries("certificate.pdf_by_holder")) == 1


def test_wrong_digits_show_initials_only_and_say_how_many_tries_are_left(
    certificate: Certificate, family: Family, stranger: Client
) -> None:
    page = stranger.post(f"/v/{certificate.payload}", {"digits": wrong(family)})

    assert page.status_code == 422
    assert family.head.given_name not in page.content.decode()
    assert f"попыток: {TRIES - 1}" in page.content.decode()


def test_after_five_wrong_tries_right_digits_open_nothing_until_the_pause_is_over(
    certificate: Certificate, family: Family
) -> None:
    now = clock.now()
    tried = [try_digits(certificate, wrong(family), address="a", at=now).tried for _ in range(TRIES)]

    assert tried == [Tried.WRONG] * (TRIES - 1) + [Tried.PAUSED]
    right = family.head.pin[-4:]
    assert try_digits(certificate, right, address="a", at=now).tried == Tried.PAUSED
    assert try_digits(certificate, right, address="b", at=now).tried == Tried.RIGHT
    later = now + PAUSE + timedelta(seconds=1)
    assert try_digits(certificate, right, address="a", at=later).tried == Tried.RIGHT


def test_many_addresses_together_have_few_tries_too(certificate: Certificate, family: Family) -> None:
    now = clock.now()
    for number in range(TRIES_OF_ALL):
        try_digits(certificate, wrong(family), address=f"address {number}", at=now)

    assert try_digits(certificate, family.head.pin[-4:], address="one more", at=now).tried == Tried.PAUSED


def test_waiting_out_pauses_does_not_give_more_tries_in_a_day(certificate: Certificate, family: Family) -> None:
    now, tried = clock.now(), 0
    for number in range(12):
        for _ in range(TRIES):
            at = now + number * (PAUSE + timedelta(minutes=1))
            before = WrongDigits.objects.filter(tries_today__gt=0).values_list("tries_today", flat=True).first() or 0
            try_digits(certificate, wrong(family), address="patient", at=at)
            tried = max(tried, before)

    assert WrongDigits.objects.get().tries_today == TRIES_OF_ALL


def test_wrong_digits_are_counted_and_journalled_without_the_digits(certificate: Certificate, family: Family) -> None:
    try_digits(certificate, wrong(family), address="203.0.113.9", at=clock.now())

    (entry,) = entries("certificate.digits_refused")
    assert wrong(family) not in str(entry.details)
    assert "203.0.113.9" not in str(entry.details) + WrongDigits.objects.get().address
    assert ProbeCount.objects.get(what="digits").times == 1


@pytest.mark.parametrize("digits", ["", "1", "12345678901234", "' OR 1", "٠٠٠٠٠", "\0"])
def test_whatever_is_typed_is_only_a_wrong_try(certificate: Certificate, stranger: Client, digits: str) -> None:
    assert stranger.post(f"/v/{certificate.payload}", {"digits": digits}).status_code == 422


def test_a_revoked_certificate_cannot_be_opened(
    certificate: Certificate, family: Family, stranger: Client, clerk: User
) -> None:
    actions.revoke(certificate=certificate, by=clerk, at=clock.now(), reason="ката кетти")

    page = stranger.post(f"/v/{certificate.payload}", {"digits": family.head.pin[-4:]})

    assert family.head.given_name not in page.content.decode()
    assert "/v/original/" not in page.content.decode()


def test_the_link_to_the_pdf_is_of_one_certificate_and_cannot_be_made_up(
    certificate: Certificate, stranger: Client
) -> None:
    token = second_factor.token(certificate)

    for invented in (certificate.reference, token[:-1] + ("A" if token[-1] != "A" else "B"), "x:y:z"):
        assert stranger.get(f"/v/original/{invented}").status_code == 404
