"""The second wall: what a council's own database role may touch, and what PostgreSQL refuses it."""

import pytest
from django.db import DataError, ProgrammingError, transaction
from django.http import HttpRequest, HttpResponse
from django_tenants.utils import schema_context
from pytest_django import DjangoDbBlocker

from tenants.directory import walls
from tenants.directory.models import Tenant
from tereze.accounts.permissions import Platform
from tereze.audit import journal
from tereze.audit.models import Entry
from tereze.config.database import connection
from tereze.config.database.base import NameTooLongError, role_of
from tereze.numbering.models import Counter
from tests import councils
from tests.conftest import inside
from tests.walls import WallsMiddleware

PRIVILEGES = ("SELECT", "INSERT", "UPDATE", "DELETE", "TRUNCATE", "REFERENCES", "TRIGGER")
GONE = r"role .* does not exist"
ROWS = {"SELECT", "INSERT", "UPDATE", "DELETE"}


def may(schema: str) -> dict[str, set[str]]:
    """Return what the entered council's role may do with each table of a schema."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT c.relname, array(SELECT p FROM unnest(%s::text[]) p WHERE has_table_privilege(c.oid, p)) "
            "FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace WHERE n.nspname = %s AND c.relkind = 'r'",
            [list(PRIVILEGES), schema],
        )
        return {table: set(found) for table, found in cursor.fetchall()}


def refused(statement: str, *, because: str) -> None:
    """Run a statement that has to fail."""
    with pytest.raises(ProgrammingError, match=because), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(statement)


@pytest.mark.parametrize("viewer", ["karool", "uzgen", "operator"])
def test_no_table_of_a_neighbour_can_be_read(viewer: str, request: pytest.FixtureRequest, myrza_ake: Tenant) -> None:
    with inside(request.getfixturevalue(viewer)):
        tables = may(myrza_ake.schema_name)

        assert len(tables) > 25
        for table in tables:
            refused(f"SELECT * FROM myrza_ake.{table}", because="permission denied for schema myrza_ake")


@pytest.mark.parametrize(
    "statement",
    [
        "INSERT INTO myrza_ake.numbering_counter (journal, year, last) VALUES ('x', 2026, 1)",
        "UPDATE myrza_ake.numbering_counter SET last = 0",
        "DELETE FROM myrza_ake.numbering_counter",
        "TRUNCATE myrza_ake.numbering_counter",
        "SELECT nextval('myrza_ake.numbering_counter_id_seq')",
        "CREATE TABLE myrza_ake.mine (id int)",
    ],
)
def test_nothing_of_a_neighbour_can_be_written(statement: str, in_karool: Tenant, myrza_ake: Tenant) -> None:
    refused(statement, because="permission denied for schema myrza_ake")


def test_a_strayed_search_path_finds_no_table_of_the_neighbour(in_karool: Tenant, myrza_ake: Tenant) -> None:
    refused("SET LOCAL search_path = myrza_ake; SELECT * FROM numbering_counter", because="does not exist")


def test_the_neighbours_table_is_there_for_the_neighbour(myrza_ake: Tenant) -> None:
    with inside(myrza_ake):
        Counter.objects.create(journal="certificates", year=2026)

        assert may("myrza_ake")["numbering_counter"] == ROWS


def test_public_tables_are_open_exactly_as_granted(in_karool: Tenant) -> None:
    wanted = {table: {"SELECT"} for table in walls.READABLE} | {walls.FIGURES: {"SELECT", "INSERT", "UPDATE"}}

    assert {table: found for table, found in may("public").items() if found} == wanted


@pytest.mark.parametrize("table", walls.READABLE)
def test_a_public_table_can_be_read_and_not_written(table: str, in_karool: Tenant) -> None:
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT count(*) FROM public.{table}")

    refused(f"DELETE FROM public.{table}", because=f"permission denied for table {table}")


def test_no_sequence_of_public_can_be_used(in_karool: Tenant) -> None:
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT count(*), count(*) FILTER (WHERE has_sequence_privilege(c.oid, 'USAGE')) "
            "FROM pg_class c WHERE c.relnamespace = 'public'::regnamespace AND c.relkind = 'S'"
        )
        there, usable = cursor.fetchone()

    assert there > 0
    assert usable == 0


@pytest.mark.parametrize(
    "statement", ["CREATE TABLE public.mine (id int)", "CREATE TABLE karool.mine (id int)", "CREATE SCHEMA mine"]
)
def test_a_council_makes_no_tables(statement: str, in_karool: Tenant) -> None:
    refused(statement, because="permission denied for")


def test_a_councils_own_tables_are_open_row_by_row_and_the_journal_only_grows(in_karool: Tenant) -> None:
    tables = may("karool")

    assert tables.pop("audit_entry") == {"SELECT", "INSERT"}
    assert all(found == ROWS for found in tables.values())


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE audit_entry SET actor = 'user:other'",
        "DELETE FROM audit_entry",
        "TRUNCATE audit_entry",
        "DROP TABLE audit_entry",
        "ALTER TABLE audit_entry RENAME TO audit_entry_old",
    ],
)
def test_the_journal_cannot_be_changed_by_the_council(statement: str, in_karool: Tenant) -> None:
    with transaction.atomic():
        journal.record("test.done", by=Platform("tests"))

    refused(statement, because="permission denied for|must be owner of")

    assert journal.first_break() is None
    assert Entry.objects.filter(action="test.done").count() == 1


def test_a_council_cannot_allow_itself_more(in_karool: Tenant) -> None:
    with connection.cursor() as cursor:
        cursor.execute("GRANT UPDATE ON audit_entry TO CURRENT_USER")  # PostgreSQL only warns

    assert may("karool")["audit_entry"] == {"SELECT", "INSERT"}


def test_when_the_role_is_gone_nothing_is_answered(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> None:
    """Neither from the council's tables nor, with a path that was never set, from public ones."""
    with django_db_blocker.unblock(), councils.own("roleless") as council:
        with connection.owning(), connection.cursor() as cursor:
            role = role_of(council.schema_name, database=connection.settings_dict["NAME"])
            cursor.execute(f"ALTER ROLE {role} RENAME TO away_{role}")

        with schema_context("roleless"):
            with pytest.raises(DataError, match=GONE):
                Counter.objects.count()
            with pytest.raises(DataError, match=GONE):
                list(Counter.objects.iterator())  # a cursor of the server's
            with pytest.raises(DataError, match=GONE), transaction.atomic():
                Counter.objects.count()
        with schema_context("karool"):
            assert Counter.objects.count() == 0
        with connection.owning(), connection.cursor() as cursor:
            cursor.execute(f"ALTER ROLE away_{role} RENAME TO {role}")


def test_what_an_older_version_gave_is_taken_back_when_the_wall_is_built_again(karool: Tenant) -> None:
    with connection.owning(), connection.cursor() as cursor:
        cursor.execute("GRANT SELECT ON public.directory_blueprint TO tn_tereze_karool")
        cursor.execute("GRANT UPDATE ON public.directory_tenant TO tn_tereze_karool")
        walls.build("karool")

    with inside(karool):
        assert "SELECT" not in may("public")["directory_blueprint"]
        assert may("public")["directory_tenant"] == {"SELECT"}


def test_a_name_that_postgresql_would_cut_is_refused() -> None:
    """Cut, the roles of two councils could be one."""
    with pytest.raises(NameTooLongError):
        role_of("a" * 31, database="d" * 30)

    assert role_of("a" * 31, database="d" * 28) == f"tn_{'d' * 28}_{'a' * 31}"


def test_the_guard_of_the_tests_notices_a_request_that_strays(karool: Tenant) -> None:
    def stray(request: HttpRequest) -> HttpResponse:
        with connection.cursor() as cursor:
            cursor.execute("SELECT set_config('search_path', 'public', true)")
        return HttpResponse()

    request = HttpRequest()
    request.tenant = karool  # type: ignore[attr-defined]
    with inside(karool), pytest.raises(AssertionError, match="belongs to karool"):
        WallsMiddleware(stray)(request)
