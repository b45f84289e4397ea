"""The platform's own Celery application as a test's worker runs it: with tasks of the test's, and less patience."""

import os

from tereze.config.celery import app

__all__ = ["app"]

SWEEP_SECONDS = 1.0
BACK_AFTER_SECONDS = 2
"""After this long a message that a dead worker had in hand is there for the next."""

app.conf.include = ["tests.tereze.config.worker_tasks"]
if os.environ.get("TESTS_OF_THE_WORKER"):  # in the worker, not in the test that sends
    app.conf.broker_transport_options |= {"visibility_timeout": BACK_AFTER_SECONDS}
    app.conf.beat_schedule = {name: one | {"schedule": SWEEP_SECONDS} for name, one in app.conf.beat_schedule.items()}
