"""From a file to a working tenant."""

import io
import re
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command
from django.test import Client
from django_tenants.utils import get_public_schema_name, schema_context

from services.registers.models import Village
from tenants.customisation.models import Letterhead, Signatory
from tenants.directory.models import Status, Tenant
from tenants.onboarding import actions
from tenants.onboarding.descriptions import SHIPPED, BadDescriptionError
from tereze.accounts.models import User
from tereze.audit import journal
from tereze.audit.models import Entry
from tereze.printing.models import SigningKey
from tests import councils
from tests.tenants.onboarding.traces import traces

pytestmark = pytest.mark.transactional


def file_for(key: str, folder: Path, *, like: str = "karool") -> Path:
    """Write the shipped file anew, for another key."""
    text = (SHIPPED / f"{like}.toml").read_text(encoding="utf-8")
    file = folder / f"{key}.toml"
    file.write_text(re.sub(r'^key = ".*"$', f'key = "{key}"', text, flags=re.MULTILINE), encoding="utf-8")
    return file


def contents(schema: str) -> Mapping[str, int]:
    with schema_context(schema):
        return {model.__name__: model.objects.count() for model in (Letterhead, Signatory, Village, SigningKey, User)}


def test_the_command_opens_a_council(key: str, tmp_path: Path) -> None:
    said = io.StringIO()

    call_command("onboard", key, file=file_for(key, tmp_path), stdout=said, stderr=io.StringIO())

    assert re.search(rf"is open after [\d.]+ s: http://{key}\.localhost$", said.getvalue(), re.MULTILINE)
    assert contents(key.replace("-", "_")) == {
        "Letterhead": 1, "Signatory": 2, "Village": 5, "SigningKey": 1, "User": 1,
    }  # fmt: skip
    assert Client(HTTP_HOST=f"{key}.localhost").get("/account/login/").status_code == 200


def test_the_administrator_signs_in_with_the_password_that_was_said_and_has_to_change_it(
    key: str, tmp_path: Path
) -> None:
    said = io.StringIO()
    call_command("onboard", key, file=file_for(key, tmp_path), stdout=said, stderr=io.StringIO())
    password = said.getvalue().split()[-1]
    stranger = Client(HTTP_HOST=f"{key}.localhost")

    signed_in = stranger.post("/account/login/", {"login": "admin", "password": password})

    assert signed_in.status_code == 302
    assert stranger.get("/").headers["Location"].startswith("/account/password/change/")


def test_what_the_file_says_is_what_the_council_has(key: str) -> None:
    tenant = actions.onboard(replace(councils.described(), key=key))

    assert (tenant.schema_name, tenant.status) == (key.replace("-", "_"), Status.ACTIVE)
    with schema_context(tenant.schema_name):
        letterhead = Letterhead.objects.get()
        assert (letterhead.village_ky, letterhead.address_ru) == (
            "Кароол",
            "Ошская область, Узгенский район, село Кароол",
        )
        assert list(Signatory.objects.values_list("role", flat=True)) == ["head", "executive_secretary"]
        assert Village.objects.get(code="020").soate == "41706255832020"


def test_the_journal_of_the_new_council_begins_with_its_administrator(key: str) -> None:
    tenant = actions.onboard(replace(councils.described(), key=key))

    with schema_context(tenant.schema_name):
        first = Entry.objects.order_by("sequence")[0]
        assert (first.action, first.actor) == ("staff.added", "platform:onboarding")
        assert journal.first_break() is None


@pytest.mark.parametrize("like", ["district", "operator"])
def test_who_is_no_council_gets_no_villages_no_letterhead_and_no_key(like: str, key: str) -> None:
    tenant = actions.onboard(replace(councils.described(like), key=key))

    assert contents(tenant.schema_name) == {
        "Letterhead": 0, "Signatory": 0, "Village": 0, "SigningKey": 0, "User": 1,
    }  # fmt: skip
    assert Client(HTTP_HOST=f"{key}.localhost").get("/account/login/").status_code == 200


def test_a_second_time_changes_nothing(key: str, tmp_path: Path) -> None:
    file = file_for(key, tmp_path)
    call_command("onboard", key, file=file, password="эң биринчи сырсөз", stdout=io.StringIO(), stderr=io.StringIO())
    schema = key.replace("-", "_")
    before = traces(key), contents(schema)
    with schema_context(schema):
        was = User.objects.get().password

    with pytest.raises(CommandError, match=f"There is already a tenant {key}"):
        call_command("onboard", key, file=file, stdout=io.StringIO(), stderr=io.StringIO())

    assert (traces(key), contents(schema)) == before
    with schema_context(schema):
        assert User.objects.get().password == was


def test_a_schema_that_is_somebody_elses_is_not_taken(key: str) -> None:
    with pytest.raises(actions.AlreadyThereError):
        actions.onboard(replace(councils.described(), key="public"))


def test_a_host_that_is_taken_leaves_nothing(key: str) -> None:
    with schema_context(get_public_schema_name()):
        Tenant.objects.get(key="karool").domains.create(domain=f"{key}.localhost", is_primary=False)
    try:
        with pytest.raises(actions.AlreadyThereError):
            actions.onboard(replace(councils.described(), key=key))
        assert traces(key) == {"host": 1}
    finally:
        with schema_context(get_public_schema_name()):
            Tenant.objects.get(key="karool").domains.filter(domain=f"{key}.localhost").delete()


@pytest.mark.parametrize(
    ("change", "problem"),
    [
        ({"district": "atlantis"}, "there is no such district"),
        ({"soate": "41703000000"}, "a code in uzgen begins 41706255"),
    ],
)
def test_a_council_of_nowhere_is_refused(change: dict[str, str], problem: str, key: str) -> None:
    with pytest.raises(BadDescriptionError, match=problem):
        actions.onboard(replace(councils.described(), key=key, **change))  # type: ignore[arg-type]

    assert traces(key) == {}


def test_the_command_lists_every_problem_of_a_file(tmp_path: Path, key: str) -> None:
    file = tmp_path / "bad.toml"
    file.write_text('key = "Bad Key"\nkind = "village"\n')

    with pytest.raises(CommandError) as refused:
        call_command("onboard", key, file=file, stdout=io.StringIO(), stderr=io.StringIO())

    lines = str(refused.value).splitlines()
    assert lines[0] == "The file cannot be used:"
    assert len(lines) == 6
    assert "kind = 'village'" in str(refused.value)


def test_the_command_takes_no_file_that_describes_somebody_else(tmp_path: Path, key: str) -> None:
    with pytest.raises(CommandError, match=f"describes 'karool', not '{key}'"):
        call_command("onboard", key, file=SHIPPED / "karool.toml", stdout=io.StringIO(), stderr=io.StringIO())

    assert traces(key) == {}
