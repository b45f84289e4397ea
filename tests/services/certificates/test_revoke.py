"""Revoking: for a reason, once, and for good."""

import pytest
from django.test import Client

from services.certificates import actions
from services.certificates.models import Certificate, Status
from tereze import clock
from tereze.accounts.models import User
from tereze.audit.models import Entry
from tereze.exchange.models import Event
from tests.services.certificates.reading import Page


def revoke(desk: Client, certificate: Certificate, reason: str) -> int:
    return desk.post(f"/certificates/{certificate.reference}/revoke/", {"reason": reason}).status_code


def test_a_revoked_certificate_says_when_by_whom_and_why(desk: Client, certificate: Certificate) -> None:
    page = Page(desk.post(f"/certificates/{certificate.reference}/revoke/", {"reason": "Дареги ката"}, follow=True))

    certificate.refresh_from_db()
    assert certificate.status == Status.REVOKED
    assert (certificate.ended_by_name, certificate.reason) == ("Айгүл Токтогулова", "Дареги ката")
    assert "маалымкат жокко чыгарылды" in page.text()
    assert "Дареги ката" in page.text()
    assert "Кайра басып чыгаруу" not in page.text()


def test_it_is_journalled_and_told(desk: Client, certificate: Certificate) -> None:
    revoke(desk, certificate, "Дареги ката")

    entry = Entry.objects.get(action="certificate.revoked")
    assert entry.subject == f"resident:{certificate.subject}"
    assert entry.details["reason"] == "Дареги ката"
    assert Event.objects.get(name="certificates.revoked").payload["certificate"] == certificate.reference


@pytest.mark.parametrize("reason", ["", "  ", "жо", "а" * 301])
def test_a_reason_too_short_or_too_long_is_refused_at_its_field(
    desk: Client, certificate: Certificate, reason: str
) -> None:
    response = desk.post(f"/certificates/{certificate.reference}/revoke/", {"reason": reason})

    assert response.status_code == 422
    assert 'aria-invalid="true"' in response.content.decode()
    assert reason.strip() in response.content.decode()
    certificate.refresh_from_db()
    assert certificate.status == Status.ISSUED


def test_the_second_to_revoke_is_told_that_nothing_changed(desk: Client, certificate: Certificate, head: User) -> None:
    actions.revoke(certificate=certificate, by=head, at=clock.now(), reason="биринчи")

    page = Page(desk.post(f"/certificates/{certificate.reference}/revoke/", {"reason": "экинчи"}, follow=True))

    assert "Эч нерсе өзгөргөн жок" in page.text()
    certificate.refresh_from_db()
    assert certificate.reason == "биринчи"
    assert Entry.objects.filter(action="certificate.revoked").count() == 1


def test_it_cannot_be_done_by_opening_an_address(desk: Client, certificate: Certificate) -> None:
    assert desk.get(f"/certificates/{certificate.reference}/revoke/").status_code == 405
