"""Celery's queue in our own PostgreSQL, for deployments that have configured no broker."""

from django.conf import settings
from django.db import transaction
from django_tenants.utils import get_public_schema_name, schema_context
from pgmq.install import get_embedded_install_sql

from tereze.config.database import connection

_LOCK = 7_404


def is_ours() -> bool:
    """Return whether the queue lives in our own PostgreSQL."""
    return str(settings.CELERY_BROKER_URL).startswith("pgmq://")


def install_queue() -> bool:
    """Create the schema `pgmq` with its functions unless it is there; return whether it was created now.

    Works as the owner of the database and needs no superuser. Tenants' roles get no grant on purpose: the queue has
    connections of its own under the login role, so a council's query reaches no message, not even its own.
    """
    with (
        connection.owning(),
        schema_context(get_public_schema_name()),
        transaction.atomic(),
        connection.cursor() as cursor,
    ):
        # two processes may start at the same moment; the script cannot be run a second time
        cursor.execute("SELECT pg_advisory_xact_lock(%s)", [_LOCK])
        cursor.execute("SELECT to_regclass('pgmq.meta') IS NOT NULL")
        if cursor.fetchone()[0]:
            return False
        cursor.execute(get_embedded_install_sql())
    return True
