"""The main job over HTTP, done as a clerk does it: sign in, search, issue, download, verify, revoke, verify again."""

import http.client
import re
import time
from collections.abc import Callable, Mapping
from html import unescape
from http.cookies import SimpleCookie
from typing import TypeVar
from urllib.parse import quote, urlencode, urlsplit

from tereze.ops.furnishing import PASSWORD

Result = TypeVar("Result")


class CheckFailedError(Exception):
    """A step did not give what it should; the message says which and what came instead."""


class Answer:
    """A page: its status, headers and body."""

    def __init__(self, status: int, headers: Mapping[str, str], body: bytes, path: str) -> None:
        self.status = status
        self.headers = headers
        self.body = body
        self.path = path

    @property
    def text(self) -> str:
        return self.body.decode(errors="replace")

    def find(self, pattern: str, what: str) -> str:
        """Return the first group of `pattern` in the page, or fail saying `what` is missing."""
        found = re.search(pattern, self.text)
        if not found:
            raise CheckFailedError(f"{self.path}: {what} is not on the page (status {self.status}).")
        return unescape(found.group(1))


class Browser:
    """A very small browser for one host: cookies, forms, redirects. It connects to this machine only."""

    def __init__(self, host: str, port: int) -> None:
        self.port = port
        self.host = f"{host}.localhost:{port}"
        self.cookies: dict[str, str] = {}

    def get(self, path: str, *, follow: int = 3, expect: int = 200) -> Answer:
        """Open a page."""
        return self._open("GET", path, None, follow, expect)

    def post(self, path: str, data: Mapping[str, str], *, follow: int = 3, expect: int = 200) -> Answer:
        """Send a form."""
        return self._open("POST", path, urlencode(data), follow, expect)

    def _open(self, method: str, path: str, body: str | None, follow: int, expect: int) -> Answer:
        headers = {"Host": self.host, "Accept-Language": "ky", "Referer": f"http://{self.host}{path}"}
        if self.cookies:
            headers["Cookie"] = "; ".join(f"{name}={value}" for name, value in self.cookies.items())
        if body is not None:
            headers["Content-Type"] = "application/x-www-form-urlencoded"
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=30)
        try:
            connection.request(method, path, body, headers)
            response = connection.getresponse()
            content = response.read()
        finally:
            connection.close()
        for line in response.headers.get_all("Set-Cookie") or []:
            self.cookies |= {name: morsel.value for name, morsel in SimpleCookie(line).items()}
        if response.status in {301, 302, 303} and follow:
            target = urlsplit(response.headers["Location"])
            address = target.path + (f"?{target.query}" if target.query else "")
            return self._open("GET", address, None, follow - 1, expect)
        if response.status != expect:
            raise CheckFailedError(f"{method} {path} answered {response.status}, not {expect}.")
        return Answer(response.status, dict(response.headers), content, path)

    def submit(self, page: Answer, path: str, data: Mapping[str, str]) -> Answer:
        """Send a form that stands on `page`, with its token and hidden fields."""
        hidden = dict(re.findall(r'<input[^>]*type="hidden"[^>]*name="([^"]+)"[^>]*value="([^"]*)"', page.text))
        return self.post(path, {**hidden, **data})


def main_job(port: int, *, council: str = "karool") -> dict[str, float | str]:
    """Do the main job once; return milliseconds by step, and the certificate's number. Raises CheckFailedError."""
    clerk, timings = Browser(council, port), {}

    def timed(name: str, act: Callable[[], Result]) -> Result:
        began = time.perf_counter()
        result = act()
        timings[f"{name}_ms"] = round((time.perf_counter() - began) * 1000, 1)
        return result

    entrance = clerk.get("/account/login/")
    timed("sign_in", lambda: clerk.submit(entrance, "/account/login/", {"login": "aigul", "password": PASSWORD}))
    found = timed("search", lambda: clerk.get(f"/search/?q={quote('Мамат')}"))
    card_address = found.find(r'href="(/residents/[0-9A-Z]+/)"', "a resident")
    card = timed("card", lambda: clerk.get(card_address))
    order_address = card.find(r'href="(/certificates/new/residence/[0-9A-Z]+/)"', "the certificate of residence")
    order = timed("preview", lambda: clerk.get(order_address))
    issued = timed("issue", lambda: clerk.submit(order, order_address, {"language": "ky", "addressee": ""}))
    number = issued.find(r"№ (\d{4}/\d+)", "the number")
    again = clerk.submit(order, order_address, {"language": "ky", "addressee": ""})
    if again.find(r"№ (\d{4}/\d+)", "the number") != number:
        raise CheckFailedError("Pressing twice issued two certificates.")
    pdf = timed("download", lambda: clerk.get(issued.find(r"(/certificates/[0-9A-Z]+/pdf/)", "the PDF")))
    if not pdf.body.startswith(b"%PDF-"):
        raise CheckFailedError("What was downloaded is no PDF.")
    address = urlsplit(issued.find(r'href="(http[^"]+/v/[A-Z2-7]+)"', "the address to verify")).path
    timed("verify", lambda: _expect(Browser(council, port).get(address.upper()), 'data-outcome="valid"', number))
    revoke = issued.find(r'action="(/certificates/[0-9A-Z]+/revoke/)"', "revoking")
    timed("revoke", lambda: clerk.submit(issued, revoke, {"reason": "Текшерүү үчүн берилген"}))
    timed("verify_again", lambda: _expect(Browser(council, port).get(address), 'data-outcome="revoked"', number))
    return {"number": number, "pdf_bytes": len(pdf.body), **timings}


def _expect(page: Answer, *words: str) -> None:
    for word in words:
        if word not in page.text:
            raise CheckFailedError(f"{page.path} does not say {word!r}.")
