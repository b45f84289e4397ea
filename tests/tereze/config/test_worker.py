"""A real worker on a real queue in PostgreSQL: what was committed is done, whoever dies on the way."""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import psycopg
import pytest
from celery.worker import state
from django.db import transaction
from django_tenants.utils import schema_context
from kombu import pools

from tenants.directory.models import Tenant
from tereze.config import transport
from tereze.exchange import events, hurrying
from tereze.exchange.models import Event
from tereze.numbering.models import Counter
from tereze.ops.embedded import EmbeddedPostgres, free_port
from tereze.ops.queue import install_queue
from tereze.storage import files
from tereze.storage.models import StoredFile
from tests.tereze.config import worker_app, worker_tasks

app = worker_app.app
pytestmark = pytest.mark.transactional

ROOT = Path(__file__).resolve().parents[3]
GATE = 7_777
PATIENCE = 40
"""Seconds within which a worker has to be there, or to have done something; it usually takes a fraction."""


class Worker:
    """A worker process as the demo and production start it; its output is in `log`."""

    def __init__(self, folder: Path, server: EmbeddedPostgres, *, beat: bool = False) -> None:
        self.log = folder / f"worker-{time.monotonic_ns()}.log"
        environment = {
            "PATH": os.environ["PATH"],
            "PYTHONPATH": f"{ROOT / 'platform'}:{ROOT}",
            "DATABASE_URL": server.url,
            "SECRET_KEY": "tests keep no secrets",
            "TEREZE_BASE_DOMAIN": "localhost",
            "TEREZE_FILES": str(folder / "files"),
            "TESTS_OF_THE_WORKER": "yes",
        }
        command = [
            sys.executable, "-m", "celery", "--app=tests.tereze.config.worker_app", "worker", "--pool=threads",
            "--concurrency=2", "--loglevel=INFO", "--without-gossip", "--without-mingle",
            *(["--beat", f"--schedule={folder / 'beat'}"] if beat else []),
        ]  # fmt: skip
        with self.log.open("wb") as output:
            self.process = subprocess.Popen(
                command, cwd=ROOT, env=environment, stdout=output, stderr=subprocess.STDOUT, stdin=subprocess.DEVNULL
            )
        try:
            until(lambda: "ready." in self.said(), or_say=self.said)
        except BaseException:
            self.kill()
            raise

    def said(self) -> str:
        return self.log.read_text(errors="replace")

    def kill(self) -> None:
        self.process.send_signal(signal.SIGKILL)
        self.process.wait(timeout=PATIENCE)

    def stop(self) -> None:
        """Tell the worker to stop, as Ctrl-C does."""
        self.process.send_signal(signal.SIGTERM)
        assert self.process.wait(timeout=PATIENCE) == 0


def until(done: Callable[[], object], *, or_say: Callable[[], str] = str) -> None:
    """Look again and again until something is done; fail when it takes too long."""
    end = time.monotonic() + PATIENCE
    while not done():
        assert time.monotonic() < end, f"It did not happen.\n{or_say()}"
        time.sleep(0.05)


@contextmanager
def sending_to(celery: Any, address: str, options: dict[str, object]) -> Iterator[None]:
    """Let this process send its tasks to another broker."""
    before = {name: celery.conf[name] for name in ("broker_url", "broker_transport_options")}
    try:
        _turn(celery, {"broker_url": address, "broker_transport_options": options})
        yield
    finally:
        hurrying._beside.submit(str).result(timeout=PATIENCE)  # what is still being told goes there too
        _turn(celery, before)


def _turn(celery: Any, configuration: dict[str, object]) -> None:
    celery.conf.update(configuration)
    celery.pool.force_close_all()
    celery._pool = celery.amqp._producer_pool = None  # it remembers both for good
    pools.reset()


@pytest.fixture
def council(own_council: Tenant, postgres: EmbeddedPostgres) -> Iterator[str]:
    """The schema of a council of the test's own; the queue is there and empty."""
    install_queue()
    with psycopg.connect(postgres.url, autocommit=True) as line:
        line.execute("SELECT pgmq.purge_queue(queue_name) FROM pgmq.meta")
    with schema_context(own_council.schema_name):
        yield own_council.schema_name


@pytest.fixture
def queue(council: str, postgres: EmbeddedPostgres) -> Iterator[str]:
    """Tasks of this process go to the queue in PostgreSQL; the value is its council."""
    options: dict[str, object] = {"conn_string": postgres.url, "init_extension": False, "use_notify": True}
    with sending_to(app, "pgmq://here", options):
        yield council


@pytest.fixture
def start(tmp_path: Path, postgres: EmbeddedPostgres) -> Iterator[Callable[..., Worker]]:
    """Starts workers, and ends those that are still there."""
    started: list[Worker] = []

    def start_one(*, beat: bool = False) -> Worker:
        started.append(Worker(tmp_path, postgres, beat=beat))
        return started[-1]

    yield start_one
    for worker in started:
        if worker.process.poll() is None:
            worker.kill()


@pytest.fixture(autouse=True)
def _event(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(events.registry, "_things", dict(events.registry._things))
    worker_tasks.add_event()


def counted(what: str) -> int:
    """Return how often something was written down in the council."""
    return Counter.objects.filter(journal=what).values_list("last", flat=True).first() or 0


def happen() -> None:
    """Commit an event and a file, as a certificate does."""
    with transaction.atomic():
        events.publish(worker_tasks.HAPPENED, what="heard")
        files.keep(b"%PDF made up", content_type="application/pdf", suffix=".pdf")


def waiting() -> tuple[int, int]:
    """Return how many events and files still wait."""
    return Event.objects.filter(delivered_at=None).count(), StoredFile.objects.filter(stored_at=None).count()


def test_what_was_committed_is_heard_and_stored_within_a_moment(
    queue: str, start: Callable[..., Worker], tmp_path: Path, postgres: EmbeddedPostgres
) -> None:
    worker = start()

    happen()
    until(lambda: waiting() == (0, 0), or_say=worker.said)

    assert counted("heard") == 1
    assert (tmp_path / "files" / StoredFile.objects.get().key).read_bytes() == b"%PDF made up"
    app.send_task("tereze.exchange.tasks.deliver")
    until(lambda: "NoCouncilError" in worker.said(), or_say=worker.said)
    assert (postgres.folder / "password").read_text() not in worker.said()


def test_a_worker_with_nothing_to_do_stops_when_it_is_told(queue: str, start: Callable[..., Worker]) -> None:
    worker = start()

    worker.stop()

    assert "Traceback" not in worker.said()


def test_waiting_for_the_queue_ends_when_the_worker_has_to(
    postgres: EmbeddedPostgres, monkeypatch: pytest.MonkeyPatch
) -> None:
    with psycopg.connect(postgres.url) as line:  # in PostgreSQL's own form, as kombu keeps it
        waiter = transport._Waiter(line.info.dsn + f" password={line.info.password}")
    waiter.register("nothing")
    monkeypatch.setattr(state, "should_stop", 0)
    began = time.monotonic()
    try:
        with pytest.raises(TimeoutError):
            waiter.wait(PATIENCE * 2)
    finally:
        waiter.close()

    assert time.monotonic() - began < PATIENCE


def test_what_a_killed_worker_had_in_hand_the_next_one_finishes(
    queue: str, start: Callable[..., Worker], postgres: EmbeddedPostgres
) -> None:
    first = start()
    with psycopg.connect(postgres.url, autocommit=True) as gate:
        gate.execute("SELECT pg_advisory_lock(%s)", [GATE])
        app.send_task("tests.wait_at_the_gate", kwargs={"gate": GATE, "council": queue})
        until(lambda: _someone_waits(gate), or_say=first.said)
        first.kill()
        second = start()
        until(lambda: counted("began") == 2, or_say=second.said)
        assert counted("went through") == 0
    until(lambda: counted("went through"), or_say=second.said)
    until(lambda: _is_empty(postgres), or_say=second.said)

    assert (counted("began"), counted("went through")) == (2, 1)


def _someone_waits(line: psycopg.Connection) -> bool:
    found = line.execute(
        "SELECT count(*) FROM pg_locks WHERE locktype = 'advisory' AND objid = %s AND NOT granted", [GATE]
    )
    return found.fetchone() != (0,)


def _is_empty(server: EmbeddedPostgres) -> bool:
    with psycopg.connect(server.url, autocommit=True) as line:
        return line.execute("SELECT queue_length FROM pgmq.metrics('celery')").fetchone() == (0,)


def test_what_was_committed_while_the_broker_was_down_is_swept_up(
    council: str, start: Callable[..., Worker], caplog: pytest.LogCaptureFixture
) -> None:
    nowhere = f"postgresql://tereze:x@127.0.0.1:{free_port()}/tereze"
    options: dict[str, object] = {"conn_string": nowhere, "init_extension": False, "pool_timeout": 1}
    with sending_to(app, "pgmq://here", options):
        happen()
    assert caplog.text.count("waits for the next sweep") == 2
    assert waiting() == (1, 1)

    worker = start(beat=True)
    until(lambda: waiting() == (0, 0), or_say=worker.said)

    assert counted("heard") == 1
    assert "Traceback" not in worker.said()
