"""Checking certificates over HTTP, as banks and schools do all day."""

import http.client
import os
import random
import statistics
import threading
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import cycle

import psycopg

from tereze.printing import payload
from tests.bench.figure import Figure
from tests.bench.world import World, world

CERTIFICATES, CHECKS, WARM, LINES = 300, 6_000, 400, 6
RATE, P99 = 300, 50


@dataclass
class Load:
    """What all lines together found: milliseconds of each check, and seconds of the whole."""

    taken: list[float] = field(default_factory=list)
    seconds: float = 0.0

    @property
    def rate(self) -> float:
        return len(self.taken) / self.seconds

    @property
    def p99(self) -> float:
        return statistics.quantiles(self.taken, n=100, method="inclusive")[-1]


def run() -> Iterator[Figure]:
    """Measure checks against a bare signature check and one SELECT of the same certificates."""
    os.environ["TEREZE_PROXIES"] = "1"  # every check comes from another address, as in life
    with world(residents=2_000, serve=True) as place:
        codes = _issued()
        _load(place, codes, WARM)
        load = _load(place, codes, CHECKS)
        bare = _bare(place, codes)
    yield Figure(
        "verify",
        "checks per second over HTTP",
        load.rate,
        "1/s",
        None,
        load.rate / RATE,
        "the 300 aimed at",
        at_least=1,
    )
    yield Figure("verify", "one check over HTTP, p99", load.p99, "ms", P99)
    served = 1000 / load.rate
    yield Figure(
        "verify", "one check, of all processes together", served, "ms", None, served / bare,
        "a bare signature check and one SELECT", most=20,
    )  # fmt: skip
    yield Figure("verify", "the bare signature check and one SELECT", bare, "ms", None)


def _issued() -> list[str]:
    """Issue certificates in the council, and return what their QR codes say."""
    from django_tenants.utils import schema_context

    from services.certificates import actions
    from services.certificates.drafting import Order
    from services.registers.models import Resident
    from tereze import clock
    from tereze.accounts.permissions import Platform
    from tereze.exchange.facts import MissingFactsError

    codes: list[str] = []
    with schema_context("karool"):
        for reference in Resident.objects.order_by("pk").values_list("reference", flat=True):
            order = Order(template="residence", resident=reference)
            try:
                made = actions.issue(order=order, by=Platform("bench"), at=clock.now(), request_key=reference)
            except MissingFactsError:
                continue
            codes.append(made.payload)
            if len(codes) == CERTIFICATES:
                break
    return codes


def _load(place: World, codes: Sequence[str], checks: int) -> Load:
    load, began = Load(), time.perf_counter()
    lines = [threading.Thread(target=_line, args=(place, codes, checks // LINES, seed, load)) for seed in range(LINES)]
    for line in lines:
        line.start()
    for line in lines:
        line.join()
    load.seconds = time.perf_counter() - began
    return load


def _line(place: World, codes: Sequence[str], checks: int, seed: int, load: Load) -> None:
    """Check certificates one after another over one connection, each from an address of its own."""
    dice = random.Random(seed)
    line = http.client.HTTPConnection("127.0.0.1", place.port)
    for _ in range(checks):
        address = ".".join(str(dice.randrange(1, 255)) for _ in range(4))
        began = time.perf_counter()
        line.request(
            "GET",
            f"/v/{dice.choice(codes)}",
            headers={"Host": f"karool.localhost:{place.port}", "X-Forwarded-For": address},
        )
        answer = line.getresponse()
        answer.read()
        load.taken.append((time.perf_counter() - began) * 1000)
        assert answer.status == 200, answer.status


def _bare(place: World, codes: Sequence[str]) -> float:
    """Return the milliseconds of taking a code apart, checking its signature, and one SELECT."""
    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey

    turn = cycle(codes)
    with psycopg.connect(place.server.url, autocommit=True) as line:
        row = line.execute("SELECT public FROM karool.printing_signingkey WHERE number = 1").fetchone()
        assert row is not None
        key = Ed25519PublicKey.from_public_bytes(bytes(row[0]))

        def check() -> None:
            signed = payload.decode(next(turn))
            assert payload.verify(signed, key)
            found = line.execute(
                "SELECT status, valid_until FROM karool.certificates_certificate WHERE number = %s",
                [signed.statement.number],
            ).fetchone()
            assert found is not None

        for _ in range(50):
            check()
        began = time.perf_counter()
        for _ in range(1_000):
            check()
        return time.perf_counter() - began
