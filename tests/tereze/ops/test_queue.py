"""Celery's queue in our own PostgreSQL."""

import pytest
from django.db import ProgrammingError, connection, transaction
from kombu import Connection

from tenants.directory.models import Tenant
from tereze.ops.embedded import EmbeddedPostgres
from tereze.ops.queue import install_queue
from tests.conftest import inside


@pytest.fixture
def queue(db: None) -> None:
    """The queue, installed in this test's transaction."""
    install_queue()


def test_the_owner_installs_the_queue_without_being_a_superuser(queue: None) -> None:
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT rolsuper, to_regclass('pgmq.meta') IS NOT NULL FROM pg_roles WHERE rolname = current_user"
        )
        assert cursor.fetchone() == (False, True)


def test_installing_again_does_nothing(queue: None) -> None:
    assert install_queue() is False


@pytest.mark.parametrize(
    "statement",
    ["SELECT * FROM pgmq.meta", "SELECT pgmq.send('celery', '{}')", "SELECT * FROM pgmq.read('celery', 30, 1)"],
)
def test_a_councils_role_reaches_no_message(statement: str, queue: None, karool: Tenant) -> None:
    refused = pytest.raises(ProgrammingError, match="permission denied for schema pgmq")
    with inside(karool), refused, transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(statement)


@pytest.mark.transactional
def test_a_task_sent_while_a_council_is_entered_arrives_under_the_login_role(
    own_council: Tenant, postgres: EmbeddedPostgres
) -> None:
    """The queue's own connection is used, not the council's, so no council needs a right to it."""
    install_queue()
    address = postgres.url.replace("postgresql://", "pgmq://", 1)
    options = {"init_extension": False, "use_notify": True, "visibility_timeout": 120}
    with inside(own_council), Connection(address, transport_options=options) as broker:
        box = broker.SimpleQueue("tests")
        box.put({"council": own_council.schema_name})
        message = box.get(timeout=5)
        message.ack()
        left = box.qsize()
        box.close()

    assert (message.payload, left) == ({"council": own_council.schema_name}, 0)
