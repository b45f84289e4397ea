"""Rows put right in the browser: cells, accepted problems, the person who is meant. The file stays as it is."""

import pytest
from django.test import Client

from services.registers.imports import importing, mending, runs, tasks
from services.registers.imports.mending import Mended
from services.registers.models import HouseholdAddress, Ownership, Resident
from services.registers.models.imports import ImportCorrection, ImportRow, ImportRun, ImportState
from tenants.directory.models import Tenant
from tereze.accounts.models import User
from tereze.audit.models import Entry
from tests.conftest import inside
from tests.services.registers.imports import made, test_land, village
from tests.services.registers.imports.conftest import BY, asked, checked
from tests.services.registers.imports.made import AIGUL, BAKYT, JANYL, but
from tests.services.registers.imports.test_pages import started, text, work


def again(run: ImportRun, **cells: str) -> ImportRun:
    """Mend cells of the first row of the sheet and check again."""
    mending.mend(run.reference, rows={("Тизме", 2): Mended(cells=dict(cells))}, by=BY)
    done = importing.check(run.reference)
    assert done is not None
    return done


@pytest.mark.usefixtures("in_karool")
class TestMending:
    """What is put right is kept with the run."""

    def test_a_mended_cell_stands_in_place_of_the_files(self) -> None:
        run = checked(made.xlsx(but(BAKYT, pin="123"), AIGUL))
        before = run.file.sha256

        run = again(run, pin=BAKYT[3])
        importing.carry_out(asked(run).reference)

        assert Resident.objects.filter(pin=BAKYT[3]).exists()
        run.refresh_from_db()
        assert (run.file.sha256, run.counts["error"]) == (before, 0)

    def test_a_cell_that_has_no_column_can_be_filled_in(self) -> None:
        titles = [title for title in made.TITLES if title != "Айылы"]
        row = [cell for title, cell in zip(made.TITLES, BAKYT, strict=True) if title != "Айылы"]
        run = checked(made.xlsx(row, titles=titles))
        assert run.counts["error"] == 1

        assert again(run, village="Кароол").counts["error"] == 0

    def test_a_street_that_is_missing_is_said_or_accepted(self) -> None:
        run = checked(made.xlsx(but(BAKYT, street=""), but(JANYL, street="")))
        assert list(run.problems.values_list("code", flat=True)) == ["street_missing", "street_missing"]

        rows = {("Тизме", 2): Mended({"street": "Манас"}), ("Тизме", 3): Mended(accepted={"street_missing"})}
        mending.mend(run.reference, rows=rows, by=BY)
        done = importing.check(run.reference)
        assert done is not None
        importing.carry_out(asked(done).reference)

        assert done.counts["warnings"] == 0
        assert list(HouseholdAddress.objects.values_list("street__name_ky", flat=True)) == ["Манас"]

    def test_an_error_cannot_be_accepted(self) -> None:
        run = checked(made.xlsx(but(BAKYT, pin="123")))

        with pytest.raises(mending.NothingMendedError):
            mending.mend(run.reference, rows={("Тизме", 2): Mended(accepted={"pin_length"})}, by=BY)

        assert not ImportCorrection.objects.exists()

    def test_a_later_correction_replaces_an_earlier_one(self) -> None:
        run = checked(made.xlsx(but(BAKYT, pin="123")))

        again(again(run, pin="12"), pin=BAKYT[3])

        assert ImportCorrection.objects.get().value == BAKYT[3]

    def test_the_journal_says_who_mended_how_much_and_no_pin(self) -> None:
        run = again(checked(made.xlsx(but(BAKYT, pin="123"))), pin=BAKYT[3])

        entry = Entry.objects.get(action="import.rows_mended")
        assert (entry.subject, entry.details) == (run.subject, {"rows": 1, "cells": 1, "fields": ["pin"]})

    def test_the_person_who_is_meant_is_taken_for_an_owner(self) -> None:
        village.settle()
        row = test_land.but(test_land.BAKYT, name="Маматов Б.", pin="", account="")
        Resident.objects.create(surname="Маматов", given_name="Болот", sex="m")
        run = checked(made.xlsx(row, titles=test_land.TITLES))
        assert list(run.problems.values_list("code", flat=True)) == ["owner_namesakes"]

        run = again(run, resident=Resident.objects.get(pin=BAKYT[3]).reference)
        importing.carry_out(asked(run).reference)

        assert Ownership.objects.values_list("resident__pin", flat=True).get() == BAKYT[3]

    def test_who_may_not_import_mends_nothing(self, clerk: User) -> None:
        run = checked(made.xlsx(but(BAKYT, pin="123")))

        with pytest.raises(runs.NotAllowedError):
            mending.mend(run.reference, rows={("Тизме", 2): Mended({"pin": BAKYT[3]})}, by=clerk)

    def test_an_imported_run_is_mended_no_more(self) -> None:
        run = asked(checked(made.xlsx(BAKYT)))
        importing.carry_out(run.reference)

        with pytest.raises(runs.WrongStateError):
            mending.mend(run.reference, rows={("Тизме", 2): Mended({"pin": "1"})}, by=BY)

    def test_rows_of_a_check_are_kept_with_old_and_new_values(self) -> None:
        importing.carry_out(asked(checked(made.xlsx(BAKYT, AIGUL, JANYL))).reference)

        run = checked(made.xlsx(but(BAKYT, phone="0555 00 11 22"), JANYL))

        rows = list(run.rows.values_list("row", "action", "name", "changes"))
        assert rows == [
            (2, "changed", BAKYT[1], [["phone", "+996770123456", "+996555001122"]]),
            (3, "unchanged", JANYL[1], []),
            (0, "absent", AIGUL[1], []),
        ]

    def test_nobody_of_another_village_is_missing(self) -> None:
        importing.carry_out(asked(checked(made.xlsx(BAKYT, AIGUL, JANYL))).reference)

        assert checked(made.xlsx(BAKYT)).counts["absent"] == 1


def row_of(run: ImportRun, council: Tenant, number: int) -> ImportRow:
    with inside(council):
        return ImportRow.objects.get(run=run, row=number)


def test_a_row_is_mended_on_the_page_and_checked_again(office: Client, karool: Tenant) -> None:
    run = work(started(office, karool, made.xlsx(but(BAKYT, village="Караоол"), AIGUL)), karool)
    address = f"/import/{run.reference}/mend/"
    page = text(office.get(address))
    name = f"row{row_of(run, karool, 2).pk}-village"
    assert f'name="{name}"' in page
    assert "Караоол" in page

    answer = office.post(address, {"digest": run.plan_digest, name: "Кароол"})

    assert answer.headers["Location"] == f"/import/{run.reference}/"
    run = work(run, karool)
    assert (run.state, run.counts["error"]) == (ImportState.CHECKED, 0)
    with inside(karool):
        assert Entry.objects.filter(action="import.rows_opened").count() == 1


def test_people_who_may_be_meant_are_offered_without_their_pins(office: Client, karool: Tenant) -> None:
    with inside(karool):
        village.settle()
    row = test_land.but(test_land.BAKYT, name="Маматов Бакит", pin="", account="")
    run = work(started(office, karool, made.xlsx(row, titles=test_land.TITLES)), karool)

    page = text(office.get(f"/import/{run.reference}/mend/"))

    assert "Маматов Бакыт Асанович · 15.03.1984 · ••••9001" in page
    assert BAKYT[3] not in page


def test_streets_that_may_be_meant_are_offered_the_nearest_first(office: Client, karool: Tenant) -> None:
    with inside(karool):
        village.settle()
    run = work(started(office, karool, made.xlsx(but(BAKYT, street=""))), karool)

    page = text(office.get(f"/import/{run.reference}/mend/"))

    assert page.split("<datalist")[1].split("</datalist>")[0].count("<option") == 2
    assert 'value="street_missing"' in page


def test_a_page_of_an_older_check_mends_nothing(office: Client, karool: Tenant) -> None:
    run = work(started(office, karool, made.xlsx(but(BAKYT, pin="7"))), karool)
    name = f"row{row_of(run, karool, 2).pk}-pin"

    office.post(f"/import/{run.reference}/mend/", {"digest": "older", name: BAKYT[3]})

    with inside(karool):
        assert not ImportCorrection.objects.exists()


def test_saving_a_page_on_which_nothing_was_changed_says_so(office: Client, karool: Tenant) -> None:
    run = work(started(office, karool, made.xlsx(but(BAKYT, pin="7"))), karool)
    name = f"row{row_of(run, karool, 2).pk}-pin"

    answer = office.post(f"/import/{run.reference}/mend/", {"digest": run.plan_digest, name: "7"}, follow=True)

    assert answer.redirect_chain[0][0].endswith("/mend/")


def test_rows_are_listed_by_what_happens_to_them(office: Client, karool: Tenant) -> None:
    run = work(started(office, karool, made.xlsx(BAKYT, but(AIGUL, pin="7"))), karool)
    rows = f"/import/{run.reference}/rows/"

    assert BAKYT[1] in text(office.get(rows, {"action": "new"}))
    assert AIGUL[1] not in text(office.get(rows, {"action": "new"}))
    assert AIGUL[1] in text(office.get(rows, {"q": "Айгүл"}))
    assert office.get(rows, {"action": "nonsense"}).status_code == 404
    assert "<html" not in text(office.get(rows, headers={"hx-request": "true"}))


def test_what_a_table_holds_can_be_corrected(office: Client, karool: Tenant) -> None:
    titles = ("ФАА", "ПИН", "Жеке эсеп", "Аянты, га", "Жердин түрү")
    run = work(started(office, karool, made.xlsx((BAKYT[1], BAKYT[3], "1-1", 1.2, "үлүш"), titles=titles)), karool)
    assert (run.part, run.state) == ("land", ImportState.CHECKED)

    answer = office.post(f"/import/{run.reference}/part/", {"part": "people"})

    assert answer.status_code == 302
    with inside(karool):
        run = ImportRun.objects.get(pk=run.pk)
        assert (run.part, sorted(run.mapping.values())) == ("people", ["account", "full_name", "pin"])
        assert (run.state, run.rows.count()) == (ImportState.UPLOADED, 0)


def test_a_count_is_asked_for_its_day(office: Client, karool: Tenant) -> None:
    titles = ("Жеке эсеп", "Уй", "Кой", "Эчки")
    office.post("/import/", {"file": _file(made.xlsx(("1-1", 1.0, 2.0, 3.0), titles=titles))})
    with inside(karool):
        run = ImportRun.objects.get()
    address = f"/import/{run.reference}/columns/"
    columns = {f"column_{place}": meaning for place, meaning in run.mapping.items()}

    assert 'name="as_of"' in text(office.get(address))
    assert office.post(address, columns | {"standing": "declared"}).status_code == 422
    assert office.post(address, columns | {"standing": "declared", "as_of": "01.01.2099"}).status_code == 422
    assert office.post(address, columns | {"standing": "verified", "as_of": "01.06.2026"}).status_code == 302
    with inside(karool):
        run.refresh_from_db()
    assert run.settings == {"as_of": "2026-06-01", "standing": "verified"}


def _file(content: bytes) -> object:
    from django.core.files.uploadedfile import SimpleUploadedFile

    return SimpleUploadedFile("мал.xlsx", content)


def test_past_imports_name_people_not_their_sign_in(office: Client, karool: Tenant) -> None:
    run = started(office, karool, made.xlsx(BAKYT))
    tasks.work(reference=run.reference, council=karool.schema_name)

    page = text(office.get("/import/"))

    assert "Чынара Асанова" in page
    assert "<td>chynara" not in page
