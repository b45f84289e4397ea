"""An import cannot be taken back once a certificate stands on it."""

from datetime import timedelta

from services.certificates import actions
from services.certificates.drafting import Order
from tereze import clock
from tereze.accounts.models import User
from tereze.exchange import dependants
from tests.services.certificates.conftest import Family


def test_a_certificate_depends_on_its_resident_from_the_day_it_was_issued(family: Family, clerk: User) -> None:
    before = clock.now()
    order = Order(template="residence", resident=family.head.reference)
    certificate = actions.issue(order=order, by=clerk, at=clock.now(), request_key="one")

    found = dependants.of("resident", [family.head.reference], since=before)

    assert [one.reference for one in found] == [family.head.reference]
    assert certificate.number in found[0].what
    assert dependants.of("resident", [family.head.reference], since=clock.now() + timedelta(seconds=1)) == []
