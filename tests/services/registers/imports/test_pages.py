"""The pages of an import, from the file to the result and back."""

import io

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.http import HttpResponse, HttpResponseBase
from django.test import Client
from python_calamine import CalamineWorkbook

from services.registers.imports import reading, runs, tasks
from services.registers.models import Resident
from services.registers.models.imports import ImportProgress, ImportRun, ImportState
from tenants.directory.models import Tenant
from tereze.accounts.models import User
from tereze.audit.models import Entry
from tests.conftest import inside
from tests.services.registers.imports import made
from tests.services.registers.imports.made import AIGUL, BAKYT, but


def upload(client: Client, content: bytes, name: str = "тизме.xlsx") -> HttpResponse:
    answer = client.post("/import/", {"file": SimpleUploadedFile(name, content)})
    assert isinstance(answer, HttpResponse)
    return answer


def text(response: HttpResponseBase) -> str:
    assert isinstance(response, HttpResponse)
    return response.content.decode()


@pytest.fixture
def run(office: Client, karool: Tenant) -> ImportRun:
    """A table that was uploaded and whose columns were confirmed."""
    return started(office, karool, made.xlsx(*made.VILLAGERS))


def started(client: Client, council: Tenant, content: bytes) -> ImportRun:
    upload(client, content)
    with inside(council):
        run = ImportRun.objects.latest("pk")
    columns = {f"column_{place}": meaning for place, meaning in run.mapping.items()}
    client.post(f"/import/{run.reference}/columns/", columns)
    return run


def work(run: ImportRun, council: Tenant) -> ImportRun:
    """Do the worker's part."""
    tasks.work(reference=run.reference, council=council.schema_name)
    with inside(council):
        return ImportRun.objects.get(pk=run.pk)


def begin(client: Client, run: ImportRun, **more: str) -> None:
    client.post(f"/import/{run.reference}/start/", {"digest": run.plan_digest, **more})


def test_the_first_page_takes_a_file_and_offers_examples(office: Client) -> None:
    page = text(office.get("/import/"))

    assert 'type="file"' in page
    assert "/import/sample-ky.xlsx" in page
    assert "/import/sample-ru.xlsx" in page


def test_a_file_leads_to_its_columns(office: Client, karool: Tenant) -> None:
    answer = upload(office, made.xlsx(*made.VILLAGERS))

    with inside(karool):
        run = ImportRun.objects.get()
    assert answer.headers["Location"] == f"/import/{run.reference}/columns/"
    page = text(office.get(answer.headers["Location"]))
    assert '<option value="full_name" selected>' in page
    assert "Маматов Бакыт Асанович" in page


def test_samples_on_the_page_show_no_pin(office: Client, karool: Tenant) -> None:
    page = text(office.get(upload(office, made.xlsx(*made.VILLAGERS)).headers["Location"]))

    assert BAKYT[3] not in page
    assert "••••9001" in page


@pytest.mark.parametrize(
    ("name", "content", "code"),
    [
        ("a.xlsx", b"PK\x03\x04 broken", "damaged"),
        ("a.pdf", b"%PDF-1.7", "not_a_table"),
        ("a.csv", b"%PDF-1.7", "not_a_table"),
        ("a.xlsx", b" ", "empty"),
        ("a.csv", "Статья;Сумма\nКанцтовары;1200".encode(), "no_table"),
    ],
)
def test_a_file_that_cannot_be_read_is_refused_at_the_field(
    office: Client, karool: Tenant, name: str, content: bytes, code: str
) -> None:
    office.cookies["language"] = "en"

    answer = upload(office, content, name)

    assert answer.status_code == 422
    assert str(reading.REFUSALS[code])[:40] in text(answer)
    with inside(karool):
        assert not ImportRun.objects.exists()


def test_a_file_that_is_too_large_is_refused_before_it_is_read(office: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(reading, "MOST_BYTES", 1_000)
    monkeypatch.setattr(runs, "upload", lambda **given: pytest.fail("it was read"))

    assert upload(office, b"x" * 1_001).status_code == 422


def test_no_file_at_all_is_told(office: Client) -> None:
    assert office.post("/import/", {}).status_code == 422


def test_columns_that_are_needed_are_demanded(office: Client) -> None:
    address = upload(office, made.xlsx(*made.VILLAGERS)).headers["Location"]

    answer = office.post(address, {"column_1": "full_name"})

    assert answer.status_code == 422
    assert 'role="alert"' in text(answer)


def test_one_meaning_for_two_columns_is_refused(office: Client) -> None:
    address = upload(office, made.xlsx(*made.VILLAGERS)).headers["Location"]

    answer = office.post(address, {"column_1": "full_name", "column_2": "pin", "column_3": "pin"})

    assert answer.status_code == 422


def test_a_waiting_run_is_asked_again_every_second(office: Client, run: ImportRun) -> None:
    page = text(office.get(f"/import/{run.reference}/"))
    fragment = text(office.get(f"/import/{run.reference}/", headers={"hx-request": "true"}))

    assert 'hx-trigger="every 1s"' in page
    assert fragment in page
    assert "<html" not in fragment


def test_a_silent_run_offers_to_start_again(office: Client, run: ImportRun, karool: Tenant) -> None:
    restart = f"/import/{run.reference}/restart/"
    assert restart not in text(office.get(f"/import/{run.reference}/"))
    with inside(karool):
        ImportRun.objects.update(asked_at=run.uploaded_at.replace(year=2020))

    assert restart in text(office.get(f"/import/{run.reference}/"))
    assert office.post(restart).status_code == 302


def test_when_the_queue_is_down_the_run_waits_and_says_so(
    office: Client, karool: Tenant, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*args: object, **kwargs: object) -> None:
        raise ConnectionError

    monkeypatch.setattr(tasks.work, "delay", refuse)
    run = started(office, karool, made.xlsx(*made.VILLAGERS))

    with inside(karool):
        assert ImportProgress.objects.get(run=run).phase == "unreachable"
    assert f"/import/{run.reference}/restart/" in text(office.get(f"/import/{run.reference}/"))
    assert work(run, karool).state == ImportState.CHECKED


def test_a_check_shows_what_would_happen_and_changes_nothing(office: Client, run: ImportRun, karool: Tenant) -> None:
    run = work(run, karool)

    page = text(office.get(f"/import/{run.reference}/"))

    assert run.plan_digest in page
    assert f"/import/{run.reference}/start/" in page
    assert "hx-trigger" not in page.split('id="run"')[1].split(">")[0]
    with inside(karool):
        assert not Resident.objects.exists()


def test_an_import_is_begun_shown_and_taken_back(office: Client, run: ImportRun, karool: Tenant) -> None:
    run = work(run, karool)
    begin(office, run)
    run = work(run, karool)
    assert run.state == ImportState.DONE
    assert f"/import/{run.reference}/undo/" in text(office.get(f"/import/{run.reference}/"))

    office.post(f"/import/{run.reference}/undo/")

    with inside(karool):
        assert ImportRun.objects.get().state == ImportState.UNDONE
        assert ImportRun.objects.get().undone_by == "user:chynara"
        assert not Resident.objects.exists()


def test_an_import_that_others_stand_on_stays_and_says_why(office: Client, run: ImportRun, karool: Tenant) -> None:
    run = work(run, karool)
    begin(office, run)
    work(run, karool)
    with inside(karool):
        Resident.objects.filter(pin=BAKYT[3]).update(phone="")

    answer = office.post(f"/import/{run.reference}/undo/")

    assert answer.status_code == 409
    assert "Маматов Бакыт Асанович" in answer.content.decode()
    with inside(karool):
        assert Resident.objects.count() == 4


def test_rows_with_errors_are_left_out_only_by_the_button_that_says_so(office: Client, karool: Tenant) -> None:
    run = work(started(office, karool, made.xlsx(BAKYT, but(AIGUL, pin="7"))), karool)
    begin(office, run)
    assert work(run, karool).state == ImportState.CHECKED

    begin(office, run, leave_out_errors="yes")

    assert work(run, karool).state == ImportState.DONE
    with inside(karool):
        assert Resident.objects.count() == 1


def test_a_decision_about_an_older_check_starts_nothing(office: Client, run: ImportRun, karool: Tenant) -> None:
    run = work(run, karool)
    run.plan_digest = "older"

    begin(office, run)

    assert work(run, karool).state == ImportState.CHECKED


def test_a_word_is_explained_on_the_page_and_the_rows_are_checked_again(office: Client, karool: Tenant) -> None:
    run = work(started(office, karool, made.xlsx(but(BAKYT, village="Борбор"))), karool)
    assert "«Борбор»" in text(office.get(f"/import/{run.reference}/"))

    office.post(f"/import/{run.reference}/words/", {"word_0": "010"})

    assert work(run, karool).counts["error"] == 0


def test_problems_are_listed_by_kind_with_pins_masked(office: Client, karool: Tenant) -> None:
    run = work(started(office, karool, made.xlsx(but(BAKYT, sex="аял"), but(AIGUL, relation="?к"))), karool)

    everything = text(office.get(f"/import/{run.reference}/problems/"))
    one_kind = text(office.get(f"/import/{run.reference}/problems/?code=relation_unreadable"))

    assert BAKYT[1] in everything
    assert BAKYT[3] not in everything
    assert BAKYT[1] not in one_kind.split("<table")[1]


def test_problems_are_downloaded_as_a_workbook_and_the_journal_knows(office: Client, karool: Tenant) -> None:
    run = work(started(office, karool, made.xlsx(BAKYT, but(AIGUL, pin="=1+1"))), karool)

    answer = office.get(f"/import/{run.reference}/problems.xlsx")

    rows = CalamineWorkbook.from_filelike(io.BytesIO(answer.content)).get_sheet_by_index(0).to_python()
    assert len(rows) == 2
    assert rows[1][:3] == ["Тизме", 3.0, "Маматова Айгүл Токтогуловна"]
    assert all(rows[1][place] for place in (3, 5, 6, 7))
    with inside(karool):
        assert Entry.objects.get(action="import.problems_downloaded").subject == f"import:{run.reference}"


@pytest.mark.parametrize("language", ["ky", "ru"])
def test_the_example_imports_without_a_question(office: Client, karool: Tenant, language: str) -> None:
    example = office.get(f"/import/sample-{language}.xlsx")

    run = work(started(office, karool, example.content), karool)

    with inside(karool):
        assert list(run.problems.values_list("row", "code", "about")) == []
    assert (run.counts["new"], run.counts["error"], run.counts["warnings"]) == (4, 0, 0)


def test_past_imports_are_listed_with_who_and_what(office: Client, run: ImportRun, karool: Tenant) -> None:
    work(run, karool)

    page = text(office.get("/import/"))

    assert "тизме.xlsx" in page
    assert f"/import/{run.reference}/" in page
    assert "Чынара Асанова" in page


def test_a_run_that_waits_for_its_columns_leads_there(office: Client, karool: Tenant) -> None:
    address = upload(office, made.xlsx(*made.VILLAGERS)).headers["Location"]

    assert office.get(address.removesuffix("columns/")).headers["Location"] == address


@pytest.mark.parametrize("language", ["ky", "ru"])
def test_every_page_is_shown_in_the_language_of_its_reader(
    office: Client, karool: Tenant, keeper: User, language: str
) -> None:
    with inside(karool):
        keeper.language = language
        keeper.save()
    run = work(started(office, karool, made.xlsx(but(BAKYT, village="Борбор"), but(AIGUL, sex="эркек"))), karool)

    for address in ("/import/", f"/import/{run.reference}/", f"/import/{run.reference}/problems/"):
        answer = office.get(address)
        assert answer.status_code == 200
        assert f'lang="{language}"' in answer.content.decode()
