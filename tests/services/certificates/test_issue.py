"""Issuing a certificate."""

from datetime import timedelta

import pytest
from django.db import transaction

from services.certificates import actions
from services.certificates.drafting import Order
from services.certificates.models import Certificate
from tereze import clock
from tereze.accounts.models import User
from tereze.audit.models import Entry
from tereze.exchange.facts import MissingFactsError
from tereze.exchange.models import Event
from tests.services.certificates.conftest import Family


def order(family: Family, template: str = "residence", **more: object) -> Order:
    return Order(template=template, resident=family.head.reference, **more)  # type: ignore[arg-type]


def issue(family: Family, by: User, key: str = "one", **more: object) -> Certificate:
    return actions.issue(order=order(family, **more), by=by, at=clock.now(), request_key=key)


@pytest.mark.parametrize("template", ["residence", "family_composition", "joint_residence"])
@pytest.mark.parametrize("language", ["ky", "ru", "both"])
def test_every_certificate_is_issued_in_every_language(family: Family, clerk: User, template: str, language: str) -> None:
    certificate = issue(family, clerk, template=template, language=language)

    assert actions.pdf_of(certificate).startswith(b"%PDF-")
    assert certificate.number == f"{clock.today().year}/00001"
