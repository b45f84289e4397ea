"""`manage.py import_register`, as an operator types it."""

import io
import json
from collections.abc import Callable
from pathlib import Path

import pytest
from django.core.management import call_command
from django.core.management.base import CommandError

from services.registers.models import HouseholdCount, LandParcel, Resident
from services.registers.models.imports import ImportRun, ImportState
from tenants.directory.models import Tenant
from tests.conftest import inside
from tests.services.registers.imports import made
from tests.services.registers.imports.made import AIGUL, BAKYT, but

Command = Callable[..., tuple[str, str]]


@pytest.fixture
def command(karool: Tenant, tmp_path: Path) -> Command:
    """Write a table and import it into Karool; return what was said, and what was said on the side."""

    def run(content: bytes, *options: str, council: str = "karool") -> tuple[str, str]:
        file = tmp_path / "тизме.xlsx"
        file.write_bytes(content)
        out, err = io.StringIO(), io.StringIO()
        call_command("import_register", council, str(file), *options, stdout=out, stderr=err)
        return out.getvalue(), err.getvalue()

    return run


def residents(council: Tenant) -> int:
    with inside(council):
        return Resident.objects.count()


def test_a_table_is_imported_with_progress_and_counts(command: Command, karool: Tenant) -> None:
    out, err = command(made.xlsx(*made.VILLAGERS), "--yes")

    assert residents(karool) == 4
    assert "%" in err
    assert [line.split() for line in out.splitlines() if line.startswith("new ")] == [["new", "4"]]
    with inside(karool):
        run = ImportRun.objects.get()
        assert (run.state, run.asked_by) == (ImportState.DONE, "platform:import_register")
        assert run.reference in out


def test_a_dry_run_writes_nothing(command: Command, karool: Tenant) -> None:
    command(made.xlsx(*made.VILLAGERS), "--dry-run")

    assert residents(karool) == 0


def test_errors_end_the_command_and_are_written_to_a_workbook(command: Command, karool: Tenant, tmp_path: Path) -> None:
    errors = tmp_path / "errors.xlsx"

    with pytest.raises(CommandError, match="rows with errors"):
        command(made.xlsx(BAKYT, but(AIGUL, pin="7")), "--yes", "--errors", str(errors))

    assert residents(karool) == 0
    assert errors.read_bytes().startswith(b"PK")


def test_errors_are_left_out_when_told_so(command: Command, karool: Tenant) -> None:
    command(made.xlsx(BAKYT, but(AIGUL, pin="7")), "--yes", "--leave-out-errors")

    assert residents(karool) == 1


def test_nothing_imported_is_a_failure(command: Command) -> None:
    command(made.xlsx(BAKYT), "--yes")

    with pytest.raises(CommandError, match=r"."):
        command(made.xlsx(BAKYT), "--yes")


def test_it_asks_before_it_imports(command: Command, karool: Tenant, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("builtins.input", lambda question: "n")

    with pytest.raises(CommandError, match="Nothing was imported"):
        command(made.xlsx(BAKYT))

    assert residents(karool) == 0


def test_columns_that_were_not_understood_are_named_by_a_file(command: Command, karool: Tenant, tmp_path: Path) -> None:
    titles = ["Ички код", *made.TITLES[1:]]
    mapping = tmp_path / "mapping.json"
    mapping.write_text(json.dumps({"Ички код": "account", "Телефону": None}))

    command(made.xlsx(*made.VILLAGERS, titles=titles), "--yes", "--mapping", str(mapping))

    with inside(karool):
        assert set(Resident.objects.values_list("phone", flat=True)) == {""}
        assert Resident.objects.filter(memberships__household__account="1-1").count() == 3


@pytest.mark.parametrize("content", ["not json", '{"Жок мамыча": "pin"}', '{"ПИН": "nonsense"}'])
def test_a_mapping_that_is_wrong_is_refused(command: Command, tmp_path: Path, content: str) -> None:
    mapping = tmp_path / "mapping.json"
    mapping.write_text(content)

    with pytest.raises(CommandError, match="is no mapping"):
        command(made.xlsx(BAKYT), "--yes", "--mapping", str(mapping))


def test_a_council_or_a_file_that_is_not_there_is_told(command: Command, karool: Tenant) -> None:
    with pytest.raises(CommandError, match="no council"):
        command(made.xlsx(BAKYT), council="nowhere")
    with pytest.raises(CommandError, match="cannot be read"):
        call_command("import_register", "karool", "/nowhere/тизме.xlsx")
    with pytest.raises(CommandError):
        command(b"%PDF-1.7")


def test_a_count_is_imported_with_its_day(command: Command, karool: Tenant) -> None:
    command(made.xlsx(BAKYT), "--yes")
    herd = made.xlsx(("1-1", 2.0, 5.0), titles=("Жеке эсеп", "Уй", "Кой"))

    with pytest.raises(CommandError, match="the day of the count"):
        command(herd, "--yes")
    with pytest.raises(CommandError, match="2026-01-01"):
        command(herd, "--yes", "--as-of", "1 January")
    command(herd, "--yes", "--as-of", "2026-01-01", "--verified")

    with inside(karool):
        counted = HouseholdCount.objects.values_list("what", "number", "standing")
        assert sorted(counted) == [("cow", 2, "verified"), ("ewe", 5, "verified")]


def test_what_a_table_holds_can_be_said(command: Command, karool: Tenant) -> None:
    command(made.xlsx(BAKYT), "--yes")
    land = made.xlsx((BAKYT[1], BAKYT[3], "12 сот", "короо"), titles=("ФАА", "ПИН", "Аянты", "Жердин түрү"))

    with pytest.raises(CommandError, match="Still needed"):
        command(land, "--yes", "--part", "vehicles")
    command(land, "--yes", "--part", "land")

    with inside(karool):
        assert LandParcel.objects.values_list("area_m2", flat=True).get() == 1_200
