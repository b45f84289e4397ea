"""`manage.py staff`."""

import re
from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from django_tenants.utils import tenant_context

from tenants.directory.models import Tenant
from tereze.accounts.models import User
from tereze.audit.models import Entry


def staff(*words: str) -> str:
    out = StringIO()
    call_command("staff", *words, stdout=out)
    return out.getvalue()


def test_somebody_added_gets_a_one_time_password(karool: Tenant) -> None:
    said = staff("karool", "add", "cholpon", "--name", "Чолпон Садыкова", "--role", "head", "--role", "accountant")

    password = re.search(r"one-time password (\S+)", said)
    assert password
    with tenant_context(karool):
        user = User.objects.get(username="cholpon")
        assert (user.full_name, sorted(user.roles)) == ("Чолпон Садыкова", ["accountant", "head"])
        assert user.check_password(password[1])
        assert user.must_change_password
        assert Entry.objects.latest("sequence").actor == "platform:command line"


def test_the_list_shows_this_council_only(karool: Tenant, clerk: User, neighbour_clerk: User) -> None:
    said = staff("karool", "list")

    assert re.search(r"aigul +active +single_window_operator +Айгүл Токтогулова", said)
    assert "gulnara" not in said


def test_a_reset_gives_a_new_password(karool: Tenant, clerk: User) -> None:
    password = staff("karool", "reset", "Aigul").split()[-1]

    with tenant_context(karool):
        assert User.objects.get(pk=clerk.pk).check_password(password)


def test_an_account_is_closed_and_opened(karool: Tenant, clerk: User) -> None:
    staff("karool", "close", "aigul")
    with tenant_context(karool):
        assert not User.objects.get(pk=clerk.pk).is_active
    staff("karool", "open", "aigul")
    with tenant_context(karool):
        assert User.objects.get(pk=clerk.pk).is_active


@pytest.mark.parametrize(
    ("words", "answer"),
    [
        (("nowhere", "list"), "There is no tenant nowhere."),
        (("karool", "reset", "nobody"), "Nobody here signs in as nobody."),
        (("karool", "add", "x", "--role", "district_viewer"), "There is no role district_viewer here."),
        (("karool", "add", "айгүл"), "Use small Latin letters"),
        (("karool", "add", "aigul"), "Somebody else signs in with this name."),
        (("karool", "close", "admin"), "This is the last administrator."),
    ],
    ids=["tenant", "person", "role", "letters", "taken", "last"],
)
def test_a_refusal_is_a_sentence(karool: Tenant, clerk: User, words: tuple[str, ...], answer: str) -> None:
    with pytest.raises(CommandError, match=answer):
        staff(*words)
