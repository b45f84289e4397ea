"""What a reader of the journal is told: names for those who may know them, links for those who may follow them."""

import re
from collections.abc import Callable
from html import unescape

import pytest
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django_tenants.utils import tenant_context

from services.registers.models import Resident
from tenants.directory.models import Tenant
from tereze.accounts.models import User
from tereze.audit import journal
from tereze.audit.purposes import Why
from tereze.config.database import connection
from tests.conftest import inside
from tests.services.registers.people import household, member, resident
from tests.tereze.audit.test_journal_page import rows

ClientFor = Callable[[User | None, Tenant], Client]


@pytest.fixture
def bakyt(karool: Tenant) -> Resident:
    with inside(karool):
        found = resident()
        member(household(), found)
        return found


def write(karool: Tenant, action: str, *, subject: str, by: User, **details: object) -> None:
    with tenant_context(karool):
        journal.record_read(action, subject=subject, by=by, **details)  # type: ignore[arg-type]


def newest(client: Client) -> str:
    return rows(client.get("/account/journal/").content)[0]


def test_who_may_open_the_card_reads_the_name_and_follows_it(
    client_for: ClientFor, head: User, karool: Tenant, bakyt: Resident
) -> None:
    write(karool, "resident.viewed", subject=bakyt.subject, by=head)

    page = client_for(head, karool).get("/account/journal/").content.decode()

    assert re.search(rf'href="/residents/{bakyt.reference}/">\s*Маматов Бакыт Асанович', page)


def test_who_may_not_reads_the_reference_and_gets_no_link(
    client_for: ClientFor, administrator: User, head: User, karool: Tenant, bakyt: Resident
) -> None:
    write(karool, "resident.viewed", subject=bakyt.subject, by=head)
    client = client_for(administrator, karool)

    page = client.get("/account/journal/").content.decode()

    assert f"Тургун {bakyt.reference}" in page
    assert "Маматов Бакыт" not in page
    assert "/residents/" not in page


@pytest.mark.parametrize(
    ("details", "sentence"),
    [
        ({"why": Why("counter")}, "максаты: кабыл алууда"),
        ({"why": Why("certificate", "certificate_template:residence")}, "эмне үчүн: Жашаган жери"),
        ({"on": "2019-03-01"}, "карточканын күнү: 01.03.2019-ж."),
        ({"revealed": True}, "ПИН, телефон, документ толугу менен: ооба"),
    ],
    ids=str,
)  # fmt: skip
def test_details_read_as_words(
    client_for: ClientFor, head: User, karool: Tenant, details: dict[str, object], sentence: str
) -> None:
    write(karool, "resident.viewed", subject="resident:X", by=head, **details)

    assert sentence in newest(client_for(head, karool))


def test_posts_and_roles_are_called_as_the_office_calls_them(client_for: ClientFor, head: User, karool: Tenant) -> None:
    write(karool, "staff.added", subject=f"staff_member:{head.reference}", by=head, roles=["head"], username="x")
    told = newest(client_for(head, karool))
    write(karool, "office.signatory_named", subject="", by=head, role="executive_secretary")

    assert "ролдору: Айыл өкмөтүнүн башчысы" in told
    assert "кызматы: Жооптуу катчы" in newest(client_for(head, karool))


def test_a_page_of_the_journal_costs_the_same_with_few_and_with_many_subjects(
    client_for: ClientFor, head: User, karool: Tenant, bakyt: Resident
) -> None:
    client = client_for(head, karool)

    def count() -> int:
        with CaptureQueriesContext(connection) as asked:
            assert client.get("/account/journal/?action=resident.viewed").status_code == 200
        return len(asked)

    with inside(karool):
        people = [resident(f"Токтогулов Нурлан {letter}") for letter in "АБВГДЕЖЗ"]
    write(karool, "resident.viewed", subject=bakyt.subject, by=head, why=Why("family", people[0].subject))
    count()
    few = count()
    for one in people:
        write(karool, "resident.viewed", subject=one.subject, by=head, why=Why("family", bakyt.subject))

    assert count() == few


def test_a_name_that_is_gone_leaves_the_reference(client_for: ClientFor, head: User, karool: Tenant) -> None:
    write(karool, "resident.viewed", subject="resident:GONE000000", by=head)

    assert "Тургун GONE000000" in unescape(newest(client_for(head, karool)))
