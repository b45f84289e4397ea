"""Who may open which page of certificates, and who may not. Another council's certificates do not exist."""

from collections.abc import Callable
from typing import Any, NamedTuple

import pytest
from django.test import Client
from django_tenants.utils import tenant_context

from services.certificates.models import Certificate, Status
from tenants.directory.models import Tenant
from tereze.accounts.models import User
from tereze.exchange import offers
from tereze.exchange.values import Subject
from tests.conftest import member
from tests.services.certificates.conftest import Family

ClientFor = Callable[[User | None, Tenant], Client]


class Page(NamedTuple):
    """A page, what clerk and head get there, and what an accountant gets, who may only look."""

    method: str
    address: str
    allowed: int
    looking: int

    def ask(self, client: Client, certificate: Certificate, **said: str) -> Any:
        return getattr(client, self.method)(self.address.format_map(vars(certificate)), said)


PAGES = [
    Page("get", "/certificates/", 200, 200),
    Page("get", "/certificates/export/", 200, 200),
    Page("get", "/certificates/new/family_composition/{subject}/", 200, 403),
    Page("post", "/certificates/new/family_composition/{subject}/", 422, 403),
    Page("get", "/certificates/standards/", 200, 200),
    Page("get", "/certificates/standards/burial/", 200, 200),
    Page("get", "/certificates/{reference}/", 200, 200),
    Page("get", "/certificates/{reference}/pdf/", 200, 200),
    Page("post", "/certificates/{reference}/print/", 302, 302),
    Page("get", "/certificates/{reference}/replace/", 200, 403),
    Page("post", "/certificates/{reference}/replace/", 422, 403),
    Page("post", "/certificates/{reference}/revoke/", 422, 403),
]


@pytest.fixture
def accountant(client_for: ClientFor, karool: Tenant) -> Client:
    """Somebody who may look at certificates and print them, and no more."""
    return client_for(member(karool, "gulmira", "accountant"), karool)


@pytest.fixture
def neighbour(client_for: ClientFor, myrza_ake: Tenant, neighbour_clerk: User) -> Client:
    """The neighbours' clerk, at her own desk."""
    return client_for(neighbour_clerk, myrza_ake)


@pytest.mark.parametrize("page", PAGES, ids=str)
def test_clerk_and_head_may_do_everything(
    client_for: ClientFor, clerk: User, head: User, certificate: Certificate, page: Page
) -> None:
    for user in (clerk, head):
        client = client_for(user, Tenant.objects.get(key="karool"))
        assert page.ask(client, certificate).status_code == page.allowed


@pytest.mark.parametrize("page", PAGES, ids=str)
def test_an_accountant_may_only_look_and_print(accountant: Client, certificate: Certificate, page: Page) -> None:
    assert page.ask(accountant, certificate).status_code == page.looking


@pytest.mark.parametrize("page", PAGES, ids=str)
@pytest.mark.parametrize("role", ["village_elder", "administrator", "kenesh_chair"])
def test_others_are_refused(
    client_for: ClientFor, karool: Tenant, certificate: Certificate, page: Page, role: str
) -> None:
    other = client_for(member(karool, "other", role), karool)

    assert page.ask(other, certificate).status_code == 403


@pytest.mark.parametrize("page", PAGES, ids=str)
def test_strangers_are_sent_to_sign_in(stranger: Client, certificate: Certificate, page: Page) -> None:
    response = page.ask(stranger, certificate)

    assert response.status_code == 302
    assert response["Location"].startswith("/account/login/")


@pytest.mark.parametrize("page", [page for page in PAGES if "{" in page.address], ids=str)
def test_another_councils_certificates_and_residents_do_not_exist(
    neighbour: Client, certificate: Certificate, page: Page
) -> None:
    response = page.ask(neighbour, certificate, language="ky", reason="ката")

    assert response.status_code == 404
    assert certificate.subject_name not in response.content.decode()
    certificate.refresh_from_db()
    assert (certificate.status, certificate.times_printed) == (Status.ISSUED, 0)


def test_the_neighbours_list_is_empty(neighbour: Client, myrza_ake: Tenant, certificate: Certificate) -> None:
    page = neighbour.get("/certificates/").content.decode()

    assert certificate.number not in page
    with tenant_context(myrza_ake):
        assert not Certificate.objects.exists()


def test_who_may_not_revoke_sees_no_button_for_it(accountant: Client, desk: Client, certificate: Certificate) -> None:
    address = f"/certificates/{certificate.reference}/"

    assert "/revoke/" not in accountant.get(address).content.decode()
    assert "/revoke/" in desk.get(address).content.decode()


def test_the_card_offers_certificates_to_those_who_may_issue(family: Family, clerk: User, elder: User) -> None:
    subject = Subject("resident", family.head.reference)

    (group,) = [one for one in offers.for_subject(subject, by=clerk) if one.label == "Маалымкат берүү"]
    assert [door.url for door in group.doors[:3]] == [
        f"/certificates/new/{code}/{family.head.reference}/"
        for code in ("residence", "family_composition", "joint_residence")
    ]
    assert len(group.doors) == 6
    assert offers.for_subject(subject, by=elder) == []
