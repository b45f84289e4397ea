"""A small made-up Karool to count."""

from collections.abc import Callable

import pytest
from django.test import Client

from services.registers import loading
from services.registers.models import Village
from services.registers.synthetic import VillageSpec, generate
from tenants.directory.models import Tenant
from tereze import clock
from tereze.accounts.models import RoleGrant, User
from tereze.accounts.permissions import Platform


@pytest.fixture
def counted(in_karool: Tenant) -> Tenant:
    """Karool with a hundred and sixty residents and all they own."""
    villages = [VillageSpec(one.code, one.name_ky, one.name_ru) for one in Village.objects.order_by("code")]
    council = generate(villages=villages, residents=160, seed="statistics", today=clock.today())
    loading.load(council, by=Platform("tests"))
    return in_karool


@pytest.fixture
def as_role(in_karool: Tenant) -> Callable[[str], Client]:
    """Return a browser signed in as somebody with a role in Karool."""

    def sign_in(role: str) -> Client:
        user = User.objects.create(username=role, full_name="Сынакчы")
        RoleGrant.objects.create(user=user, role=role, given_on=clock.today(), given_by="platform:tests")
        client = Client(HTTP_HOST="karool.localhost")
        client.force_login(user, backend="allauth.account.auth_backends.AuthenticationBackend")
        return client

    return sign_in


@pytest.fixture
def specialist(as_role: Callable[[str], Client]) -> Client:
    """The statistics specialist."""
    return as_role("statistics_specialist")
