"""What a clerk's line has to carry, and how long an empty folder takes to the first page."""

import http.client
import json
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

from tereze.ops.check import Browser
from tereze.ops.furnishing import PASSWORD
from tests.bench.figure import Figure
from tests.bench.world import world

ROOT = Path(__file__).resolve().parents[2]


def run() -> Iterator[Figure]:
    """Measure the desk's first load with everything it pulls in, then the steps after it, then the demo's start."""
    with world(residents=2_000, serve=True) as place:
        clerk = Browser("karool", place.port)
        entrance = clerk.get("/account/login/")
        clerk.submit(entrance, "/account/login/", {"login": "aigul", "password": PASSWORD})
        _, sent = _fetch(clerk, "/")
        whole = _with_assets(clerk, clerk.get("/").text, sent)  # read plain: what is fetched is compressed
        yield Figure("page", "the desk, first load", whole / 1000, "kB", 150, whole / sent, "its HTML alone")
        _, step = _fetch(clerk, "/search/?q=%D0%BC%D0%B0%D0%BC", {"HX-Request": "true"})
        yield Figure("page", "a search while typing", step / 1000, "kB", 30)
        found = clerk.get("/search/?q=%D0%BC%D0%B0%D0%BC%D0%B0%D1%82")
        _, card = _fetch(clerk, found.find(r'href="(/residents/[0-9A-Z]+/)"', "a resident"))
        yield Figure("page", "a resident's card after the desk", card / 1000, "kB", 30)
        _, verify = _fetch(Browser("karool", place.port), "/v/?code=0000-0000-00")
        yield Figure("page", "the verification page", verify / 1000, "kB", 10)
    demo = subprocess.run(
        [sys.executable, str(ROOT / "manage.py"), "demo", "--check"], capture_output=True, text=True, check=True
    )
    opened = json.loads(demo.stdout.splitlines()[-1])["opened_seconds"]
    yield Figure("page", "from an empty folder to the first page", opened, "s", 60)


def _fetch(clerk: Browser, path: str, more: dict[str, str] | None = None) -> tuple[str, int]:
    """Return the page's text, and the bytes sent for it with the compression browsers ask for."""
    line = http.client.HTTPConnection("127.0.0.1", clerk.port)
    cookies = "; ".join(f"{name}={value}" for name, value in clerk.cookies.items())
    headers = {"Host": clerk.host, "Cookie": cookies, "Accept-Encoding": "br, gzip", **(more or {})}
    line.request("GET", path, headers=headers)
    answer = line.getresponse()
    body = answer.read()
    text = "" if answer.getheader("Content-Encoding") else body.decode(errors="replace")
    return text, len(body) + len(str(answer.headers))


def _with_assets(clerk: Browser, page: str, sent: int) -> int:
    whole, seen = sent, set()
    wanted = re.findall(r'(?:src|href)="(/static/[^"]+)"', page)
    while wanted:
        address = wanted.pop()
        if address in seen:
            continue
        seen.add(address)
        _, size = _fetch(clerk, address)
        whole += size
        if address.endswith(".css"):
            line = http.client.HTTPConnection("127.0.0.1", clerk.port)
            line.request("GET", address, headers={"Host": clerk.host})
            style = line.getresponse().read().decode()
            base = address.rpartition("/")[0]
            wanted += [f"{base}/{name}" for name in re.findall(r'url\("?([^")]+\.woff2)"?\)', style)]
    return whole
