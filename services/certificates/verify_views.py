"""The page that anybody opens from a QR code. Light, without scripts, in both languages."""

from django.core.cache import cache
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from services.certificates.verification import Answer, Outcome, check_code, check_payload
from tenants.directory import queries as directory
from tereze import clock
from tereze.accounts.addresses import client_address
from tereze.accounts.http import open_to_all

PER_MINUTE = 30
"""Checks from one address in a minute. Enough for a bank's counter, too few for guessing."""

_STATUS = {Outcome.FORGED: 422, Outcome.MISTYPED: 422, Outcome.UNKNOWN: 404}


@open_to_all("whoever holds a certificate may check it")
@require_safe
def verify(request: HttpRequest, signed: str = "") -> HttpResponse:
    """Check the signed payload of a QR code, or a typed short code (`?code=`)."""
    code = request.GET.get("code", "").strip()
    if not signed and not code:
        return _page(request, None)
    if too_many(request):
        return _page(request, None, too_many=True, status=429)
    today = clock.today()
    answer = check_payload(signed, on=today) if signed else check_code(code, on=today)
    return _page(request, answer, status=_STATUS.get(answer.outcome, 200))


def _page(request: HttpRequest, answer: Answer | None, *, too_many: bool = False, status: int = 200) -> HttpResponse:
    context = {
        "answer": answer,
        "too_many": too_many,
        "council": directory.current(),
        "checked_at": clock.now(),
        "typed": request.GET.get("code", "")[:40],
    }
    response = render(request, "certificates/verify.html", context, status=status)
    response["Cache-Control"] = "no-store"
    response["X-Robots-Tag"] = "noindex"
    if status == 429:
        response["Retry-After"] = "60"
    return response


def too_many(request: HttpRequest) -> bool:
    """Count a check, and return whether its address made too many in this minute."""
    key = f"verify:{client_address(request)}"
    cache.add(key, 0, timeout=60)
    try:
        return cache.incr(key) > PER_MINUTE
    except ValueError:  # the minute ended between the two calls
        return False
