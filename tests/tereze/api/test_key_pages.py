"""The pages about keys, and `manage.py api_key`."""

import re
from collections.abc import Callable
from html import unescape
from io import StringIO
from typing import Any

import pytest
from django.core.management import CommandError, call_command
from django.test import Client
from django_tenants.utils import tenant_context

from tenants.directory.models import Tenant
from tereze.accounts.models import User
from tereze.accounts.permissions import Permission
from tereze.api.models import ApiKey
from tests.tereze.api.conftest import AskAt, KeyFor

KEY = re.compile(r"tk_[a-z0-9]{8}_[0-9a-f]{64}")
FORM = {"name": "MBank", "permissions": ["resident_view", "certificate_issue"], "last_day": ""}


@pytest.fixture
def office(client_for: Callable[[User | None, Tenant], Client], administrator: User, karool: Tenant) -> Client:
    """A browser signed in as Karool's administrator."""
    return client_for(administrator, karool)


def test_an_empty_list_invites(office: Client) -> None:
    page = office.get("/account/keys/").content.decode()

    assert "Азырынча ачкыч жок" in page
    assert 'href="/account/keys/add/"' in page


def test_a_key_is_shown_once_and_works(office: Client, ask: AskAt, karool: Tenant) -> None:
    response = office.post("/account/keys/add/", FORM)
    text = KEY.search(response.content.decode())
    assert text

    assert "no-store" in response["Cache-Control"]
    assert ask("/api/v1/looking/", text[0]).json()["who"] == "key:MBank"
    with tenant_context(karool):
        key = ApiKey.objects.get()
    for page in ("/account/keys/", f"/account/keys/{key.reference}/"):
        assert not KEY.search(office.get(page).content.decode())


def test_the_pages_of_a_key_tell_its_story(office: Client, karool: Tenant) -> None:
    office.post("/account/keys/add/", FORM | {"last_day": "2099-12-31"})
    with tenant_context(karool):
        key = ApiKey.objects.get()

    page = unescape(office.get(f"/account/keys/{key.reference}/").content.decode())

    assert all(word in page for word in ("MBank", f"tk_{key.prefix}_…", "Маалымкат берүү", "user:nurlan", "01.01.2100"))


def test_revoking_takes_a_click(office: Client, ask: AskAt, karool: Tenant) -> None:
    text = KEY.search(office.post("/account/keys/add/", FORM).content.decode())
    assert text
    with tenant_context(karool):
        reference = ApiKey.objects.get().reference
    assert office.get(f"/account/keys/{reference}/revoke/").status_code == 405

    assert office.post(f"/account/keys/{reference}/revoke/")["Location"] == "/account/keys/"

    assert ask("/api/v1/looking/", text[0]).status_code == 401
    assert "Жокко чыгарылган" in office.get("/account/keys/").content.decode()


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ({"permissions": []}, "Бул талааны толтуруңуз"),
        ({"permissions": ["staff_manage"]}, "тизмеде жок"),
        ({"last_day": "2020-01-01"}, "Бул күн өтүп кеткен"),
        ({"name": " "}, "Бул талааны толтуруңуз"),
    ],
)
def test_a_mistake_is_told_at_its_field(office: Client, karool: Tenant, change: dict[str, Any], words: str) -> None:
    assert words in unescape(office.post("/account/keys/add/", FORM | change).content.decode())
    with tenant_context(karool):
        assert not ApiKey.objects.exists()


def test_a_name_in_use_is_refused(office: Client, key_for: KeyFor) -> None:
    key_for(Permission.RESIDENT_VIEW, name="MBank")

    assert "Колдонуудагы башка ачкычтын аты ушундай" in office.post("/account/keys/add/", FORM).content.decode()


def test_the_neighbours_keys_do_not_exist_here(office: Client, key_for: KeyFor, myrza_ake: Tenant) -> None:
    key_for(Permission.RESIDENT_VIEW, tenant=myrza_ake, name="Бөтөн")
    with tenant_context(myrza_ake):
        reference = ApiKey.objects.get().reference

    assert "Бөтөн" not in office.get("/account/keys/").content.decode()
    assert office.get(f"/account/keys/{reference}/").status_code == 404
    assert office.post(f"/account/keys/{reference}/revoke/").status_code == 404


def test_a_district_has_no_keys(client_for: Callable[[User | None, Tenant], Client], uzgen: Tenant) -> None:
    assert client_for(None, uzgen).get("/account/keys/").status_code == 404
    assert client_for(None, uzgen).get("/api/schema/").status_code == 404


# --- the command


def api_key(*words: str) -> str:
    out = StringIO()
    call_command("api_key", *words, stdout=out, stderr=StringIO())
    return out.getvalue()


def test_the_command_makes_lists_and_revokes(ask: AskAt, karool: Tenant) -> None:
    text = api_key("karool", "create", "bank", "--permission", "resident_view", "--permission", "certificate_issue")
    assert KEY.fullmatch(text.strip())
    assert ask("/api/v1/looking/", text.strip()).status_code == 200

    assert re.search(r"bank +tk_[a-z0-9]{8}_… works .* certificate_issue, resident_view", api_key("karool", "list"))
    api_key("karool", "revoke", "bank")

    assert ask("/api/v1/looking/", text.strip()).status_code == 401
    assert re.search(r"bank +tk_\S+ revoked", api_key("karool", "list"))


@pytest.mark.parametrize(
    ("words", "answer"),
    [
        (("nowhere", "list"), "There is no tenant nowhere"),
        (("karool", "revoke", "bank"), "No key in use is called bank"),
        (("karool", "create", "bank", "--permission", "staff_manage"), "invalid choice: 'staff_manage'"),
        (("karool", "create", "bank"), "--permission"),
    ],
    ids=["tenant", "name", "permission", "none"],
)
def test_the_command_refuses_in_a_sentence(karool: Tenant, words: tuple[str, ...], answer: str) -> None:
    with pytest.raises(CommandError, match=answer):
        api_key(*words)


def test_a_reference_that_cannot_be_one_leads_nowhere(office: Client) -> None:
    assert office.get("/account/keys/x%00/").status_code == 404
