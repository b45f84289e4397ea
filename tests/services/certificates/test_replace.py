"""Replacing: a new certificate for one that says something wrong."""

import pytest
from django.test import Client

from services.certificates import actions
from services.certificates.drafting import Order
from services.certificates.models import Certificate, Status
from tereze import clock
from tereze.accounts.models import User
from tereze.audit.models import Entry
from tereze.exchange.models import Event
from tests.services.certificates.conftest import Family, issue
from tests.services.certificates.reading import Page

NAME = "ky:resident.name|dative|bold"


@pytest.fixture
def old(family: Family, clerk: User) -> Certificate:
    """A certificate for a bank, in both languages, of which the clerk put a word right."""
    return issue(family, clerk, language="both", addressee="Айыл Банк", overrides={NAME: "Акматовго"})


def page_of(old: Certificate) -> str:
    return f"/certificates/{old.reference}/replace/"


def test_the_form_begins_with_what_the_old_one_said(desk: Client, old: Certificate) -> None:
    page = Page(desk.get(page_of(old)))

    assert old.number in page.text()
    assert page.fields()["language"] == ["both"]
    assert page.value("addressee") == "Айыл Банк"
    assert page.value(f"words-{NAME}") == "Акматовго"
    assert "Акматовго" in page.text("paper")


def test_the_old_one_ends_as_the_new_one_begins(desk: Client, old: Certificate) -> None:
    form = Page(desk.get(page_of(old))).fields() | {"addressee": ["Өзгөн шаардык соту"], "reason": ["Банк эмес, сот"]}

    response = desk.post(page_of(old), form)

    new = Certificate.objects.exclude(pk=old.pk).get()
    old.refresh_from_db()
    assert response["Location"] == f"/certificates/{new.reference}/?print=1"
    assert (old.status, old.reason) == (Status.REPLACED, "Банк эмес, сот")
    assert new.replaces == old
    assert new.snapshot["overrides"] == {NAME: "Акматовго"}
    assert new.addressee == "Өзгөн шаардык соту"


def test_both_pages_point_at_each_other(desk: Client, old: Certificate) -> None:
    desk.post(page_of(old), Page(desk.get(page_of(old))).fields() | {"reason": ["ката кетти"]})
    new = Certificate.objects.exclude(pk=old.pk).get()

    assert f"№ {new.number}" in Page(desk.get(f"/certificates/{old.reference}/")).text()
    assert f"№ {old.number}" in Page(desk.get(f"/certificates/{new.reference}/")).text()


def test_sending_it_twice_replaces_once(desk: Client, old: Certificate) -> None:
    form = Page(desk.get(page_of(old))).fields() | {"reason": ["ката кетти"]}

    places = {desk.post(page_of(old), form)["Location"] for _ in range(2)}

    assert len(places) == 1
    assert Certificate.objects.count() == 2


def test_it_is_journalled_and_told(desk: Client, old: Certificate) -> None:
    desk.post(page_of(old), Page(desk.get(page_of(old))).fields() | {"reason": ["ката кетти"]})

    assert Entry.objects.get(action="certificate.replaced").details["number"] == old.number
    told = Event.objects.get(name="certificates.replaced").payload
    assert told["certificate"] == old.reference


def test_a_reason_is_asked_for_and_what_was_typed_stays(desk: Client, old: Certificate) -> None:
    form = Page(desk.get(page_of(old))).fields() | {"addressee": ["Сот"], "reason": [""]}

    page = Page(desk.post(page_of(old), form))

    assert page.status == 422
    assert page.value("addressee") == "Сот"
    assert Certificate.objects.count() == 1


def test_one_that_has_ended_cannot_be_replaced(desk: Client, old: Certificate, clerk: User) -> None:
    form = Page(desk.get(page_of(old))).fields() | {"reason": ["ката кетти"]}
    actions.revoke(certificate=old, by=clerk, at=clock.now(), reason="Дареги ката")

    for response in (desk.get(page_of(old), follow=True), desk.post(page_of(old), form, follow=True)):
        assert "Эч нерсе өзгөргөн жок" in Page(response).text()
    assert Certificate.objects.count() == 1


def test_a_certificate_takes_the_place_only_of_one_about_the_same_person(
    family: Family, old: Certificate, clerk: User
) -> None:
    other = next(one for one in family.members if one != family.head)
    order = Order(template="residence", resident=other.reference)

    with pytest.raises(actions.OtherResidentError):
        actions.issue(order=order, by=clerk, at=clock.now(), request_key="x", replaces=old)

    old.refresh_from_db()
    assert old.status == Status.ISSUED
