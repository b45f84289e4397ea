"""Which tenant a request is for."""

from types import SimpleNamespace

import pytest
from django.db import connection
from django.test import Client

from tenants.directory import queries
from tenants.directory.models import Tenant
from tests.tenants.oversight.conftest import owning


def get(host: str, path: str = "/account/login/") -> tuple[int, str]:
    response = Client(HTTP_HOST=host).get(path)
    return response.status_code, response.content.decode()


@pytest.mark.parametrize(
    "host",
    ["nobody.localhost", "karool.elsewhere.example", "karool.localhost.evil.example", "127.0.0.1", "x" * 300, "[::1]"],
)
def test_an_unknown_host_gets_a_plain_404_that_tells_nothing(host: str, karool: Tenant) -> None:
    status, page = get(host)

    assert status == 404
    assert "Бул дарек боюнча эч нерсе жок" in page
    assert "karool" not in page.lower().replace(host.lower(), "")


def test_a_host_with_quotes_or_other_nonsense_gets_404(db: None) -> None:
    assert get("ka'rool;.localhost")[0] == 404


@pytest.mark.parametrize("host", ["karool.localhost", "KAROOL.localhost:8000", "karool.localhost."])
def test_a_council_is_found_whatever_the_case_and_the_port(host: str, karool: Tenant) -> None:
    assert get(host)[0] == 200


@pytest.mark.parametrize("status", ["preparing", "suspended", "closed"])
def test_a_council_that_is_not_active_gets_503_in_both_languages(status: str, karool: Tenant) -> None:
    with owning():
        Tenant.objects.filter(key="karool").update(status=status)

    code, page = get("karool.localhost")

    assert code == 503
    assert "Бул терезе азырынча жабык" in page
    assert "Это окно пока закрыто" in page


def test_after_a_request_no_council_is_entered(karool: Tenant) -> None:
    get("karool.localhost")
    with connection.cursor() as cursor:
        cursor.execute("SELECT current_schema(), current_user")
        assert cursor.fetchone() == ("public", "tereze")


def test_each_kind_of_tenant_has_its_own_pages(karool: Tenant, uzgen: Tenant, operator: Tenant) -> None:
    for host, address, there in [
        ("karool.localhost", "/councils.csv", False),
        ("uzgen.localhost", "/councils.csv", True),
        ("uzgen.localhost", "/tenants/karool/", False),
        ("operator.localhost", "/tenants/karool/", True),
        ("operator.localhost", "/search/", False),
        ("karool.localhost", "/search/", True),
    ]:
        assert (get(host, address)[0] != 404) is there, f"{host}{address}"


def test_a_host_is_looked_up_once_a_minute(karool: Tenant, monkeypatch: pytest.MonkeyPatch) -> None:
    moment = [1000.0]
    monkeypatch.setattr("tenants.directory.queries.time", SimpleNamespace(monotonic=lambda: moment[0]))
    assert queries.by_host("karool.localhost") is not None
    with owning():
        Tenant.objects.filter(key="karool").update(status="suspended")

    moment[0] += 59
    assert queries.by_host("karool.localhost").status == "active"  # type: ignore[union-attr]
    moment[0] += 2
    assert queries.by_host("karool.localhost").status == "suspended"  # type: ignore[union-attr]


def test_strangers_are_remembered_too_but_not_without_end(db: None) -> None:
    for number in range(5_100):
        queries._found[f"{number}.localhost"] = (1e12, None)

    queries.by_host("one-more.localhost")

    assert len(queries._found) == 1
