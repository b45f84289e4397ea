"""From the HTTP request to a certificate that is committed and rendered."""

import http.client
import secrets
from collections.abc import Iterator
from urllib.parse import urlencode

import psycopg

from tereze.ops.check import Browser
from tereze.ops.furnishing import PASSWORD
from tests.bench.figure import Figure, p95, timed
from tests.bench.world import World, world

TIMES = 200


def run() -> Iterator[Figure]:
    """Measure issuing over HTTP against the bare render plus a bare durable commit of the same bytes."""
    with world(serve=True) as place:
        issued = _issue(place)
        size, rendered = _render()
        committed = _commit(place, size)
    bare = p95(rendered) + p95(committed)
    yield Figure(
        "issue", "HTTP in to committed and rendered, p95", p95(issued), "ms", 80, p95(issued) / bare,
        "bare render plus bare commit, p95", most=3,
    )  # fmt: skip
    yield Figure("issue", "the bare render, p95", p95(rendered), "ms", None)
    yield Figure("issue", "the bare commit of a file, p95", p95(committed), "ms", None)


def _issue(place: World) -> list[float]:
    clerk = Browser("karool", place.port)
    entrance = clerk.get("/account/login/")
    clerk.submit(entrance, "/account/login/", {"login": "aigul", "password": PASSWORD})
    found = clerk.get("/search/?q=%D0%BC%D0%B0%D0%BC%D0%B0%D1%82")
    card = clerk.get(found.find(r'href="(/residents/[0-9A-Z]+/)"', "a resident"))
    address = card.find(r'href="(/certificates/new/family_composition/[0-9A-Z]+/)"', "the certificate")
    token = clerk.get(address).find(r'name="csrfmiddlewaretoken" value="([^"]+)"', "the token")
    line = http.client.HTTPConnection("127.0.0.1", place.port)
    headers = {
        "Host": clerk.host,
        "Cookie": "; ".join(f"{name}={value}" for name, value in clerk.cookies.items()),
        "Content-Type": "application/x-www-form-urlencoded",
    }

    def issue() -> None:
        data = {"csrfmiddlewaretoken": token, "request_key": secrets.token_hex(16), "language": "ky", "addressee": ""}
        line.request("POST", address, urlencode(data), headers)
        answer = line.getresponse()
        answer.read()
        assert answer.status == 302, answer.status

    return timed(issue, times=TIMES, warm=20)


def _render() -> tuple[int, list[float]]:
    from django_tenants.utils import schema_context

    from services.certificates.models import Certificate
    from tereze.printing.document import Document
    from tereze.printing.render import render_pdf

    with schema_context("karool"):
        certificate = Certificate.objects.order_by("-pk")[0]
    document = Document.from_json(certificate.snapshot["document"])
    size = len(render_pdf(document, printed_at=certificate.issued_at))
    return size, timed(lambda: render_pdf(document, printed_at=certificate.issued_at), times=TIMES)


def _commit(place: World, size: int) -> list[float]:
    content = secrets.token_bytes(size)
    with psycopg.connect(place.server.url, autocommit=True) as line:
        line.execute("CREATE TABLE bare (id bigserial PRIMARY KEY, content bytea)")
        taken = timed(lambda: line.execute("INSERT INTO bare (content) VALUES (%s)", [content]), times=TIMES)
        line.execute("DROP TABLE bare")
    return taken
