"""The one search box: a page for the address bar, a fragment for the box."""

from collections.abc import Callable

import pytest
from django.test import Client

from tenants.directory.models import Tenant
from tereze.accounts.models import User
from tereze.exchange.finders import Hit
from tests.conftest import member
from tests.tereze.ui.conftest import Finds

ClientFor = Callable[[User | None, Tenant], Client]
BAKYT = Hit("Маматов Бакыт Асанович", "ПИН ••••••••••0123 · 12.03.1984", "/residents/AAAAAAAAAA/", note="Кароол")
AIGUL = Hit("Маматова Айгүл Асановна", "ПИН ••••••••••0456 · 04.11.1991", "/residents/BBBBBBBBBB/", note="Жаңы-Абад")
NEARLY = Hit("Маматав Бакыт", "ПИН ••••••••••0789", "/residents/CCCCCCCCCC/", approximate=True)


def fragment(client: Client, query: str) -> str:
    """Return what the box gets while somebody types."""
    return client.get("/search/", {"q": query}, headers={"hx-request": "true"}).content.decode()


def test_the_box_gets_a_list_that_screen_readers_understand(desk: Client, finds: Finds) -> None:
    finds([BAKYT, AIGUL])

    found = fragment(desk, "мамат")

    assert "<html" not in found
    assert found.count('role="option"') == 2
    assert 'role="listbox"' in found
    assert 'data-status="2 табылды"' in found
    assert BAKYT.title in found
    assert AIGUL.note in found


def test_without_script_the_same_hits_are_links_on_a_page(desk: Client, finds: Finds) -> None:
    finds([BAKYT, AIGUL])

    page = desk.get("/search/", {"q": "мамат"}).content.decode()

    assert 'value="мамат"' in page
    assert page.count("data-hit") == 2
    assert 'role="option"' not in page  # a listbox needs the script; links do not
    assert f'href="{BAKYT.url}"' in page


def test_the_only_hit_opens_by_itself(desk: Client, finds: Finds) -> None:
    finds([BAKYT])

    response = desk.get("/search/", {"q": "мамат"})

    assert response.status_code == 302
    assert response.headers["Location"] == BAKYT.url


def test_the_only_hit_does_not_open_when_it_is_merely_similar(desk: Client, finds: Finds) -> None:
    finds([NEARLY])

    response = desk.get("/search/", {"q": "маматав"})

    assert response.status_code == 200
    assert "окшош" in response.content.decode()


def test_nothing_found_says_what_was_looked_for_and_what_to_try(desk: Client, finds: Finds) -> None:
    finds([])

    found = fragment(desk, "йцук")

    assert "«йцук» боюнча эч нерсе табылган жок" in found
    assert "ПИНдин акыркы төрт санын" in found


def test_nothing_typed_finds_nothing_and_says_nothing(desk: Client, finds: Finds) -> None:
    finds([BAKYT])

    assert fragment(desk, "   ") == ""


def test_the_first_letter_is_not_told_that_nothing_was_found(desk: Client, finds: Finds) -> None:
    finds([BAKYT])

    assert fragment(desk, "м") == ""


def test_what_was_typed_is_escaped(desk: Client, finds: Finds) -> None:
    finds([])

    assert "<script>" not in fragment(desk, "<script>alert(1)</script>")
    assert "<script>alert" not in desk.get("/search/", {"q": "<script>alert(1)</script>"}).content.decode()


def test_a_very_long_query_is_cut(desk: Client, finds: Finds) -> None:
    finds([])

    assert "а" * 120 in fragment(desk, "а" * 5_000)
    assert "а" * 121 not in fragment(desk, "а" * 5_000)


def test_what_was_found_is_kept_by_nobody(desk: Client, finds: Finds) -> None:
    finds([BAKYT, AIGUL])

    response = desk.get("/search/", {"q": "мамат"})

    assert "no-store" in response.headers["Cache-Control"]
    assert "HX-Request" in response.headers["Vary"]


def test_a_full_list_weighs_less_than_30_kilobytes(desk: Client, finds: Finds) -> None:
    finds([BAKYT] * 12)

    assert len(fragment(desk, "мамат").encode()) < 30_000


@pytest.mark.parametrize("role", ["accountant", "ict_specialist"])
def test_who_may_not_search_is_refused(client_for: ClientFor, karool: Tenant, finds: Finds, role: str) -> None:
    finds([BAKYT])
    client = client_for(member(karool, "asan", role), karool)

    response = client.get("/search/", {"q": "мамат"})

    assert response.status_code == 403
    assert BAKYT.title not in response.content.decode()


def test_a_stranger_finds_nothing(client_for: ClientFor, karool: Tenant, finds: Finds) -> None:
    finds([BAKYT])

    assert client_for(None, karool).get("/search/", {"q": "мамат"}).status_code == 302


def test_a_neighbours_clerk_finds_nothing_here(
    client_for: ClientFor, karool: Tenant, neighbour_clerk: User, myrza_ake: Tenant, finds: Finds
) -> None:
    finds([BAKYT])
    at_home = client_for(neighbour_clerk, myrza_ake)
    assert at_home.get("/search/", {"q": "мамат"}).status_code == 302  # at home the search works …

    session = at_home.cookies["session"].value
    abroad = Client(HTTP_HOST=f"{karool.key}.localhost")
    abroad.cookies["session"] = session
    response = abroad.get("/search/", {"q": "мамат"})

    assert response.headers["Location"].startswith("/account/login/")  # … here the cookie is worthless


def test_two_different_hits_of_the_same_name_are_told_apart_by_their_details(desk: Client, finds: Finds) -> None:
    finds([BAKYT, Hit(BAKYT.title, "ПИН ••••••••••9999 · 01.01.1950", "/residents/DDDDDDDDDD/")])

    found = fragment(desk, "мамат")

    assert "0123" in found
    assert "9999" in found
