"""What a key opens, and what it does not."""

from typing import Any

import pytest

from services.certificates.models import Certificate
from tenants.directory.models import Tenant
from tereze.accounts.permissions import Permission
from tests.services.certificates.asking import ALL, Ask, error, key_of

ENDPOINTS = [
    ("get", "/certificates/", Permission.CERTIFICATE_VIEW, 200),
    ("post", "/certificates/", Permission.CERTIFICATE_ISSUE, 400),
    ("get", "/certificates/{reference}/", Permission.CERTIFICATE_VIEW, 200),
    ("get", "/certificates/{reference}/pdf/", Permission.CERTIFICATE_VIEW, 200),
    ("post", "/certificates/{reference}/revoke/", Permission.CERTIFICATE_REVOKE, 400),
]


@pytest.mark.parametrize("endpoint", ENDPOINTS, ids=str)
def test_a_key_opens_only_what_it_was_given_for(ask: Ask, certificate: Certificate, endpoint: Any) -> None:
    method, path, needed, allowed = endpoint
    path = path.format_map(vars(certificate))
    karool = Tenant.objects.get(key="karool")
    right = key_of(karool, needed, name="right")
    wrong = key_of(karool, *set(ALL) - {needed}, name="wrong")
    data: dict[str, str] | None = {} if method == "post" else None

    assert ask(method, path, data, key=right).status_code == allowed
    assert error(ask(method, path, data, key=wrong))[:2] == (403, "permission_denied")
    assert error(ask(method, path, data, key=""))[:2] == (401, "not_authenticated")


@pytest.mark.parametrize("endpoint", ENDPOINTS, ids=str)
def test_another_councils_key_opens_nothing(
    ask: Ask, certificate: Certificate, myrza_ake: Tenant, endpoint: Any
) -> None:
    method, path, _needed, _allowed = endpoint
    path, other = path.format_map(vars(certificate)), key_of(myrza_ake, *ALL)
    data = {"reason": "ката кетти"} if method == "post" else None

    assert error(ask(method, path, data, key=other))[:2] == (401, "authentication_failed")
    if "{" in endpoint[1]:
        assert error(ask(method, path, data, key=other, host="myrza-ake"))[:2] == (404, "not_found")
