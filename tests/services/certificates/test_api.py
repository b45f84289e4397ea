"""Certificates over the API."""

from datetime import timedelta
from typing import Any

import pytest

from services.certificates import actions, papers
from services.certificates.models import Certificate
from services.registers.models import Membership
from tenants.directory.models import Tenant
from tereze import clock
from tereze.accounts.models import User
from tereze.audit.models import Entry
from tereze.storage.models import StoredFile
from tests.services.certificates.asking import ALL, Ask, error, key_of
from tests.services.certificates.conftest import Family, issue


def order_for(family: Family, **more: object) -> dict[str, object]:
    return {"template": "residence", "resident": family.head.reference, "language": "both", **more}


def test_a_certificate_is_issued(ask: Ask, family: Family) -> None:
    response = ask("post", "/certificates/", order_for(family, addressee="Айыл Банк"))

    told = response.json()
    certificate = Certificate.objects.get()
    assert response.status_code == 201
    assert told["number"] == certificate.number
    assert told["status"] == "issued"
    assert told["addressee"] == "Айыл Банк"
    assert told["pdf"] == f"http://karool.localhost/api/v1/certificates/{certificate.reference}/pdf/"
    assert told["verify_url"] == f"http://karool.localhost/v/{certificate.payload}"
    assert (certificate.issued_by, certificate.issued_by_name) == ("key:bank", "bank")


def test_its_pdf_is_what_was_printed(ask: Ask, family: Family) -> None:
    told = ask("post", "/certificates/", order_for(family)).json()

    response = ask("get", f"/certificates/{told['reference']}/pdf/")

    assert response["Content-Type"] == "application/pdf"
    assert response["Cache-Control"] == "private, no-store"
    assert response.content == papers.pdf_of(Certificate.objects.get())


def test_only_those_asked_for_are_named(ask: Ask, family: Family) -> None:
    chosen = next(one for one in family.members if one != family.head)

    ask("post", "/certificates/", order_for(family, template="joint_residence", chosen=[chosen.reference]))

    table = papers.document_of(Certificate.objects.get()).parts[0].table
    assert table is not None
    assert [row[0] for row in table.rows] == [chosen.name.full]


def test_the_same_key_and_request_give_the_same_certificate(ask: Ask, family: Family) -> None:
    answers = [
        ask("post", "/certificates/", order_for(family), **{"Idempotency-Key": "17"}).json() for _ in range(3)
    ]  # fmt: skip

    assert answers[0] == answers[1] == answers[2]
    assert Certificate.objects.count() == 1


def test_the_same_key_with_another_request_is_refused(ask: Ask, family: Family) -> None:
    ask("post", "/certificates/", order_for(family), **{"Idempotency-Key": "17"})

    response = ask("post", "/certificates/", order_for(family, language="ru"), **{"Idempotency-Key": "17"})

    assert error(response) == (409, "key_reused", None)
    assert Certificate.objects.count() == 1


def test_two_clients_that_both_count_get_certificates_of_their_own(ask: Ask, family: Family, karool: Tenant) -> None:
    other = key_of(karool, *ALL, name="court")

    first = ask("post", "/certificates/", order_for(family), **{"Idempotency-Key": "1"}).json()
    second = ask("post", "/certificates/", order_for(family), key=other, **{"Idempotency-Key": "1"}).json()

    assert first["number"] != second["number"]


@pytest.mark.parametrize(
    ("changed", "expected"),
    [
        ({"template": "moon"}, (400, "invalid", "template")),
        ({"template": "../residence"}, (400, "invalid", "template")),
        ({"resident": "0000000000"}, (400, "invalid", "resident")),
        ({"resident": None}, (400, "null", "resident")),
        ({"language": "en"}, (400, "invalid_choice", "language")),
        ({"addressee": "а" * 201}, (400, "max_length", "addressee")),
        ({"addressee": "🏦"}, (400, "invalid", "addressee")),
        ({"template": "joint_residence", "chosen": []}, (409, "nothing_chosen", None)),
        ({"template": "joint_residence", "chosen": ["0000000000"]}, (409, "nothing_chosen", None)),
        ({"template": "joint_residence", "chosen": "x"}, (400, "not_a_list", "chosen")),
    ],
)
def test_a_wrong_order_is_refused_and_told_why(
    ask: Ask, family: Family, changed: dict[str, object], expected: tuple[int, str, str | None]
) -> None:
    assert error(ask("post", "/certificates/", order_for(family, **changed))) == expected
    assert not Certificate.objects.exists()


def test_nobody_who_left_gets_a_certificate(ask: Ask, family: Family) -> None:
    Membership.objects.filter(resident=family.head, left_on__isnull=True).update(
        left_on=clock.today() - timedelta(days=1), leave_reason="moved"
    )

    assert error(ask("post", "/certificates/", order_for(family))) == (409, "missing_facts", None)


def test_certificates_are_listed_newest_first_and_narrowed(ask: Ask, family: Family, clerk: User) -> None:
    made = [issue(family, clerk, key=f"request {number}") for number in range(3)]
    actions.revoke(certificate=made[0], by=clerk, at=clock.now(), reason="ката")

    def numbers(query: str) -> list[str]:
        return [one["number"] for one in ask("get", f"/certificates/{query}").json()["results"]]

    newest_first = [one.number for one in reversed(made)]
    assert numbers("") == newest_first
    assert numbers("?status=revoked") == [made[0].number]
    assert numbers("?status=issued") == newest_first[:2]
    assert numbers("?status=expired") == []
    assert numbers("?template=family_composition") == []
    assert numbers(f"?resident={family.head.reference}") == newest_first
    assert numbers("?resident=0000000000") == []
    assert numbers(f"?q={made[1].short_code}") == [made[1].number]


def test_a_long_list_has_pages(ask: Ask, family: Family, clerk: User) -> None:
    for number in range(3):
        issue(family, clerk, key=f"request {number}")

    first = ask("get", "/certificates/?page_size=2").json()
    second = ask("get", "/certificates/?page_size=2&page=2").json()

    assert (first["count"], len(first["results"]), len(second["results"])) == (3, 2, 1)
    assert first["next"].endswith("page=2&page_size=2")
    assert error(ask("get", "/certificates/?page=9"))[0] == 404


def test_a_list_costs_the_same_however_long_it_is(
    ask: Ask, family: Family, clerk: User, django_assert_max_num_queries: Any
) -> None:
    for number in range(6):
        issue(family, clerk, key=f"request {number}")

    with django_assert_max_num_queries(8):
        assert len(ask("get", "/certificates/").json()["results"]) == 6


def test_a_wrong_filter_is_refused(ask: Ask, family: Family) -> None:
    assert error(ask("get", "/certificates/?status=lost")) == (400, "invalid_choice", "status")


def test_a_certificate_is_revoked_once(ask: Ask, certificate: Certificate) -> None:
    path = f"/certificates/{certificate.reference}/revoke/"

    first, second = ask("post", path, {"reason": "Дареги ката"}), ask("post", path, {"reason": "дагы"})

    assert (first.json()["status"], first.json()["reason"]) == ("revoked", "Дареги ката")
    assert error(second) == (409, "already_ended", None)
    assert error(ask("post", path, {"reason": "x"})) == (400, "min_length", "reason")


def test_a_replaced_one_names_its_successor(ask: Ask, certificate: Certificate, clerk: User) -> None:
    order = actions.order_of(certificate)
    new = actions.issue(order=order, by=clerk, at=clock.now(), request_key="x", replaces=certificate, reason="ката")

    told = ask("get", f"/certificates/{certificate.reference}/").json()

    assert (told["status"], told["replaced_by"]) == ("replaced", new.number)


def test_looks_are_journalled_in_the_keys_name(ask: Ask, certificate: Certificate) -> None:
    ask("get", f"/certificates/{certificate.reference}/")
    ask("get", f"/certificates/{certificate.reference}/pdf/")

    looks = Entry.objects.filter(actor="key:bank").values_list("action", "subject")
    assert set(looks) == {
        ("certificate.viewed", f"resident:{certificate.subject}"),
        ("certificate.opened", f"resident:{certificate.subject}"),
    }


def test_a_paper_that_cannot_be_read_is_said_to_be_so(ask: Ask, certificate: Certificate) -> None:
    StoredFile.objects.update(sha256="0" * 64)

    assert error(ask("get", f"/certificates/{certificate.reference}/pdf/")) == (503, "storage_down", None)
