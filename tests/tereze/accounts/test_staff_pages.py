"""The pages about staff, as somebody who looks after them meets them."""

import re
from collections.abc import Callable
from html import unescape

import pytest
from django.conf import settings
from django.test import Client
from django_tenants.utils import tenant_context

from tenants.directory.models import Tenant
from tereze.accounts.models import RoleGrant, User
from tereze.accounts.roles import BY_KIND
from tests.conftest import PASSWORD, member

ClientFor = Callable[[User | None, Tenant], Client]


@pytest.fixture
def office(client_for: ClientFor, administrator: User, karool: Tenant) -> Client:
    """A browser signed in as Karool's administrator."""
    return client_for(administrator, karool)


def text(page: bytes) -> str:
    """What somebody reads on a page."""
    main = page.decode().partition("<main")[2].partition("</main>")[0]
    return unescape(re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", "<main" + main)))


def shown_password(response: object) -> str:
    found = re.search(r"[a-z2-9]{4}-[a-z2-9]{4}-[a-z2-9]{4}", text(response.content))  # type: ignore[attr-defined]
    assert found
    return found[0]


def test_the_list_shows_who_may_what(office: Client, clerk: User, elder: User) -> None:
    page = text(office.get("/account/staff/").content)

    assert "Айгүл Токтогулова" in page
    assert "«Бирдиктүү терезе» оператору" in page
    assert "Айыл башчысы" in page


def test_the_list_costs_the_same_for_many(
    office: Client, karool: Tenant, django_assert_max_num_queries: object
) -> None:
    for number in range(30):
        member(karool, f"member{number}", "tax_specialist")

    with django_assert_max_num_queries(14):  # type: ignore[operator]
        office.get("/account/staff/")


def test_nobody_of_the_neighbours_is_listed(office: Client, neighbour_clerk: User) -> None:
    assert neighbour_clerk.full_name not in text(office.get("/account/staff/").content)


@pytest.mark.parametrize("language", ["ky", "ru"])
def test_every_role_explains_itself_where_it_is_ticked(
    office: Client, administrator: User, karool: Tenant, language: str
) -> None:
    with tenant_context(karool):
        User.objects.update(language=language)

    page = text(office.get("/account/staff/add/").content)

    assert page.count("«") >= 1
    assert not re.findall(r"[A-Za-z]{4,}", page.replace("a.toktogulova", ""))
    assert len(re.findall(r'name="roles"', office.get("/account/staff/add/").content.decode())) == len(
        BY_KIND["council"]
    )


def test_adding_shows_the_password_once(office: Client, client_for: ClientFor, karool: Tenant) -> None:
    form = {"username": "Cholpon", "full_name": "Чолпон Садыкова", "email": "", "roles": ["tax_specialist"]}
    response = office.post("/account/staff/add/", form)
    password = shown_password(response)

    assert "no-store" in response["Cache-Control"]
    login = client_for(None, karool).post("/account/login/", {"login": "cholpon", "password": password})
    assert login.status_code == 302
    with tenant_context(karool):
        reference = User.objects.get(username="cholpon").reference
    assert password not in office.get(f"/account/staff/{reference}/").content.decode()


def test_what_was_typed_survives_a_refusal(office: Client, clerk: User) -> None:
    form = {"username": "aigul", "full_name": "Чолпон Садыкова", "roles": ["tax_specialist"]}

    page = office.post("/account/staff/add/", form).content.decode()

    assert 'value="Чолпон Садыкова"' in page
    assert "Бул ат менен башка кызматкер кирет" in page
    assert re.search(r'value="tax_specialist" checked', page)


@pytest.mark.parametrize("username", ["айгүл", "a b", "-a", "a/b", "<b>", "x" * 61])
def test_a_sign_in_name_can_be_typed_on_every_keyboard(office: Client, karool: Tenant, username: str) -> None:
    office.post("/account/staff/add/", {"username": username, "full_name": "Чолпон"})

    with tenant_context(karool):
        assert not User.objects.filter(full_name="Чолпон").exists()


def test_roles_are_saved_and_shown_with_their_days(office: Client, clerk: User, karool: Tenant) -> None:
    response = office.post(f"/account/staff/{clerk.reference}/roles/", {"roles": ["accountant"]}, follow=True)

    assert response.status_code == 200
    assert "Бухгалтер" in text(response.content)
    with tenant_context(karool):
        assert User.objects.get(pk=clerk.pk).roles == {"accountant"}


def test_a_role_that_does_not_exist_is_refused(office: Client, clerk: User, karool: Tenant) -> None:
    response = office.post(f"/account/staff/{clerk.reference}/roles/", {"roles": ["operator_administrator"]})

    assert response.status_code == 409
    with tenant_context(karool):
        assert User.objects.get(pk=clerk.pk).roles == {"single_window_operator"}


def test_a_refusal_is_told_on_the_page(office: Client, administrator: User, karool: Tenant) -> None:
    with tenant_context(karool):
        RoleGrant.objects.filter(role="administrator").exclude(user=administrator).delete()

    response = office.post(f"/account/staff/{administrator.reference}/roles/", {"roles": []})

    assert response.status_code == 409
    assert "Бул акыркы администратор" in text(response.content)


def test_somebody_who_is_no_administrator_cannot_tick_the_role(
    client_for: ClientFor, clerk: User, karool: Tenant
) -> None:
    desk = client_for(member(karool, "salima", "executive_secretary"), karool)

    page = desk.get(f"/account/staff/{clerk.reference}/").content.decode()
    refused = desk.post(f"/account/staff/{clerk.reference}/roles/", {"roles": ["administrator"]})

    assert re.search(r'value="administrator" disabled', page)
    assert refused.status_code == 409


def test_deactivating_ends_sessions_at_once_and_for_good(
    office: Client, desk: Client, clerk: User, client_for: ClientFor, karool: Tenant
) -> None:
    assert desk.get("/account/").status_code == 200
    office.post(f"/account/staff/{clerk.reference}/deactivate/")
    assert desk.get("/account/").status_code == 302

    office.post(f"/account/staff/{clerk.reference}/activate/")

    assert desk.get("/account/").status_code == 302
    login = {"login": "aigul", "password": PASSWORD}
    assert client_for(None, karool).post("/account/login/", login)["Location"] == "/"


def test_a_reset_password_ends_sessions_and_is_shown_once(
    office: Client, desk: Client, clerk: User, client_for: ClientFor, karool: Tenant
) -> None:
    password = shown_password(office.post(f"/account/staff/{clerk.reference}/reset/"))

    assert desk.get("/account/").status_code == 302
    fresh = client_for(None, karool)
    assert fresh.post("/account/login/", {"login": "aigul", "password": PASSWORD}).status_code == 200
    assert fresh.post("/account/login/", {"login": "aigul", "password": password}).status_code == 302
    assert fresh.get("/account/")["Location"] == "/account/password/change/"


def test_a_new_role_holds_without_signing_in_again(
    office: Client, client_for: ClientFor, elder: User, karool: Tenant
) -> None:
    his = client_for(elder, karool)
    assert his.get("/account/staff/").status_code == 403

    office.post(f"/account/staff/{elder.reference}/roles/", {"roles": ["deputy_head"]})

    assert his.get("/account/staff/").status_code == 200


def test_a_member_of_the_neighbours_does_not_exist_here(office: Client, neighbour_clerk: User) -> None:
    for page in ("", "roles/", "reset/", "deactivate/"):
        address = f"/account/staff/{neighbour_clerk.reference}/{page}"
        assert (office.post if page else office.get)(address).status_code == 404


@pytest.mark.parametrize("page", ["roles", "deactivate", "activate", "unlock", "reset"])
def test_changes_take_a_click(office: Client, clerk: User, page: str) -> None:
    assert office.get(f"/account/staff/{clerk.reference}/{page}/").status_code == 405


# --- one's own page


def test_everybody_changes_their_own_details(desk: Client, clerk: User, karool: Tenant) -> None:
    form = {"full_name": "Айгүл Садыкова", "phone": "0555 123 456", "language": "ru", "email": ""}

    response = desk.post("/account/", form, follow=True)

    assert "Мои данные" in text(response.content)
    with tenant_context(karool):
        clerk.refresh_from_db()
    assert (clerk.full_name, clerk.phone, clerk.language) == ("Айгүл Садыкова", "+996555123456", "ru")


@pytest.mark.parametrize("phone", ["12", "0555 12", "телефон", "+999999999999999"])
def test_a_number_that_cannot_be_dialled_is_refused(desk: Client, clerk: User, phone: str) -> None:
    form = {"full_name": "Айгүл", "phone": phone, "language": "ky", "email": ""}

    assert "Бул телефон номери эмес" in text(desk.post("/account/", form).content)


def test_a_new_e_mail_needs_the_password(desk: Client, clerk: User, karool: Tenant) -> None:
    form = {"full_name": "Айгүл", "phone": "", "language": "ky", "email": "New@karool.kg"}
    refused = desk.post("/account/", form)
    with tenant_context(karool):
        assert User.objects.get(pk=clerk.pk).email == ""
    taken = desk.post("/account/", form | {"password": PASSWORD})

    assert (refused.status_code, taken.status_code) == (200, 302)
    with tenant_context(karool):
        assert User.objects.get(pk=clerk.pk).email == "new@karool.kg"


def test_somebody_elses_e_mail_is_refused(desk: Client, head: User, karool: Tenant) -> None:
    with tenant_context(karool):
        User.objects.filter(pk=head.pk).update(email="bakyt@karool.kg")
    form = {"full_name": "Айгүл", "language": "ky", "email": "BAKYT@karool.kg", "password": PASSWORD}

    assert "башка каттоо эсебине таандык" in text(desk.post("/account/", form).content)


def test_the_profile_changes_nothing_else(desk: Client, clerk: User, karool: Tenant) -> None:
    form = {"full_name": "Айгүл", "language": "ky", "username": "head", "is_active": "", "roles": ["administrator"]}
    desk.post("/account/", form)

    with tenant_context(karool):
        fresh = User.objects.get(pk=clerk.pk)
        assert (fresh.username, fresh.is_active, *fresh.roles) == ("aigul", True, "single_window_operator")


def test_the_pages_load_nothing_from_elsewhere(office: Client, clerk: User) -> None:
    for page in ("/account/", "/account/staff/", "/account/staff/add/", f"/account/staff/{clerk.reference}/"):
        response = office.get(page)
        assert "unsafe" not in response["Content-Security-Policy"]
        assert not re.findall(
            r"(?:src|href)=\"(?:https?:)?//|<style|<script>| style=| on\w+=", response.content.decode()
        )


def test_languages_are_those_of_the_platform(desk: Client) -> None:
    page = desk.get("/account/").content.decode()

    assert all(name in page for _code, name in settings.LANGUAGES)


def test_a_reference_that_cannot_be_one_leads_nowhere(office: Client) -> None:
    assert office.get("/account/staff/x%00/").status_code == 404
