"""What a tenant leaves in the database, to be nothing when it failed or was closed."""

from django_tenants.utils import get_public_schema_name, schema_context

from tereze.config.database import connection
from tereze.config.database.base import role_of

_LOOKS = {
    "tenant": "SELECT count(*) FROM directory_tenant WHERE key = %(key)s",
    "host": "SELECT count(*) FROM directory_domain WHERE domain = %(key)s || '.localhost'",
    "schema": "SELECT count(*) FROM pg_namespace WHERE nspname = %(schema)s",
    "role": "SELECT count(*) FROM pg_roles WHERE rolname = %(role)s",
    "table": "SELECT count(*) FROM pg_tables WHERE schemaname = %(schema)s",
    "membership": "SELECT count(*) FROM pg_auth_members WHERE pg_get_userbyid(roleid) = %(role)s",
    "right to a public table": (
        "SELECT count(*) FROM pg_class c, aclexplode(c.relacl) a "
        "WHERE c.relnamespace = 'public'::regnamespace AND pg_get_userbyid(a.grantee) = %(role)s"
    ),
    "right to come": (
        "SELECT count(*) FROM pg_default_acl d JOIN pg_namespace n ON n.oid = d.defaclnamespace "
        "WHERE n.nspname = %(schema)s"
    ),
}


def traces(key: str) -> dict[str, int]:
    """Return how many of each kind of trace the tenant `key` has left; kinds without any are left out."""
    schema = key.replace("-", "_")
    names = {"key": key, "schema": schema, "role": role_of(schema, database=connection.settings_dict["NAME"])}
    found = {}
    with connection.owning(), schema_context(get_public_schema_name()), connection.cursor() as cursor:
        for what, look in _LOOKS.items():
            cursor.execute(look, names)
            if count := cursor.fetchone()[0]:
                found[what] = count
    return found
