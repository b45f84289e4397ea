"""What leaves the house when something fails: proved on what a Sentry server receives over HTTP."""

import gzip
import logging
import threading
from collections.abc import Callable, Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from unittest.mock import Mock

import brotli
import pytest
import sentry_sdk
from django.core.handlers.wsgi import WSGIHandler
from django.core.signals import request_started
from django.db import IntegrityError, close_old_connections, connection
from django.test import Client, RequestFactory

from tenants.directory.models import Tenant
from tenants.oversight import queries
from tereze.accounts.models import User
from tereze.audit.models import Entry
from tereze.config.celery import CouncilTask, app
from tereze.ops import sentry
from tests.conftest import inside, member

HIDDEN = "S3CRET"
PIN = "21503198499001"
SECRETS = (PIN, "2 15031984 99001", "Маматов", "Асанович", "Жаштык", "770123456", "0770 12 34 56", "ID1234567",
           "1234567", "bakyt@mail.kg", "1984-03-15", "15.03.1984", "мырза", HIDDEN)  # fmt: skip
STORY = (
    f"PIN {PIN}, written 2 15031984 99001; Маматов Бакыт Асанович, born 1984-03-15 or 15.03.1984, Жаштык көчөсү 12, "
    "+996 (770) 123-456 or +996770123456 or 0770 12 34 56, ID1234567 or AN 1234567, bakyt@mail.kg"
)


class Received:
    """What came in, as text."""

    def __init__(self) -> None:
        self.envelopes: list[str] = []

    @property
    def text(self) -> str:
        return "\n".join(self.envelopes)


@pytest.fixture
def server() -> Iterator[tuple[str, Received]]:
    """A Sentry server on this machine: its DSN, and what it receives."""
    received = Received()
    unpack = {"gzip": gzip.decompress, "br": brotli.decompress, None: bytes}

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            body = self.rfile.read(int(self.headers["Content-Length"]))
            received.envelopes.append(unpack[self.headers["Content-Encoding"]](body).decode())
            self.send_response(200)
            self.send_header("Content-Length", "2")
            self.end_headers()
            self.wfile.write(b"{}")

        def log_message(self, *_arguments: object) -> None:
            """Say nothing."""

    httpd = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    thread = threading.Thread(target=httpd.serve_forever)
    thread.start()
    yield f"http://public@127.0.0.1:{httpd.server_port}/1", received
    httpd.shutdown()
    thread.join()
    httpd.server_close()


@pytest.fixture
def reporting(server: tuple[str, Received]) -> Iterator[Received]:
    dsn, received = server
    sentry.start(dsn, release="0.1.0", environment="tests")
    yield received
    sentry_sdk.get_client().close(timeout=2)
    sentry_sdk.init()


def arrived(received: Received) -> str:
    sentry_sdk.flush(timeout=5)
    assert received.envelopes, "nothing was reported"
    return received.text


def serve(environ: dict[str, Any]) -> str:
    """Serve a request as gunicorn would have it served, on this test's own connection; return the status line."""
    answer = Mock()
    request_started.disconnect(close_old_connections)
    try:
        WSGIHandler()(environ, answer)
    finally:
        request_started.connect(close_old_connections)
    return str(answer.call_args.args[0])


def nothing_leaks(text: str) -> None:
    leaked = [secret for secret in SECRETS if secret in text or secret.encode("unicode_escape").decode() in text]
    assert leaked == []


def test_an_error_is_reported_without_what_it_says_of_a_person(reporting: Received) -> None:
    pin, person = PIN, {"name": "Маматов"}
    try:
        raise ValueError(STORY, pin, person)
    except ValueError:
        sentry_sdk.capture_exception()

    text = arrived(reporting)

    assert '"type":"ValueError"' in text
    assert "test_sentry.py" in text
    nothing_leaks(text)


def test_what_the_database_says_of_a_refused_row_stays_here(reporting: Received, in_karool: Tenant) -> None:
    row = {"at": "2026-11-20T00:00:00Z", "actor": "Маматов", "action": PIN, "subject": STORY[:70], "hash": "h"}
    Entry.objects.create(sequence=900, **row)
    try:
        Entry.objects.create(sequence=900, **row)
    except IntegrityError:
        sentry_sdk.capture_exception()

    text = arrived(reporting)

    assert "duplicate key value violates unique constraint" in text
    assert '"council":"karool"' in text
    nothing_leaks(text)


def test_a_log_line_is_reported_without_its_parameters(reporting: Received) -> None:
    logging.getLogger("tereze.tests").error("Could not read %s of %s.", STORY, {"pin": PIN})

    text = arrived(reporting)

    assert "Could not read" in text
    nothing_leaks(text)


def test_nested_values_tags_and_users_do_not_slip_through(reporting: Received) -> None:
    with sentry_sdk.new_scope() as scope:
        scope.set_user({"username": "мырза", "email": "bakyt@mail.kg"})
        scope.set_extra("row", [{"deep": ({"pin": PIN},)}])
        scope.set_tag("person", STORY[:190])
        scope.set_context("resident", {"phone": "+996770123456"})
        scope.add_breadcrumb(message=STORY)
        sentry_sdk.capture_message("It failed.")

    nothing_leaks(arrived(reporting))


def test_a_failing_page_names_the_council_and_no_more_of_the_request(
    reporting: Received,
    uzgen: Tenant,
    client_for: Callable[[User | None, Tenant], Client],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def fail(_district: str, **_when: object) -> None:
        raise ValueError(STORY)

    monkeypatch.setattr(queries, "councils_of", fail)
    client = client_for(member(uzgen, "мырза", "district_viewer"), uzgen)
    client.cookies["extra"] = HIDDEN
    request = RequestFactory().get(
        f"/?q={PIN}&key={HIDDEN}&name=Маматов",
        HTTP_HOST="uzgen.localhost",
        HTTP_COOKIE=client.cookies.output(header="", sep=";"),
        HTTP_REFERER=f"http://uzgen.localhost/?q={PIN}",
        HTTP_X_KEY=HIDDEN,
    )

    status = serve(request.environ)
    text = arrived(reporting)

    assert status == "500 Internal Server Error"
    assert '"council":"uzgen"' in text
    assert '"url":"//uzgen.localhost/"' in text
    nothing_leaks(text)


def test_a_failing_task_names_its_council_and_not_its_arguments(reporting: Received, karool: Tenant) -> None:
    @app.task(base=CouncilTask, name="tests.fail")
    def fail(pin: str) -> None:
        with connection.cursor() as cursor:
            cursor.execute("SELECT 1")
        raise ValueError(f"No {pin}")

    fail.apply(args=(PIN,), kwargs={"council": "karool"})
    text = arrived(reporting)
    app.tasks.pop("tests.fail")

    assert '"type":"ValueError"' in text
    assert '"council":"karool"' in text
    nothing_leaks(text)


@pytest.mark.parametrize(
    ("text", "masked"),
    [
        (f"resident {PIN}", "resident …"),
        ("call +996 770 123 456 now", "call … now"),
        ("call 0770-12-34-56", "call …"),
        ("AN1234567 expired", "AN… expired"),
        ("КР-X № 123456", "…-X № …"),
        ("Асан уулу Бакыт is there twice", "… is there twice"),
        ("took 125 ms on port 5432", "took 125 ms on port 5432"),
        ('relation "karool.x" does not exist', 'relation "karool.x" does not exist'),
        ("broken\nDETAIL:  Failing row contains (7, Smith).\nCONTEXT: x", "broken\n…"),
    ],
)
def test_what_looks_like_a_persons_is_masked_and_the_rest_is_legible(text: str, masked: str) -> None:
    assert sentry.masked_text(text) == masked


def test_inside_a_council_is_told_from_outside(karool: Tenant) -> None:
    outside = sentry.report({}, {})["tags"]
    with inside(karool):
        within = sentry.report({}, {})["tags"]

    assert (outside, within) == ({"council": "public"}, {"council": "karool"})
