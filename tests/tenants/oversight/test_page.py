"""The district's page, served under the district's own database role."""

import csv
import io
from collections.abc import Callable

import pytest
from django.db import ProgrammingError, connection, transaction
from django.test import Client
from python_calamine import CalamineWorkbook

from tenants.directory.models import Tenant
from tenants.oversight import queries
from tereze import clock
from tereze.accounts.models import User
from tereze.language.numbers import grouped
from tests.conftest import member
from tests.tenants.oversight.conftest import owning, write

ClientFor = Callable[[User | None, Tenant], Client]


@pytest.fixture
def viewer(uzgen: Tenant, client_for: ClientFor) -> Client:
    return client_for(member(uzgen, "almaz", "district_viewer"), uzgen)


@pytest.fixture
def _issued_today(karool: Tenant) -> None:
    write(karool, "certificates.issued", 1_234, on=clock.today())
    write(karool, "certificates.seconds_median", 150, on=clock.today())


@pytest.mark.usefixtures("_issued_today")
def test_the_page_shows_the_councils_with_their_figures(viewer: Client) -> None:
    page = viewer.get("/").content.decode()

    assert "Кароол" in page
    assert "Мырза-Аке" in page
    assert grouped(1_234) in page
    assert "2,5" in page
    assert page.count("<svg width") == 3, "one drawing for each council, one for all"


@pytest.mark.usefixtures("_issued_today")
def test_the_table_renews_itself_with_the_same_table(viewer: Client) -> None:
    whole = viewer.get("/").content.decode()
    fragment = viewer.get("/", headers={"hx-request": "true"}).content.decode()

    assert "<html" not in fragment
    assert fragment.strip() in whole


def test_a_quiet_council_stands_out_by_a_word(viewer: Client, karool: Tenant) -> None:
    page = viewer.get("/", headers={"accept-language": "ky"}).content.decode()

    assert page.count("tag-warning") == 2
    assert "Барып көрүү керек" in page


def test_no_council_is_linked(viewer: Client, karool: Tenant) -> None:
    page = viewer.get("/").content.decode()

    assert "karool.localhost" not in page
    assert "/residents/" not in page


def test_an_empty_district_says_what_comes(viewer: Client) -> None:
    with owning():
        Tenant.objects.filter(kind="council").update(status="closed")

    page = viewer.get("/").content.decode()

    assert 'class="empty"' in page
    assert "<table" not in page


@pytest.mark.usefixtures("_issued_today")
def test_the_csv_file_says_what_the_page_says(viewer: Client) -> None:
    response = viewer.get("/councils.csv")
    heading, karool, neighbour = csv.reader(io.StringIO(response.content.decode("utf-8-sig")), delimiter=";")

    assert response["Content-Disposition"] == f'attachment; filename="uzgen-{clock.today()}.csv"'
    assert len(heading) == len(karool) == 37
    assert karool[:4] == ["Кароол", "1234", "1234", "2,5"]
    assert neighbour[0] == "Мырза-Аке"


@pytest.mark.usefixtures("_issued_today")
def test_the_workbook_holds_numbers_and_dates(viewer: Client) -> None:
    content = viewer.get("/councils.xlsx").content
    rows = CalamineWorkbook.from_filelike(io.BytesIO(content)).get_sheet_by_index(0).to_python()

    assert rows[1][:4] == ["Кароол", 1234, 1234, 2.5]
    assert rows[1][5] == clock.today()


def test_the_page_is_served_under_the_districts_role_which_no_council_table_answers(
    viewer: Client, karool: Tenant, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What the page's own connection may do is tried in the middle of the request."""
    tried: dict[str, str] = {}

    def peek(district: str, **_when: object) -> list[object]:
        with connection.cursor() as cursor:
            cursor.execute("SELECT current_user")
            tried["role"] = cursor.fetchone()[0]
        for table in ("karool.accounts_user", "karool.audit_entry", "karool.registers_resident"):
            refused = pytest.raises(ProgrammingError, match="permission denied for schema karool")
            with refused, transaction.atomic(), connection.cursor() as cursor:
                cursor.execute(f"SELECT count(*) FROM {table}")
        return []

    monkeypatch.setattr(queries, "councils_of", peek)

    assert viewer.get("/").status_code == 200
    assert tried == {"role": "tn_tereze_uzgen"}


@pytest.mark.parametrize("address", ["/", "/councils.csv", "/councils.xlsx"])
def test_strangers_are_sent_to_sign_in(address: str, uzgen: Tenant, client_for: ClientFor) -> None:
    response = client_for(None, uzgen).get(address)

    assert (response.status_code, response["Location"].partition("?")[0]) == (302, "/account/login/")


@pytest.mark.parametrize("address", ["/", "/councils.csv", "/councils.xlsx"])
def test_staff_without_the_permission_are_refused(address: str, uzgen: Tenant, client_for: ClientFor) -> None:
    nobody = client_for(member(uzgen, "nobody", "single_window_operator"), uzgen)

    assert nobody.get(address).status_code == 403


def test_a_council_has_no_such_page(desk: Client) -> None:
    assert desk.get("/councils.csv").status_code == 404
