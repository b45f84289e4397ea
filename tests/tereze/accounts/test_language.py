"""The language of a page: the person's, else the host's cookie, else Kyrgyz."""

from collections.abc import Callable

import pytest
from django.test import Client
from django_tenants.utils import tenant_context

from tenants.directory.models import Tenant
from tereze.accounts.models import User
from tests.conftest import PASSWORD


@pytest.mark.parametrize(
    ("cookie", "language"), [("", "ky"), ("ru", "ru"), ("en", "en"), ("de", "ky"), ("x" * 500, "ky")]
)
def test_strangers_have_a_cookie_else_kyrgyz(karool: Tenant, cookie: str, language: str) -> None:
    client = Client(HTTP_HOST="karool.localhost")
    client.cookies["language"] = cookie

    response = client.get("/account/login/", headers={"accept-language": "de"})

    assert response["Content-Language"] == language


def test_a_persons_choice_is_stronger_than_the_cookie(
    clerk: User, client_for: Callable[[User | None, Tenant], Client], karool: Tenant
) -> None:
    with tenant_context(karool):
        User.objects.filter(pk=clerk.pk).update(language="ru")
    client = client_for(clerk, karool)
    client.cookies["language"] = "en"

    assert client.get("/account/")["Content-Language"] == "ru"


def test_a_choice_is_remembered_with_the_person(desk: Client, clerk: User, karool: Tenant) -> None:
    desk.post("/language/", {"language": "ru", "next": "/account/"})

    assert desk.get("/account/")["Content-Language"] == "ru"
    with tenant_context(karool):
        assert User.objects.get(pk=clerk.pk).language == "ru"


@pytest.mark.parametrize(("wish", "language"), [("", "en"), ("ky-KG", "ky"), ("de,ru;q=0.5", "ru"), ("*", "en")])
def test_the_api_speaks_as_it_is_asked(karool: Tenant, wish: str, language: str) -> None:
    response = Client(HTTP_HOST="karool.localhost").get("/api/v1/certificates/", headers={"accept-language": wish})

    assert response["Content-Language"] == language


def test_the_language_chosen_at_the_door_is_the_persons_from_then_on(clerk: User, karool: Tenant) -> None:
    client = Client(HTTP_HOST="karool.localhost")
    client.post("/language/", {"language": "ru", "next": "/account/login/"})

    client.post("/account/login/", {"login": clerk.username, "password": PASSWORD})

    assert client.get("/account/")["Content-Language"] == "ru"
    assert not client.cookies["language"].value  # the next colleague at this computer begins anew
    with tenant_context(karool):
        assert User.objects.get(pk=clerk.pk).language == "ru"
