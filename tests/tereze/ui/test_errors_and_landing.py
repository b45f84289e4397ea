"""Pages that say why there is no page, and the public entrance."""

import re
from collections.abc import Callable

import pytest
from django.template.loader import render_to_string
from django.test import Client
from django.utils import translation

from tenants.directory.models import Tenant
from tereze.accounts.models import User

ClientFor = Callable[[User | None, Tenant], Client]
WORDS = {"403": "Эта страница вам не открыта", "404": "Такой страницы нет", "429": "Слишком много запросов сразу",
         "500": "Сбой на нашей стороне", "403_csrf": "Страница была открыта слишком долго"}  # fmt: skip


@pytest.mark.parametrize("page", sorted(WORDS))
def test_each_says_what_happened_and_what_to_do_even_without_a_request(page: str) -> None:
    with translation.override("ru"):
        shown = render_to_string(f"{page}.html")

    assert WORDS[page] in shown
    assert 'class="button' in shown


def test_a_page_that_does_not_exist_says_so_in_the_readers_language(desk: Client) -> None:
    response = desk.get("/no-such-page/")

    assert response.status_code == 404
    assert "Мындай барак жок" in response.content.decode()


def test_whoever_is_signed_in_keeps_the_navigation_and_the_search(desk: Client, karool: Tenant) -> None:
    inside = desk.get("/no-such-page/").content.decode()
    outside = Client(HTTP_HOST="karool.localhost").get("/no-such-page/").content.decode()

    assert 'action="/search/"' in inside
    assert 'action="/search/"' not in outside


def test_a_page_that_is_not_ones_own_says_whom_to_ask(client_for: ClientFor, karool: Tenant, elder: User) -> None:
    response = client_for(elder, karool).get("/certificates/")

    assert response.status_code == 403
    assert "администраторуна кайрылыңыз" in response.content.decode()


def test_a_form_that_waited_too_long_offers_the_page_anew(clerk: User, karool: Tenant, client_for: ClientFor) -> None:
    client = client_for(clerk, karool)
    client.handler.enforce_csrf_checks = True

    response = client.post("/account/logout/")

    assert response.status_code == 403
    assert "Баракты жаңыдан ачуу" in response.content.decode()


def test_the_bare_domain_explains_itself_in_both_languages(karool: Tenant) -> None:
    page = Client(HTTP_HOST="localhost").get("/").content.decode()

    assert "Айыл өкмөтүнүн бирдиктүү терезеси" in page
    assert "Единое окно айыл окмоту" in page


def test_the_bare_domain_names_no_council(karool: Tenant, myrza_ake: Tenant) -> None:
    page = Client(HTTP_HOST="localhost").get("/").content.decode()

    assert not re.search("karool|кароол|myrza|мырза", page, re.IGNORECASE)


@pytest.mark.parametrize("path", ["/search/?q=a", "/components/", "/certificates/", "/account/login/"])
def test_the_bare_domain_has_no_pages_of_a_council(karool: Tenant, path: str) -> None:
    assert Client(HTTP_HOST="localhost").get(path).status_code == 404
