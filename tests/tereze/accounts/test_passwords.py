"""Choosing a password: rules, one-time passwords, and the letter for those who forgot."""

import re
from collections.abc import Callable
from datetime import datetime, timedelta
from html import unescape
from typing import Any

import pytest
from django.core import mail
from django.test import Client
from django_tenants.utils import tenant_context

from tenants.directory.models import Tenant
from tereze.accounts.models import User
from tereze.accounts.passwords import one_time_password
from tereze.accounts.tokens import StaffTokenGenerator
from tereze.audit.models import Entry
from tests.conftest import PASSWORD

ClientFor = Callable[[User | None, Tenant], Client]
NEW = "Тоо башында булут 3"


@pytest.fixture
def newcomer(clerk: User, karool: Tenant) -> User:
    """Karool's clerk with a one-time password and an e-mail."""
    with tenant_context(karool):
        User.objects.filter(pk=clerk.pk).update(must_change_password=True, email="aigul@karool.kg")
        clerk.refresh_from_db()
    return clerk


def change(client: Client, new: str = NEW, *, old: str = PASSWORD, again: str | None = None) -> Any:
    form = {"oldpassword": old, "password1": new, "password2": new if again is None else again}
    return client.post("/account/password/change/", form)


# --- one-time passwords


def test_a_one_time_password_is_three_groups_without_letters_that_look_alike() -> None:
    made = {one_time_password() for _number in range(200)}

    assert len(made) == 200
    assert all(re.fullmatch(r"([a-hjkmnp-z2-9]{4}-){2}[a-hjkmnp-z2-9]{4}", password) for password in made)


@pytest.mark.parametrize("page", ["/", "/account/", "/search/?q=а", "/account/staff/", "/api/docs/"])
def test_nothing_opens_before_the_one_time_password_is_changed(
    newcomer: User, client_for: ClientFor, karool: Tenant, page: str
) -> None:
    response = client_for(newcomer, karool).get(page)

    assert (response.status_code, response["Location"]) == (302, "/account/password/change/")


def test_a_fragment_leads_the_whole_page_there(newcomer: User, client_for: ClientFor, karool: Tenant) -> None:
    response = client_for(newcomer, karool).get("/search/", headers={"hx-request": "true"})

    assert response["HX-Redirect"] == "/account/password/change/"


def test_language_and_sign_out_stay_open(newcomer: User, client_for: ClientFor, karool: Tenant) -> None:
    client = client_for(newcomer, karool)

    assert client.post("/language/", {"language": "ru", "next": "/"})["Location"] == "/"
    assert client.post("/account/logout/")["Location"] == "/account/login/"


def test_after_the_change_everything_opens(newcomer: User, client_for: ClientFor, karool: Tenant) -> None:
    client = client_for(newcomer, karool)

    assert change(client)["Location"] == "/"
    assert client.get("/account/").status_code == 200
    with tenant_context(karool):
        newcomer.refresh_from_db()
        assert newcomer.check_password(NEW)
        assert Entry.objects.filter(action="staff.password_changed", actor="user:aigul").count() == 1


def test_other_sessions_end_with_the_old_password(clerk: User, client_for: ClientFor, karool: Tenant) -> None:
    here, elsewhere = client_for(clerk, karool), client_for(clerk, karool)
    change(here)

    assert here.get("/account/").status_code == 200
    assert elsewhere.get("/account/").status_code == 302


# --- the rules, in words


def errors(response: Any) -> str:
    """Return what the page says at its fields. The form itself would answer in whatever language is on by now."""
    lists = re.findall(r'<ul class="field-errors".*?</ul>', response.content.decode(), re.DOTALL)
    return unescape(re.sub(r"<[^>]+>", " ", " ".join(lists)))


RULES = [
    ("кыска1", ("Сырсөз өтө кыска: кеминде 10 белги керек.", "Пароль слишком короткий: нужно не меньше 10 знаков.")),
    ("qwertyuiop", ("Бул сырсөздү көп адам колдонот.", "Этот пароль слишком распространён.")),
    ("74839201745", ("Сырсөз сандардан эле турбасын.", "Пароль не может состоять только из цифр.")),
    ("Айгүл Токтогулова", ("Сырсөз «Аты-жөнү» дегенге өтө окшош.", "Пароль слишком похож на «ФИО».")),
    (PASSWORD, ("Бул азыркы сырсөзүңүз. Жаңысын тандаңыз.", "Это нынешний пароль. Выберите новый.")),
]


@pytest.mark.parametrize("language", [0, 1], ids=["ky", "ru"])
@pytest.mark.parametrize(("password", "words"), RULES, ids=["short", "common", "numeric", "similar", "same"])
def test_a_weak_password_is_refused_in_plain_words(
    desk: Client, karool: Tenant, password: str, words: tuple[str, str], language: int
) -> None:
    with tenant_context(karool):
        User.objects.update(language=("ky", "ru")[language])

    assert words[language] in errors(change(desk, password))


@pytest.mark.parametrize("language", ["ky", "ru"])
def test_every_sentence_of_the_change_is_translated(
    clerk: User, client_for: ClientFor, karool: Tenant, language: str
) -> None:
    with tenant_context(karool):
        User.objects.filter(pk=clerk.pk).update(language=language)
    client = client_for(clerk, karool)

    said = errors(change(client, "x", again="y", old="wrong"))
    page = client.get("/account/password/change/").content.decode()
    shown = re.sub(r"<[^>]+>", " ", page.partition("<main")[2].partition(">")[2].partition("</main>")[0])

    assert said
    assert not re.findall(r"[A-Za-z]{4,}", said)
    assert not re.findall(r"[A-Za-z]{4,}", shown)


def test_two_different_new_passwords_are_refused(desk: Client) -> None:
    assert "Эки жолу бирдей" in errors(change(desk, again="башкача сырсөз 9"))


# --- the letter


def ask(client: Client, email: str = "aigul@karool.kg") -> Any:
    return client.post("/account/password/reset/", {"email": email})


def link_in(letter: Any) -> str:
    found = re.search(r"http://karool\.localhost(/\S+)", letter.body)
    assert found
    return found[1]


def follow(client: Client, link: str, new: str = NEW) -> Any:
    form = client.get(link, follow=True)
    return client.post(form.request["PATH_INFO"], {"password1": new, "password2": new})


def test_the_letter_brings_a_new_password(newcomer: User, client_for: ClientFor, karool: Tenant) -> None:
    client = client_for(None, karool)
    assert ask(client)["Location"] == "/account/password/reset/done/"
    (letter,) = mail.outbox

    assert follow(client, link_in(letter))["Location"] == "/account/password/reset/key/done/"

    assert client.get("/account/password/reset/key/done/").status_code == 200
    login = client.post("/account/login/", {"login": "aigul", "password": NEW})
    assert login["Location"] == "/"
    assert client.get("/account/").status_code == 200  # chosen by its owner: no need to change it once more


@pytest.mark.parametrize(("language", "words"), [("ky", ["жаңы сырсөз", "aigul"]), ("ru", ["новый пароль", "aigul"])])
def test_the_letter_speaks_the_language_of_the_page(
    newcomer: User, client_for: ClientFor, karool: Tenant, language: str, words: list[str]
) -> None:
    client = client_for(None, karool)
    client.cookies["language"] = language
    ask(client)

    (letter,) = mail.outbox
    text = f"{letter.subject} {letter.body}"
    assert all(word in text for word in words)
    assert not re.findall(r"[A-Za-z]{4,}", re.sub(r"aigul|http\S+", "", text))


def test_a_link_works_once(newcomer: User, client_for: ClientFor, karool: Tenant) -> None:
    client = client_for(None, karool)
    ask(client)
    link = link_in(mail.outbox[0])
    follow(client, link)

    assert client_for(None, karool).get(link).context["token_fail"] is True


def test_a_link_works_two_hours(newcomer: User, karool: Tenant) -> None:
    def token_made(ago: timedelta) -> str:
        class Earlier(StaffTokenGenerator):
            def _now(self) -> datetime:
                return super()._now() - ago

        return Earlier().make_token(newcomer)

    with tenant_context(karool):
        assert StaffTokenGenerator().check_token(newcomer, token_made(timedelta(minutes=119)))
        assert not StaffTokenGenerator().check_token(newcomer, token_made(timedelta(minutes=121)))


def test_a_changed_e_mail_ends_links_sent_to_the_old_one(newcomer: User, client_for: ClientFor, karool: Tenant) -> None:
    client = client_for(None, karool)
    ask(client)
    with tenant_context(karool):
        User.objects.filter(pk=newcomer.pk).update(email="new@karool.kg")

    assert client.get(link_in(mail.outbox[0])).context["token_fail"] is True


@pytest.mark.parametrize("email", ["nobody@karool.kg", "AIGUL@elsewhere.kg"])
def test_an_unknown_e_mail_gets_the_same_answer_and_no_letter(
    newcomer: User, client_for: ClientFor, karool: Tenant, email: str
) -> None:
    assert ask(client_for(None, karool), email)["Location"] == "/account/password/reset/done/"
    assert mail.outbox == []


def test_a_closed_account_gets_no_letter(newcomer: User, client_for: ClientFor, karool: Tenant) -> None:
    with tenant_context(karool):
        User.objects.filter(pk=newcomer.pk).update(is_active=False)
    ask(client_for(None, karool))

    assert mail.outbox == []


def test_when_the_post_is_down_the_answer_is_the_same(
    newcomer: User, client_for: ClientFor, karool: Tenant, settings: object, caplog: pytest.LogCaptureFixture
) -> None:
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"  # type: ignore[attr-defined]
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", 9  # type: ignore[attr-defined]

    assert ask(client_for(None, karool))["Location"] == "/account/password/reset/done/"
    assert "could not be sent" in caplog.text


def test_the_rules_are_shown_before_somebody_breaks_them(desk: Client) -> None:
    page = desk.get("/account/password/change/").content.decode()

    assert "кеминде 10 белги" in page
