"""Whether the two walls still stand when a request ends. In every test that asks for a page."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse
from django_tenants.utils import get_public_schema_name
from psycopg.pq import TransactionStatus

from tereze.config.database import connection
from tereze.config.database.base import role_of


class WallsMiddleware:
    """Compares what PostgreSQL answers from with the tenant of the request."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        tenant = getattr(request, "tenant", None)
        check(tenant.schema_name if tenant else get_public_schema_name())
        return response


def check(schema: str) -> None:
    """Raise AssertionError unless path and role are those of `schema`. Not counted as a query of the page."""
    assert connection.schema_name == schema
    assert not connection.as_owner
    raw = connection.connection
    untouched = raw is None or connection.search_path_set_schemas is None  # nothing was asked since the last switch
    if untouched or raw.info.transaction_status == TransactionStatus.INERROR:
        return
    login = connection.settings_dict["USER"]
    public = schema == get_public_schema_name()
    role = login if public else role_of(schema, database=connection.settings_dict["NAME"])
    with raw.cursor() as cursor:
        found = cursor.execute("SELECT current_schema(), current_user").fetchone()
    assert found == (schema, role), f"The request belongs to {schema}, PostgreSQL answers from {found}."
