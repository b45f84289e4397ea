"""Roles and permissions: complete, consistent, and explained in both languages."""

import re

import pytest
from django.utils import translation

from tereze.accounts.permissions import Permission
from tereze.accounts.roles import ADMINISTRATOR_OF_KIND, BY_KEY, BY_KIND, COUNCIL_ROLES, Role

ROLES = [role for roles in BY_KIND.values() for role in roles]
OFFICE = {
    "head", "deputy_head", "executive_secretary", "accountant", "tax_specialist", "land_specialist", "social_worker",
    "military_registration", "statistics_specialist", "ict_specialist", "single_window_operator", "municipal_property",
    "village_elder", "kenesh_chair",
}  # fmt: skip
"""The posts of an office, as the councils name them."""


def test_every_post_of_an_office_has_its_role() -> None:
    assert {role.key for role in COUNCIL_ROLES} == OFFICE | {"administrator"}


def test_no_two_roles_share_a_key() -> None:
    assert len(BY_KEY) == len(ROLES)


def test_every_kind_of_tenant_has_an_administrator_who_can_let_others_in() -> None:
    for kind, key in ADMINISTRATOR_OF_KIND.items():
        assert key in {role.key for role in BY_KIND[kind]}
        assert {Permission.STAFF_VIEW, Permission.STAFF_MANAGE, Permission.AUDIT_VIEW} <= BY_KEY[key].permissions


def test_every_permission_is_in_some_role() -> None:
    assert set(Permission) == set().union(*(role.permissions for role in ROLES))


def test_whoever_changes_staff_sees_them() -> None:
    for role in ROLES:
        assert Permission.STAFF_MANAGE not in role.permissions or Permission.STAFF_VIEW in role.permissions


@pytest.mark.parametrize("key", ["administrator", "ict_specialist", "village_elder", "kenesh_chair", "accountant"])
def test_these_open_no_residents_card(key: str) -> None:
    assert not BY_KEY[key].permissions & {
        Permission.RESIDENT_VIEW,
        Permission.RESIDENT_REVEAL,
        Permission.RESIDENT_EDIT,
    }


def test_nobody_outside_a_council_sees_a_person() -> None:
    for kind in ("district", "operator"):
        for role in BY_KIND[kind]:
            assert not {permission for permission in role.permissions if permission.startswith(("resident", "cert"))}


@pytest.mark.parametrize("language", ["ky", "ru"])
@pytest.mark.parametrize("role", ROLES, ids=lambda role: role.key)
def test_a_role_explains_itself_in_both_languages(role: Role, language: str) -> None:
    with translation.override(language):
        words = f"{role.name} {role.description}"

    assert not re.search(r"[A-Za-z]{2,}", words)


@pytest.mark.parametrize("language", ["ky", "ru"])
@pytest.mark.parametrize("permission", list(Permission))
def test_a_permission_says_what_it_allows(permission: Permission, language: str) -> None:
    with translation.override(language):
        assert not re.search(r"[A-Za-z]{2,}", str(permission.label).replace("API", ""))
