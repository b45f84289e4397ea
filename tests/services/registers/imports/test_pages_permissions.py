"""Who sees the pages of an import and who does not: strangers, clerks, neighbours."""

from collections.abc import Callable

import pytest
from django.test import Client

from services.registers.imports import importing, runs
from services.registers.models import Resident
from services.registers.models.imports import ImportRun, ImportState
from tenants.directory.models import Tenant
from tereze.accounts.models import User
from tereze.accounts.permissions import Platform
from tests.conftest import inside
from tests.services.registers.imports import made
from tests.services.registers.imports.made import AIGUL, BAKYT
from tests.services.registers.imports.test_pages import begin, started, text, upload, work


@pytest.fixture
def run(office: Client, karool: Tenant) -> ImportRun:
    """A table that was uploaded and whose columns were confirmed."""
    return started(office, karool, made.xlsx(*made.VILLAGERS))


PAGES = ("", "columns/", "rows/", "mend/", "problems/", "problems.xlsx")
DEEDS = ("part/", "mend/", "check/", "words/", "start/", "restart/", "undo/", "columns/")


def test_strangers_are_sent_to_sign_in(client_for: Callable[[User | None, Tenant], Client], karool: Tenant) -> None:
    for address in ("/import/", "/import/sample-ky.xlsx", "/import/ABCDEFGHJK/"):
        assert "/account/login/" in client_for(None, karool).get(address).headers["Location"]


def test_who_may_not_import_sees_and_does_nothing(office: Client, desk: Client, run: ImportRun, karool: Tenant) -> None:
    run = work(run, karool)

    assert desk.get("/import/").status_code == 403
    assert desk.get("/import/sample-ky.xlsx").status_code == 403
    assert upload(desk, made.xlsx(BAKYT)).status_code == 403
    for page in PAGES:
        assert office.get(f"/import/{run.reference}/{page}").status_code == 200
        assert desk.get(f"/import/{run.reference}/{page}").status_code == 403
    for deed in DEEDS:
        assert desk.post(f"/import/{run.reference}/{deed}").status_code == 403


@pytest.fixture
def neighbour(client_for: Callable[[User | None, Tenant], Client], neighbour_keeper: User, myrza_ake: Tenant) -> Client:
    """A client signed in as Myrza-Ake's statistics specialist."""
    return client_for(neighbour_keeper, myrza_ake)


def test_a_run_of_the_neighbour_does_not_exist_here(
    office: Client, neighbour: Client, run: ImportRun, karool: Tenant, myrza_ake: Tenant
) -> None:
    run = work(run, karool)
    upload(neighbour, made.xlsx(AIGUL))  # her own council has a run with the same primary key
    with inside(myrza_ake):
        assert ImportRun.objects.count() == 1

    assert "тизме.xlsx" in text(neighbour.get("/import/"))
    assert run.reference not in text(neighbour.get("/import/"))
    for page in PAGES:
        assert office.get(f"/import/{run.reference}/{page}").status_code == 200
        assert neighbour.get(f"/import/{run.reference}/{page}").status_code == 404
    for deed in DEEDS:
        assert neighbour.post(f"/import/{run.reference}/{deed}").status_code == 404
    with inside(karool):
        assert ImportRun.objects.get(reference=run.reference).state == ImportState.CHECKED


def test_what_karool_imports_and_learns_stays_in_karool(
    office: Client, run: ImportRun, karool: Tenant, myrza_ake: Tenant
) -> None:
    run = work(run, karool)
    begin(office, run)
    assert work(run, karool).state == ImportState.DONE

    with inside(myrza_ake):
        assert not Resident.objects.exists()
        fresh = runs.upload(content=made.xlsx(BAKYT), name="a.xlsx", by=Platform("tests"), on=made.TODAY)
        assert not fresh.report["table"]["remembered"]
        assert importing.check(run.reference) is None
