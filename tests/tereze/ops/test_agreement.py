"""Data that other migrations have made is refused in one sentence, before anything is done to it."""

import json
from pathlib import Path

import pytest
from django.db.migrations.recorder import MigrationRecorder

from tenants.directory.models import Tenant
from tereze.config.database import connection
from tereze.ops import agreement
from tereze.ops.agreement import OtherMigrationsError


def test_data_of_the_present_migrations_is_taken(db: None, tmp_path: Path) -> None:
    agreement.demand(tmp_path)
    agreement.remember(tmp_path)
    agreement.demand(tmp_path)

    assert "audit.0001_initial" in json.loads((tmp_path / "migrations.json").read_text())


def test_a_recorded_migration_that_is_gone_is_named_with_what_to_do(in_karool: Tenant, tmp_path: Path) -> None:
    with connection.owning():
        MigrationRecorder.Migration.objects.create(app="registers", name="0099_never_was")

    with pytest.raises(OtherMigrationsError, match=r"registers\.0099_never_was.*--fresh"):
        agreement.demand(tmp_path)


def test_a_migration_that_was_made_anew_is_named(db: None, tmp_path: Path) -> None:
    agreement.remember(tmp_path)
    file = tmp_path / "migrations.json"
    file.write_text(json.dumps(json.loads(file.read_text()) | {"audit.0001_initial": "another"}))

    with pytest.raises(OtherMigrationsError, match=r"audit\.0001_initial.*--fresh"):
        agreement.demand(tmp_path)


def test_a_migration_that_is_still_to_come_is_no_reason(db: None, tmp_path: Path) -> None:
    agreement.remember(tmp_path)
    file = tmp_path / "migrations.json"
    known = json.loads(file.read_text())
    del known["audit.0001_initial"]
    file.write_text(json.dumps(known))

    agreement.demand(tmp_path)
