"""When there can be no certificate: the page says why, nothing typed is lost, and no number is used."""

from datetime import timedelta

import pytest
from django.test import Client

from services.certificates.models import Certificate
from services.registers.models import HouseholdAddress, Membership, Resident
from tereze import clock
from tereze.numbering.models import Counter
from tests.services.certificates.conftest import Family, order_page
from tests.services.certificates.reading import Page


@pytest.mark.parametrize(
    ("field", "typed", "said"),
    [
        ("addressee", "банк 🏦", "Басып чыгарууга мүмкүн болбогон белги бар"),
        ("addressee", "б" * 201, "200 белгиден ашпашы керек"),
        ("language", "en", ""),
        ("words-ky:resident.name|dative|bold", "漢字", "Басып чыгарууга мүмкүн болбогон белги бар"),
    ],
)
def test_what_cannot_be_printed_is_said_at_the_field_and_nothing_is_lost(
    desk: Client, family: Family, field: str, typed: str, said: str
) -> None:
    form = Page(desk.get(order_page(family))).fields() | {"addressee": ["Айыл Банк"], field: [typed]}

    page = Page(desk.post(order_page(family), form))

    assert page.status == 422
    assert said in page.text("order")
    assert page.value("addressee") == (typed if field == "addressee" else "Айыл Банк")
    assert not Certificate.objects.exists()


def test_nobody_who_left_gets_a_certificate(desk: Client, family: Family) -> None:
    Membership.objects.filter(resident=family.head, left_on__isnull=True).update(
        left_on=clock.today() - timedelta(days=1), leave_reason="moved"
    )

    refused(desk, order_page(family), "бир да үй-бүлөдө жашабайт")


def test_nobody_who_died_gets_a_certificate(desk: Client, family: Family) -> None:
    Resident.objects.filter(pk=family.head.pk).update(death_date=clock.today() - timedelta(days=3))

    refused(desk, order_page(family), "бир да үй-бүлөдө жашабайт")


def test_a_household_without_an_address_is_named_as_what_is_missing(desk: Client, family: Family) -> None:
    HouseholdAddress.objects.filter(household=family.household).delete()

    refused(desk, order_page(family), "Реестрде бүгүнкү күнгө булар жок")


def test_who_lives_alone_lives_with_nobody(desk: Client, family: Family) -> None:
    Membership.objects.filter(household=family.household).exclude(resident=family.head).delete()

    refused(desk, order_page(family, "joint_residence"), "башка эч ким жашабайт")


def refused(desk: Client, where: str, why: str) -> None:
    """Expect the page to say why there is no certificate, however it is asked, and no number to be used."""
    for response in (desk.get(where), desk.post(where, {"language": "ky"})):
        page = Page(response)
        assert page.status == 409
        assert why in page.text()
    assert not Certificate.objects.exists()
    assert not Counter.objects.exists()


def test_an_unknown_resident_has_a_page_that_says_so(desk: Client, family: Family) -> None:
    page = Page(desk.get("/certificates/new/residence/0000000000/"))

    assert page.status == 404
    assert "Реестрде мындай тургун жок" in page.text()


def test_there_is_no_page_for_an_unknown_template(desk: Client, family: Family) -> None:
    assert desk.get(order_page(family, "moon")).status_code == 404
