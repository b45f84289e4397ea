"""Changing the deployment's secret."""

from pathlib import Path

import pytest
from django.core.management import CommandError, call_command
from pytest_django import Settings

from tenants.directory.models import Tenant
from tenants.fleet import sealing
from tereze.accounts.permissions import Platform
from tereze.audit.models import Entry
from tereze.printing import keys
from tereze.printing.models import SigningKey
from tests.conftest import inside

US = Platform("tests")


def only_key() -> SigningKey:
    return SigningKey.objects.get()


@pytest.fixture
def former(settings: Settings, karool: Tenant, myrza_ake: Tenant, tmp_path: Path) -> Path:
    """The secret has been changed; the file holds the former one."""
    file = tmp_path / "former"
    file.write_text(f"{settings.SECRET_KEY}\n")
    settings.SECRET_KEY = "a new secret"
    return file


def test_after_the_change_every_council_signs_again_with_the_same_key(
    former: Path, karool: Tenant, myrza_ake: Tenant
) -> None:
    with inside(karool):
        public = bytes(only_key().public)

    call_command("reseal_keys", "--old", str(former), verbosity=0)

    for tenant in (karool, myrza_ake):
        with inside(tenant):
            assert keys.unseal(bytes(only_key().sealed), "a new secret")
    with inside(karool):
        opened = keys.unseal(bytes(only_key().sealed), "a new secret")
        assert opened.public_key().public_bytes_raw() == public


def test_doing_it_again_changes_nothing(former: Path, karool: Tenant) -> None:
    call_command("reseal_keys", "--old", str(former), verbosity=0)
    with inside(karool):
        before = bytes(only_key().sealed)

    call_command("reseal_keys", "--old", str(former), verbosity=0)

    with inside(karool):
        assert bytes(only_key().sealed) == before
        assert Entry.objects.filter(action="signing_keys.resealed").count() == 1


def test_a_council_whose_key_neither_secret_opens_is_named_and_the_others_are_done(
    former: Path, karool: Tenant, myrza_ake: Tenant
) -> None:
    with inside(karool):
        SigningKey.objects.update(sealed=keys.seal(keys.new_key(), "lost for ever"))

    with pytest.raises(CommandError, match="karool"):
        call_command("reseal_keys", "--old", str(former), verbosity=0)

    with inside(myrza_ake):
        assert keys.unseal(bytes(only_key().sealed), "a new secret")


def test_an_empty_secret_is_refused(former: Path) -> None:
    former.write_text("\n")

    with pytest.raises(CommandError, match="empty"):
        call_command("reseal_keys", "--old", str(former))


def test_the_journal_says_how_many_and_by_whom(karool: Tenant) -> None:
    with inside(karool):
        SigningKey.objects.update(sealed=keys.seal(keys.new_key(), "old"))
        sealing.reseal(old="old", new="new", by=US)

        entry = Entry.objects.get(action="signing_keys.resealed")
    assert (entry.actor, entry.details) == ("platform:tests", {"keys": 1})
