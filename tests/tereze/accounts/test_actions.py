"""What can be done with accounts, and what is refused."""

import threading
from collections.abc import Callable
from datetime import timedelta

import pytest
from django.db import connection
from django_tenants.utils import tenant_context

from tenants.directory.models import Tenant
from tereze import clock
from tereze.accounts import actions, queries, rules
from tereze.accounts.models import RoleGrant, User
from tereze.accounts.permissions import Permission, Platform
from tereze.accounts.roles import ADMINISTRATOR_OF_KIND, BY_KIND
from tereze.audit.models import Entry
from tests.conftest import PASSWORD, member

OPERATOR = Platform("tests")
PERSON = actions.Person(username="Cholpon", full_name="Чолпон Садыкова", email="Cholpon@Karool.kg")


def told(action: str) -> Entry:
    return Entry.objects.filter(action=action).latest("sequence")


@pytest.fixture
def secretary(in_karool: Tenant) -> User:
    """Karool's executive secretary, who looks after the staff without being an administrator."""
    return member(in_karool, "salima", "executive_secretary")


# --- adding


def test_a_new_member_has_roles_and_a_password_to_change(in_karool: Tenant, administrator: User) -> None:
    new = actions.add_member(PERSON, roles=["tax_specialist", "land_specialist"], kind="council", by=administrator)

    user = User.objects.get(username="cholpon")
    assert (user.email, user.must_change_password, user.is_active) == ("cholpon@karool.kg", True, True)
    assert user.check_password(new.password)
    assert user.roles == {"tax_specialist", "land_specialist"}
    assert user.may(Permission.RESIDENT_VIEW)
    assert not user.may(Permission.CERTIFICATE_ISSUE)
    entry = told("staff.added")
    assert (entry.actor, entry.subject) == ("user:nurlan", f"staff_member:{user.reference}")
    assert entry.details == {"username": "cholpon", "roles": ["land_specialist", "tax_specialist"]}


def test_a_password_stands_nowhere_but_in_the_answer(in_karool: Tenant, administrator: User) -> None:
    new = actions.add_member(PERSON, roles=[], kind="council", by=administrator)

    assert new.password not in repr(new)
    assert not any(new.password in str(entry.details) for entry in Entry.objects.all())


@pytest.mark.parametrize("username", ["aigul", "AiGul"])
def test_a_name_signs_in_one_person(in_karool: Tenant, clerk: User, administrator: User, username: str) -> None:
    with pytest.raises(rules.NameTakenError):
        actions.add_member(
            actions.Person(username=username, full_name="Башка"), roles=[], kind="council", by=administrator
        )
    assert User.objects.filter(username="aigul").count() == 1


def test_an_e_mail_is_one_persons(in_karool: Tenant, administrator: User) -> None:
    actions.add_member(PERSON, roles=[], kind="council", by=administrator)

    with pytest.raises(rules.EmailTakenError):
        actions.add_member(
            actions.Person(username="other", full_name="Башка", email="cholpon@karool.KG"),
            roles=[], kind="council", by=administrator,
        )  # fmt: skip


def test_many_may_have_no_e_mail(in_karool: Tenant, administrator: User) -> None:
    for name in ("one", "two"):
        actions.add_member(actions.Person(username=name, full_name=name), roles=[], kind="council", by=administrator)

    assert User.objects.filter(username__in=["one", "two"], email="").count() == 2


@pytest.mark.parametrize(("kind", "role"), [("council", "district_viewer"), ("district", "head"), ("council", "tsar")])
def test_a_role_of_another_kind_of_tenant_is_unknown(
    in_karool: Tenant, administrator: User, kind: str, role: str
) -> None:
    with pytest.raises(rules.UnknownRoleError):
        actions.add_member(PERSON, roles=[role], kind=kind, by=administrator)


@pytest.mark.parametrize("kind", list(BY_KIND))
def test_the_first_administrator_can_let_others_in(in_karool: Tenant, kind: str) -> None:
    new = actions.first_administrator(username="first", email="", kind=kind, password="", by=OPERATOR)

    assert new.user.roles == {ADMINISTRATOR_OF_KIND[kind]}
    assert new.user.may(Permission.STAFF_MANAGE)
    assert new.user.must_change_password
    assert new.user.check_password(new.password)


def test_the_first_administrator_keeps_a_given_password(in_karool: Tenant) -> None:
    new = actions.first_administrator(username="first", email="", kind="council", password=PASSWORD, by=OPERATOR)

    assert new.user.check_password(PASSWORD)


# --- who may make administrators


def test_only_an_administrator_makes_an_administrator(in_karool: Tenant, secretary: User, administrator: User) -> None:
    with pytest.raises(rules.OnlyAdministratorsError):
        actions.add_member(PERSON, roles=["administrator"], kind="council", by=secretary)

    new = actions.add_member(PERSON, roles=["administrator"], kind="council", by=administrator)
    assert new.user.roles == {"administrator"}


def test_others_give_every_other_role(in_karool: Tenant, secretary: User, clerk: User) -> None:
    everything = {role.key for role in BY_KIND["council"]} - {"administrator"}

    actions.change_roles(clerk, roles=everything, kind="council", by=secretary)

    assert clerk.roles == everything


@pytest.mark.parametrize("change", ["roles", "deactivate", "reset"])
def test_an_administrators_account_is_for_administrators(
    in_karool: Tenant, secretary: User, administrator: User, change: str
) -> None:
    doing: dict[str, Callable[[], object]] = {
        "roles": lambda: actions.change_roles(administrator, roles=["head"], kind="council", by=secretary),
        "deactivate": lambda: actions.deactivate(administrator, kind="council", by=secretary),
        "reset": lambda: actions.reset_password(administrator, kind="council", by=secretary),
    }
    with pytest.raises(rules.OnlyAdministratorsError):
        doing[change]()
    administrator.refresh_from_db()
    assert administrator.check_password(PASSWORD)
    assert administrator.is_active


def test_nobody_gives_themselves_rights(in_karool: Tenant, secretary: User) -> None:
    with pytest.raises(rules.OwnAccountError):
        actions.change_roles(secretary, roles=["executive_secretary", "head"], kind="council", by=secretary)


def test_nobody_shuts_themselves_out(in_karool: Tenant, administrator: User) -> None:
    with pytest.raises(rules.OwnAccountError):
        actions.deactivate(administrator, kind="council", by=administrator)


# --- roles by day


def test_a_role_holds_at_once_and_stays_on_record(in_karool: Tenant, clerk: User, administrator: User) -> None:
    yesterday = clock.today() - timedelta(days=1)
    RoleGrant.objects.filter(user=clerk).update(given_on=yesterday)

    actions.change_roles(clerk, roles=["accountant"], kind="council", by=administrator)

    fresh = User.objects.get(pk=clerk.pk)
    assert fresh.roles == {"accountant"}
    assert not fresh.may(Permission.CERTIFICATE_ISSUE)
    assert [(grant.role, grant.given_on, grant.ended_on) for grant in queries.role_history(clerk)] == [
        ("accountant", clock.today(), None),
        ("single_window_operator", yesterday, clock.today()),
    ]
    assert RoleGrant.objects.on(yesterday).get(user=clerk).role == "single_window_operator"
    assert told("staff.roles_changed").details == {"given": ["accountant"], "ended": ["single_window_operator"]}


def test_a_role_can_be_taken_and_given_again_on_one_day(in_karool: Tenant, clerk: User, administrator: User) -> None:
    for roles in ([], ["single_window_operator"], [], ["single_window_operator"]):
        actions.change_roles(clerk, roles=roles, kind="council", by=administrator)

    assert User.objects.get(pk=clerk.pk).roles == {"single_window_operator"}


def test_saving_the_same_roles_tells_nothing(in_karool: Tenant, clerk: User, administrator: User) -> None:
    before = Entry.objects.count()

    actions.change_roles(clerk, roles=["single_window_operator"], kind="council", by=administrator)

    assert Entry.objects.count() == before


# --- the last administrator


@pytest.fixture
def last(in_karool: Tenant, administrator: User) -> User:
    """Karool's only administrator: the one of onboarding is gone."""
    RoleGrant.objects.filter(role="administrator").exclude(user=administrator).delete()
    return administrator


def test_the_last_administrator_cannot_be_deactivated(last: User) -> None:
    with pytest.raises(rules.LastAdministratorError):
        actions.deactivate(last, kind="council", by=OPERATOR)
    assert User.objects.get(pk=last.pk).is_active


def test_the_last_administrator_cannot_give_the_role_away(last: User) -> None:
    with pytest.raises(rules.LastAdministratorError):
        actions.change_roles(last, roles=["head"], kind="council", by=last)
    assert User.objects.get(pk=last.pk).roles == {"administrator"}


def test_a_closed_account_is_no_administrator(last: User, clerk: User) -> None:
    actions.change_roles(clerk, roles=["administrator"], kind="council", by=last)
    actions.deactivate(clerk, kind="council", by=last)

    with pytest.raises(rules.LastAdministratorError):
        actions.change_roles(last, roles=[], kind="council", by=last)


def test_of_two_administrators_one_can_go(last: User, clerk: User) -> None:
    actions.change_roles(clerk, roles=["administrator"], kind="council", by=last)

    actions.deactivate(last, kind="council", by=clerk)

    assert not User.objects.get(pk=last.pk).is_active


def test_two_administrators_cannot_remove_each_other_at_once(own_council: Tenant) -> None:
    with tenant_context(own_council):
        one, two = (member(own_council, name, "administrator") for name in ("one", "two"))
        RoleGrant.objects.exclude(user__in=[one, two]).filter(role="administrator").delete()
    start, refused = threading.Barrier(2), []

    def remove(user: User, by: User) -> None:
        try:
            with tenant_context(own_council):
                start.wait(timeout=10)
                actions.deactivate(user, kind="council", by=by)
        except rules.StaffError as error:
            refused.append(error)
        finally:
            connection.close()

    threads = [threading.Thread(target=remove, args=pair) for pair in ((one, two), (two, one))]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(timeout=30)

    assert len(refused) == 1
    with tenant_context(own_council):
        assert User.objects.filter(username__in=["one", "two"], is_active=True).count() == 1


# --- closing and passwords


def test_a_closed_account_opens_again_with_its_roles(in_karool: Tenant, clerk: User, administrator: User) -> None:
    actions.deactivate(clerk, kind="council", by=administrator)
    assert not clerk.may(Permission.DESK_USE)

    actions.activate(clerk, kind="council", by=administrator)

    fresh = User.objects.get(pk=clerk.pk)
    assert fresh.may(Permission.DESK_USE)
    assert fresh.check_password(PASSWORD)


def test_a_reset_password_works_once_and_is_told_without_the_password(
    in_karool: Tenant, clerk: User, administrator: User
) -> None:
    password = actions.reset_password(clerk, kind="council", by=administrator)

    fresh = User.objects.get(pk=clerk.pk)
    assert fresh.check_password(password)
    assert fresh.must_change_password
    assert told("staff.password_reset").details == {}
