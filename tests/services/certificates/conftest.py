"""A small made-up village for the tests of certificates."""

from dataclasses import dataclass
from typing import Any

import pytest
from django.test import Client

from services.certificates import actions
from services.certificates.drafting import Order
from services.certificates.models import Certificate
from services.registers import loading
from services.registers.models import Household, Membership, Resident, Village
from services.registers.synthetic import VillageSpec, generate
from tenants.directory.models import Tenant
from tereze import clock
from tereze.accounts.models import User
from tereze.accounts.permissions import Actor, Platform
from tereze.config.database import connection
from tests.services.certificates.asking import ALL, Ask, key_of


@dataclass(frozen=True)
class Family:
    """A household of at least four, and its head."""

    household: Household
    head: Resident
    members: list[Resident]


def populate(residents: int = 120) -> None:
    """Fill the register of the entered council with made-up people."""
    villages = [VillageSpec(one.code, one.name_ky, one.name_ru) for one in Village.objects.order_by("code")]
    council = generate(villages=villages, residents=residents, seed="tests", today=clock.today())
    loading.load(council, by=Platform("tests"))


def large_family() -> Family:
    """Return the household with the most members."""
    found = Membership.objects.filter(left_on__isnull=True).select_related("resident", "household")
    by_household: dict[int, list[Membership]] = {}
    for one in found:
        by_household.setdefault(one.household_id, []).append(one)
    largest = max(by_household.values(), key=len)
    head = next(one.resident for one in largest if one.relation == "head")
    return Family(household=largest[0].household, head=head, members=[one.resident for one in largest])


@pytest.fixture
def family(in_karool: Tenant) -> Family:
    """The largest family of a small made-up Karool."""
    assert connection.schema_name == in_karool.schema_name
    populate()
    return large_family()


def issue(family: Family, by: Actor, key: str = "one", template: str = "residence", **more: object) -> Certificate:
    """Issue a certificate about the head of the family."""
    order = Order(template=template, resident=family.head.reference, **more)  # type: ignore[arg-type]
    return actions.issue(order=order, by=by, at=clock.now(), request_key=key)


def order_page(family: Family, template: str = "residence") -> str:
    """Return the address where the head of the family is given a certificate."""
    return f"/certificates/new/{template}/{family.head.reference}/"


@pytest.fixture
def certificate(family: Family, clerk: User) -> Certificate:
    """A certificate of residence that the clerk has just issued."""
    return issue(family, clerk)


@pytest.fixture
def stranger(karool: Tenant) -> Client:
    """Somebody who holds a certificate and has a telephone."""
    return Client(HTTP_HOST="karool.localhost")


@pytest.fixture
def ask(karool: Tenant) -> Ask:
    """Ask Karool's API with a key that may do everything with certificates, or with another."""
    own = key_of(karool, *ALL)

    def request(
        method: str, path: str, data: Any = None, *, key: str = own, host: str = "karool", **headers: str
    ) -> Any:
        client = Client(HTTP_HOST=f"{host}.localhost", raise_request_exception=False)
        headers |= {"Authorization": f"Bearer {key}"} if key else {}
        sent = {} if data is None else {"data": data, "content_type": "application/json"}
        return getattr(client, method)(f"/api/v1{path}", headers=headers, **sent)

    return request
