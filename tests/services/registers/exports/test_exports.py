"""Exporting the whole register: what stands in the file, who may have it, and for how long."""

import csv
import io
import zipfile
from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

import pytest
from django.test import Client
from python_calamine import CalamineWorkbook

from services.registers.exports import files, runs, tasks
from services.registers.exports.columns import Rights
from services.registers.exports.parts import parts
from services.registers.imports import importing
from services.registers.imports import runs as import_runs
from services.registers.models import (
    CustomField,
    CustomValue,
    ExportRun,
    Household,
    HouseholdCount,
    LandParcel,
    Membership,
    Ownership,
    Resident,
    Village,
)
from services.registers.models.imports import ImportState
from services.registers.relations import Relation
from tenants.directory.models import Tenant
from tereze import clock
from tereze.accounts.models import User
from tereze.accounts.permissions import Actor, Permission, Platform
from tereze.audit.models import Entry
from tereze.storage import files as storage
from tereze.storage.models import StoredFile
from tests.services.registers import people

BY = Platform("tests")
PIN = "21503198499001"
Sheets = dict[str, list[list[Any]]]


class Without(Platform):
    """Somebody who may everything but some things."""

    def __init__(self, *missing: Permission) -> None:
        super().__init__("without")
        self.missing = missing

    def may(self, permission: Permission) -> bool:
        return permission not in self.missing


@pytest.fixture
def home(in_karool: Tenant) -> Household:
    """A household of two, one with a name like a formula, with land and cows."""
    household = people.household(3, 45, house="12", phone="+996770123456")
    head = people.resident(pin=PIN, education="higher", disability="second")
    wife = people.resident("=СУММ(A1) Айгүл Токтогуловна", sex="f", born=date(1986, 7, 2))
    people.member(household, head)
    people.member(household, wife, Relation.WIFE)
    plot = LandParcel.objects.create(
        kind="household_plot", area_m2=1_250, village=Village.objects.get(name_ky="Шералы"), house="12"
    )
    Ownership.objects.create(parcel=plot, resident=head, numerator=1, denominator=2)
    HouseholdCount.objects.create(household=household, what="cow", on=date(2026, 1, 1), number=2)
    return household


def exported(form: str = "xlsx", *, language: str = "ky", by: Actor = BY) -> tuple[ExportRun, bytes]:
    """Ask, let the worker do its work, and return the run with its file."""
    asked = runs.ask(form=form, language=language, on=clock.today(), by=by)
    tasks.tidy()
    run = ExportRun.objects.select_related("file").get(pk=asked.pk)
    assert run.file is not None
    return run, storage.read(run.file)


def sheets(content: bytes) -> Sheets:
    book = CalamineWorkbook.from_filelike(io.BytesIO(content))
    return {name: book.get_sheet_by_name(name).to_python() for name in book.sheet_names}


def test_every_part_is_a_sheet_with_its_rows(home: Household) -> None:
    run, content = exported()

    found = sheets(content)
    assert len(found) == len(run.rows) == 8
    assert (run.state, run.percent, run.rows["people"], run.rows["land"]) == ("done", 100, 2, 1)
    titles, head, _wife = found["Адамдар"]
    assert head[titles.index("ПИН")] == PIN
    assert {"Ала-Тоо", "жогорку"} < set(head)
    assert "0770 12 34 56" in list(found.values())[1][1]


def test_titles_are_russian_where_russian_was_asked_for(home: Household) -> None:
    found = sheets(exported(language="ru")[1])

    assert {"Люди", "Земля"} < set(found)
    assert "приусадебный участок" in found["Земля"][1]
    assert "жена" in found["Люди"][2]


def test_a_name_like_a_formula_stays_text(home: Household) -> None:
    _run, book = exported()
    _run, archive = exported("csv")

    assert "=СУММ(A1)" in sheets(book)["Адамдар"][2]
    assert b"<f>" not in zipfile.ZipFile(io.BytesIO(book)).read("xl/worksheets/sheet1.xml")
    text = zipfile.ZipFile(io.BytesIO(archive)).read("people.csv").decode("utf-8-sig")
    assert "'=СУММ(A1)" in next(line for line in csv.reader(io.StringIO(text), delimiter=";") if "Айгүл" in line)


@pytest.mark.parametrize(
    ("value", "said"),
    [("=1+1", "'=1+1"), ("+996", "'+996"), ("-1", "'-1"), ("@a", "'@a"), ("\tx", "'\tx"), ("Асан", "Асан"),
     (None, ""), (12, "12"), (date(984, 1, 5), "05.01.0984")],
)  # fmt: skip
def test_csv_has_no_formulas(value: Any, said: str) -> None:
    assert files.cell(value) == said


def test_pins_are_masked_and_benefits_left_out_for_those_who_may_not_see_them(home: Household) -> None:
    by = Without(Permission.RESIDENT_REVEAL, Permission.BENEFIT_VIEW)

    _run, content = exported(by=by)

    found = sheets(content)
    assert PIN not in str(found)
    assert "•" * 10 + "9001" in str(found)
    assert len(found) == 7
    assert "II топ" not in str(found)


def test_the_councils_own_fields_are_columns(home: Household) -> None:
    field = CustomField.objects.create(about="resident", key="b", type="text", label_ky="Лакабы", label_ru="Прозвище")
    CustomValue.objects.create(field=field, resident=Resident.objects.get(pin=PIN), text="Балбан")

    found = sheets(exported()[1])["Адамдар"]

    assert found[1][found[0].index("Лакабы")] == "Балбан"


def test_the_dead_stand_in_the_memberships_only(home: Household) -> None:
    dead = people.resident("Маматов Асан", born=date(1950, 1, 1), death_date=date(2020, 1, 1), pin="")
    people.member(home, dead, Relation.FATHER, left_on=date(2020, 1, 1), leave_reason="death")

    found = sheets(exported()[1])

    assert "Асан" not in str([row[2] for row in found["Адамдар"]])
    assert len(found["Түтүндөгү мүчөлүк"]) == 4


def test_who_may_not_export_is_refused(home: Household) -> None:
    with pytest.raises(runs.NotAllowedError):
        runs.ask(form="xlsx", language="ky", on=clock.today(), by=Without(Permission.REGISTER_EXPORT))


def test_a_run_is_written_once_and_a_dead_worker_is_followed(home: Household) -> None:
    run, _content = exported()
    tasks.tidy()
    assert StoredFile.objects.count() == 1

    long_ago = clock.now() - timedelta(hours=1)
    ExportRun.objects.filter(pk=run.pk).update(state="working", taken_at=long_ago, attempts=1, file=None)
    tasks.tidy()
    run.refresh_from_db()
    assert (run.state, run.attempts) == ("done", 2)

    ExportRun.objects.filter(pk=run.pk).update(state="working", taken_at=long_ago, attempts=3)
    tasks.tidy()
    run.refresh_from_db()
    assert run.state == "failed"


def test_after_its_time_the_file_is_removed(home: Household) -> None:
    run, _content = exported()
    ExportRun.objects.filter(pk=run.pk).update(expires_at=clock.now() - timedelta(seconds=1))

    assert runs.remove_expired() == 1

    run.refresh_from_db()
    assert run.file is None
    assert not StoredFile.objects.exists()
    assert runs.remove_expired() == 0


def test_the_people_of_an_export_can_be_imported_again(home: Household) -> None:
    Resident.objects.filter(surname="=СУММ(A1)").update(surname="Маматова")
    rights = Rights(full_pins=True, benefits=True)
    _run, content = exported("csv", language="ru")
    people_csv = zipfile.ZipFile(io.BytesIO(content)).read("people.csv")

    uploaded = import_runs.upload(content=people_csv, name="people.csv", by=BY, on=clock.today())
    import_runs.map_columns(uploaded.reference, mapped=uploaded.mapped, by=BY)
    checked = importing.check(uploaded.reference)

    assert checked is not None
    assert checked.state in {ImportState.CHECKED, ImportState.NOTHING}
    assert (checked.counts.get("error", 0), checked.counts.get("new", 0)) == (0, 0)
    assert parts(on=clock.today(), rights=rights)[0].name == "people"


# The pages


@pytest.fixture
def specialist(client_for: Callable[..., Client], in_karool: Tenant) -> Client:
    """The statistics specialist's browser."""
    from tereze.accounts.models import RoleGrant

    user = User.objects.create(username="specialist", full_name="Сынакчы")
    RoleGrant.objects.create(user=user, role="statistics_specialist", given_on=clock.today(), given_by="tests")
    return client_for(user, in_karool)


def test_one_asks_waits_and_fetches(home: Household, specialist: Client) -> None:
    asked = specialist.post("/register/export/", {"form": "xlsx", "language": "ky"})
    waiting = specialist.get(asked["Location"])
    tasks.tidy()
    ready = specialist.get(asked["Location"], headers={"hx-request": "true"})
    file = specialist.get(f"{asked['Location']}file/")

    assert "hx-trigger" in waiting.content.decode()
    assert "file/" in ready.content.decode()
    assert file["Content-Disposition"] == f'attachment; filename="karool-{clock.today()}.xlsx"'
    assert "Адамдар" in sheets(file.content)
    assert [one.action for one in Entry.objects.order_by("-sequence")[:2]] == [
        "register.export_fetched", "register.export_asked",
    ]  # fmt: skip


def test_an_expired_file_cannot_be_fetched(home: Household, specialist: Client) -> None:
    address = specialist.post("/register/export/", {"form": "csv", "language": "ru"})["Location"]
    tasks.tidy()
    ExportRun.objects.update(expires_at=clock.now() - timedelta(seconds=1))

    assert specialist.get(f"{address}file/")["Location"] == "/register/export/"


def test_exports_of_others_do_not_exist(home: Household, specialist: Client) -> None:
    run, _content = exported()

    assert specialist.get(f"/register/export/{run.reference}/").status_code == 404
    assert specialist.get(f"/register/export/{run.reference}/file/").status_code == 404


def test_the_window_may_not_export(home: Household, desk: Client) -> None:
    assert desk.get("/register/export/").status_code == 403
    assert desk.post("/register/export/", {"form": "xlsx", "language": "ky"}).status_code == 403
    assert not ExportRun.objects.exists()


def test_a_strange_kind_of_file_is_refused(home: Household, specialist: Client) -> None:
    assert specialist.post("/register/export/", {"form": "exe", "language": "ky"}).status_code == 422


def test_memory_does_not_grow_with_the_register(home: Household) -> None:
    """Rows are fetched in chunks, and a workbook keeps one row at a time."""
    part = parts(on=clock.today(), rights=Rights(full_pins=True, benefits=True))[0]
    lines = part.lines()

    assert len(next(lines)) == len(part.columns)
    assert Membership.objects.on(clock.today()).count() == 2
