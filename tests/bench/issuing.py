"""From the HTTP request to a certificate that is committed and rendered."""

import http.client
import random
import secrets
from collections.abc import Iterator, Sequence
from itertools import cycle
from urllib.parse import urlencode

from tereze.ops.check import Browser
from tereze.ops.furnishing import PASSWORD
from tests.bench.bare import issued_barely
from tests.bench.figure import Figure, p95, timed
from tests.bench.world import World, world

TIMES, WARM = 200, 60
KINDS = ("residence", "family_composition", "joint_residence")
LANGUAGES = ("ky", "ru", "both")
RESIDENTS = 5
"""For each kind in each language, taken in turn."""


def run() -> Iterator[Figure]:
    """Measure issuing over HTTP against only rendering the same certificates and only committing the same rows."""
    with world(serve=True) as place:
        first, issued = _issue(place)
        rendered, committed = issued_barely(place, times=TIMES, warm=WARM)
    bare = p95([render + commit for render, commit in zip(rendered, committed, strict=True)])
    yield Figure(
        "issue", "HTTP in to committed and rendered, p95", p95(issued), "ms", 80, p95(issued) / bare,
        "only rendering the same certificates and committing the same rows, p95", most=3,
    )  # fmt: skip
    yield Figure("issue", "the first certificate of a web process", first, "ms", None)
    yield Figure("issue", "the bare render of those certificates, p95", p95(rendered), "ms", None)
    yield Figure("issue", "the bare commit of their rows and files, p95", p95(committed), "ms", None)


def _issue(place: World) -> tuple[float, list[float]]:
    """Return the milliseconds of the very first certificate, and of each of those that count."""
    clerk = Browser("karool", place.port)
    entrance = clerk.get("/account/login/")
    clerk.submit(entrance, "/account/login/", {"login": "aigul", "password": PASSWORD})
    orders = cycle(_orders())
    token = clerk.get(_address(*next(orders)[:2])).find(r'name="csrfmiddlewaretoken" value="([^"]+)"', "the token")
    line = http.client.HTTPConnection("127.0.0.1", place.port)
    headers = {
        "Host": clerk.host,
        "Cookie": "; ".join(f"{name}={value}" for name, value in clerk.cookies.items()),
        "Content-Type": "application/x-www-form-urlencoded",
    }

    def issue() -> None:
        kind, resident, language = next(orders)
        data = {"csrfmiddlewaretoken": token, "request_key": secrets.token_hex(16), "language": language}
        line.request("POST", _address(kind, resident), urlencode({**data, "addressee": ""}), headers)
        answer = line.getresponse()
        answer.read()
        assert answer.status == 302, answer.status

    (first,) = timed(issue, times=1, warm=0)
    return first, timed(issue, times=TIMES, warm=WARM)


def _address(kind: str, resident: str) -> str:
    return f"/certificates/new/{kind}/{resident}/"


def _orders() -> list[tuple[str, str, str]]:
    """Return kinds, residents who can have a certificate of the kind, and languages, in the order of issuing."""
    from django_tenants.utils import schema_context

    from services.registers.models import Resident

    with schema_context("karool"):
        people = list(Resident.objects.order_by("pk").values_list("reference", flat=True))
        random.Random("issue").shuffle(people)
        able = {kind: _able(kind, people) for kind in KINDS}
        return [
            (kind, next(able[kind]), language) for _ in range(RESIDENTS) for kind in KINDS for language in LANGUAGES
        ]


def _able(kind: str, people: Sequence[str]) -> Iterator[str]:
    return (one for one in people if _can_have(kind, one))


def _can_have(kind: str, resident: str) -> bool:
    from services.certificates.drafting import NothingChosenError, Order, draft
    from tereze import clock
    from tereze.exchange.facts import MissingFactsError

    try:
        draft(Order(kind, resident), on=clock.today())
    except (MissingFactsError, NothingChosenError):
        return False
    return True
