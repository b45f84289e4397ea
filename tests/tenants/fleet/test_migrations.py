"""Migrating every schema that is behind."""

from collections.abc import Iterator

import pytest
from django.core.management import CommandError, call_command
from django_tenants.utils import schema_context

from tenants.directory.models import Tenant
from tenants.fleet import migrations
from tenants.fleet.figures import BEHIND
from tenants.oversight.models import FigureValue
from tereze.config.database import connection
from tests.conftest import inside

FORGOTTEN = "numbering.0001_initial"


@pytest.fixture
def as_owner(db: None) -> Iterator[None]:
    with connection.owning():
        yield


def forget(schema: str, *, drop: bool = True) -> None:
    """Put a schema back to before a migration: its table and its record are gone."""
    with schema_context(schema), connection.cursor() as cursor:
        if drop:
            cursor.execute(f"DROP TABLE {schema}.numbering_counter")
        cursor.execute(f"DELETE FROM {schema}.django_migrations WHERE app = 'numbering'")


def test_a_fresh_deployment_is_up_to_date(as_owner: None) -> None:
    assert migrations.behind() == {}


def test_only_the_schema_that_is_behind_is_named(as_owner: None, karool: Tenant) -> None:
    forget("karool")

    assert migrations.behind() == {"karool": [FORGOTTEN]}


def test_only_the_schema_that_is_behind_is_migrated(as_owner: None, karool: Tenant) -> None:
    forget("karool")
    said: list[str] = []

    done = migrations.migrate_all(said.append)

    assert done == ["karool"]
    assert said == ["Migrating karool (1 of 1, 1 to apply)"]
    assert migrations.behind() == {}


def test_a_migrated_schemas_tables_answer_to_its_own_role(as_owner: None, karool: Tenant) -> None:
    forget("karool")
    migrations.migrate_all()

    with connection.cursor() as cursor:
        cursor.execute("SELECT has_table_privilege('tn_tereze_karool', 'karool.numbering_counter', 'INSERT')")
        assert cursor.fetchone() == (True,)


def test_with_nothing_to_do_nothing_is_migrated(as_owner: None) -> None:
    said: list[str] = []

    assert migrations.migrate_all(said.append) == []
    assert said == []


def test_one_failing_schema_does_not_stop_the_others_and_is_named(
    as_owner: None, karool: Tenant, myrza_ake: Tenant
) -> None:
    forget("karool", drop=False)  # the table is still there, so creating it fails
    forget("myrza_ake")

    with pytest.raises(migrations.SchemasFailedError, match=r"karool: .*already exists") as failed:
        migrations.migrate_all()

    assert set(failed.value.failures) == {"karool"}
    assert migrations.behind() == {"karool": [FORGOTTEN]}


def test_a_tenant_without_a_schema_is_named_and_does_not_pass_for_migrated(as_owner: None, karool: Tenant) -> None:
    Tenant.objects.filter(key="karool").update(schema_name="lost")

    assert set(migrations.behind()) == {"lost"}
    with pytest.raises(migrations.SchemasFailedError, match="There is no schema lost"):
        migrations.migrate_all()


def test_a_closed_tenant_is_left_as_it_is(as_owner: None, karool: Tenant) -> None:
    forget("karool")
    Tenant.objects.filter(key="karool").update(status="closed")

    assert migrations.behind() == {}


def test_the_operator_sees_at_once_that_a_schema_was_brought_up(as_owner: None, karool: Tenant) -> None:
    forget("karool")
    migrations.migrate_all()

    assert FigureValue.objects.get(tenant="karool", name=BEHIND).value == 0


def test_a_tenant_counts_what_it_lacks_under_its_own_role(karool: Tenant) -> None:
    with connection.owning():
        forget("karool")

    with inside(karool):
        assert migrations.lacking_here() == [FORGOTTEN]


def test_the_command_names_what_failed_and_ends_with_one(
    as_owner: None, karool: Tenant, capsys: pytest.CaptureFixture[str]
) -> None:
    forget("karool", drop=False)

    with pytest.raises(CommandError, match=r"(?s)not migrated.*karool") as failed:
        call_command("migrate_all")

    assert failed.value.returncode == 1


def test_the_check_changes_nothing(as_owner: None, karool: Tenant, capsys: pytest.CaptureFixture[str]) -> None:
    forget("karool")

    with pytest.raises(CommandError, match="1 schemas are behind"):
        call_command("migrate_all", "--check")

    assert capsys.readouterr().out == f"karool: {FORGOTTEN}\n"
    assert migrations.behind() == {"karool": [FORGOTTEN]}


def test_the_command_says_when_all_is_well(as_owner: None, capsys: pytest.CaptureFixture[str]) -> None:
    call_command("migrate_all", "--check")
    call_command("migrate_all")

    assert capsys.readouterr().out == "All schemas are up to date.\n" * 2


def test_what_all_schemas_have_is_read_in_a_few_statements(
    as_owner: None,
) -> None:
    """However many schemas: one statement for each hundred."""
    names = [f"many_{number}" for number in range(250)]
    with connection.cursor() as cursor:
        cursor.execute(
            ";".join(
                f"CREATE SCHEMA {name}; CREATE TABLE {name}.django_migrations (app text, name text)" for name in names
            )
        )

    with connection.execute_wrapper(count := Counting()):
        applied = migrations._applied(names)

    assert (len(applied), count.statements) == (250, 3)


class Counting:
    """Counts statements."""

    statements = 0

    def __call__(self, execute, sql, params, many, context):  # type: ignore[no-untyped-def]
        self.statements += 1
        return execute(sql, params, many, context)
