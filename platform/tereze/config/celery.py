"""Background work: the Celery application, and the task that knows its council."""

import os
from typing import Any

from celery import Celery, Task
from kombu.transport import TRANSPORT_ALIASES

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "tereze.config.settings")


class NoCouncilError(Exception):
    """A task was sent without saying in which council it works."""


class CouncilTask(Task[Any, Any]):
    """A task that is told its council (a schema name) and works in that schema only.

    It may run twice, so what it does has to look first. Without `council=`, or with the public schema, it refuses.
    """

    typing = False  # `council` is for this class, not for the function it runs
    acks_late = True
    reject_on_worker_lost = True

    def __call__(self, *args: Any, council: str = "", **kwargs: Any) -> Any:
        from django_tenants.utils import get_public_schema_name, schema_context

        if not council or council == get_public_schema_name():
            raise NoCouncilError(f"{self.name} needs council=, the schema of one council.")
        with schema_context(council):
            return super().__call__(*args, **kwargs)


TRANSPORT_ALIASES["pgmq"] = "tereze.config.transport:Transport"
app = Celery("tereze")
app.config_from_object("django.conf:settings", namespace="CELERY")
app.autodiscover_tasks()
