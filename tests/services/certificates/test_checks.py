"""Checks are counted, not checkers; probing is seen; keys and lists are published; and what attackers try."""

import base64
import json
from datetime import timedelta
from typing import Any

from django.test import Client
from django_tenants.utils import tenant_context

from services.certificates import actions, checks, publication, signing
from services.certificates.models import Certificate, CheckCount, ProbeCount, Probing
from services.certificates.verification import Outcome, check_payload
from tenants.directory.models import Tenant
from tereze import clock
from tereze.accounts.models import User
from tereze.printing import checking, keys, payload, revocations
from tereze.printing.keyring import Keyring
from tests.services.certificates.conftest import Family, issue
from tests.services.certificates.reading import Page


def keyring(client: Client) -> Keyring:
    return Keyring.read(client.get("/v/keys.json").content)


# --- counting


def test_checks_of_a_certificate_are_counted_by_the_day_and_shown_on_its_page(
    certificate: Certificate, stranger: Client, desk: Client
) -> None:
    for address in (certificate.payload, certificate.payload.lower(), f"?code={certificate.short_code}"):
        stranger.get(f"/v/{address}")

    assert CheckCount.objects.get().times == 3
    assert "3 жолу" in desk.get(f"/certificates/{certificate.reference}/").content.decode()


def test_probing_is_counted_by_kind_and_told_when_there_is_much(
    certificate: Certificate, stranger: Client, desk: Client, myrza_ake: Tenant
) -> None:
    stranger.get("/v/HELLO")
    for _ in range(checks.MANY):
        checks.count_probing(Probing.UNKNOWN, on=clock.today())

    assert dict(ProbeCount.objects.values_list("what", "times")) == {"forged": 1, "unknown": checks.MANY}
    page = Page(desk.get("/certificates/checks/")).text()
    assert "аракет көп" in page
    assert "эч кимге берилбеген коддор көп сыналып жатат" in Page(desk.get("/")).text()
    with tenant_context(myrza_ake):
        assert not ProbeCount.objects.exists()


def test_a_slip_of_the_finger_is_not_probing(karool: Tenant, stranger: Client, in_karool: Tenant) -> None:
    stranger.get("/v/?code=123")

    assert not ProbeCount.objects.exists()


def test_nothing_that_is_counted_says_who_checked() -> None:
    fields = {field.name for model in (CheckCount, ProbeCount) for field in model._meta.fields}

    assert fields == {"id", "certificate", "day", "times", "what"}


# --- what is published


def test_keys_and_list_of_the_council_check_its_certificates_without_a_network(
    certificate: Certificate, family: Family, clerk: User, stranger: Client
) -> None:
    revoked = issue(family, clerk, "two")
    actions.revoke(certificate=revoked, by=clerk, at=clock.now(), reason="ката кетти")
    ring = keyring(stranger)
    known = revocations.decode(stranger.get("/v/list.bin").content, ring.key_of)

    outcomes = [
        checking.check(one.payload, keyring=ring, lists={known.council: known}, at=clock.now()).outcome
        for one in (certificate, revoked)
    ]

    assert outcomes == [checking.Outcome.VALID, checking.Outcome.REVOKED]
    assert (known.council, known.issued) == ("karool", 2)


def test_keys_and_list_are_the_same_until_something_is_revoked(
    certificate: Certificate, clerk: User, stranger: Client
) -> None:
    first = stranger.get("/v/list.bin")
    again = stranger.get("/v/list.bin", headers={"If-None-Match": first["ETag"]})
    actions.revoke(certificate=certificate, by=clerk, at=clock.now(), reason="ката кетти")
    after = stranger.get("/v/list.bin", headers={"If-None-Match": first["ETag"]})

    assert (again.status_code, after.status_code) == (304, 200)
    assert first["Cache-Control"] == "public, max-age=300"


def test_the_list_is_built_with_one_query(certificate: Certificate, django_assert_num_queries: Any) -> None:
    number, private = signing.current()
    with django_assert_num_queries(1):
        publication._made(clock.now(), number, private)


def test_the_public_site_has_the_keys_of_all_councils_and_their_lists(karool: Tenant, myrza_ake: Tenant) -> None:
    public = Client(HTTP_HOST="localhost")

    ring = keyring(public)

    assert {"karool", "myrza-ake"} <= set(ring.signers)
    assert revocations.decode(public.get("/v/lists/myrza-ake.bin").content, ring.key_of).council == "myrza-ake"
    assert public.get("/v/lists/nowhere.bin").status_code == 404
    assert public.get("/v/offline/").status_code == 200


def test_what_is_published_says_nothing_of_anybody(certificate: Certificate, family: Family, stranger: Client) -> None:
    said = stranger.get("/v/keys.json").content + stranger.get("/v/list.bin").content

    assert family.head.name.initials.encode() not in said
    assert family.head.pin.encode() not in said
    assert set(json.loads(stranger.get("/v/keys.json").content)) == {"format", "councils"}


# --- attacks


def test_after_a_change_of_keys_old_papers_and_old_files_of_keys_still_work(
    certificate: Certificate, family: Family, clerk: User, stranger: Client
) -> None:
    before = keyring(stranger)
    signing.rotate(by=clerk)
    new = issue(family, clerk, "two")

    for one in (certificate, new):
        assert check_payload(one.payload, on=clock.today()).outcome == Outcome.VALID
    extended = before.extended(keyring(stranger))
    assert checking.check(new.payload, keyring=extended, lists={}, at=clock.now()).outcome == checking.Outcome.VALID


def test_whatever_byte_is_altered_online_it_is_forged(certificate: Certificate) -> None:
    raw = base64.b32decode(certificate.payload + "=" * (-len(certificate.payload) % 8))
    for place in range(len(raw)):
        altered = bytearray(raw)
        altered[place] ^= 1
        text = base64.b32encode(bytes(altered)).decode().rstrip("=")
        assert check_payload(text, on=clock.today()).outcome == Outcome.FORGED


def test_a_code_signed_with_a_strangers_key_is_forged(certificate: Certificate) -> None:
    statement = payload.decode(certificate.payload).statement

    assert check_payload(payload.encode(statement, keys.new_key(), 1), on=clock.today()).outcome == Outcome.FORGED


def test_a_copied_code_shows_what_the_paper_must_say(
    certificate: Certificate, family: Family, stranger: Client
) -> None:
    page = Page(stranger.get(f"/v/{certificate.payload}")).text()

    for must in (certificate.number, family.head.name.initials, certificate.issued_on.strftime("%d.%m.%Y")):
        assert must in page
    assert "код бөтөн кагазга көчүрүлгөн" in page


def test_a_code_used_again_after_revoking_is_revoked(certificate: Certificate, clerk: User, stranger: Client) -> None:
    assert stranger.get(f"/v/{certificate.payload}").status_code == 200
    actions.revoke(certificate=certificate, by=clerk, at=clock.now(), reason="ката кетти")

    assert "Жокко чыгарылган" in stranger.get(f"/v/{certificate.payload}").content.decode()
    assert check_payload(certificate.payload, on=clock.today() + timedelta(days=900)).outcome == Outcome.REVOKED


def test_a_draft_has_no_code(family: Family, desk: Client) -> None:
    page = desk.get(f"/certificates/new/residence/{family.head.reference}/").content.decode()

    assert "/V/" not in page
    assert "sheet-code" not in page
