"""The page that anybody opens from a QR code. Light, without scripts, in three languages."""

from dataclasses import dataclass
from typing import Final

from django.core.cache import cache
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods, require_safe

from services.certificates import checks, papers, second_factor, signing
from services.certificates.models import Certificate
from services.certificates.outcomes import SAID, Said
from services.certificates.second_factor import Result, Tried
from services.certificates.verification import Answer, Outcome, check_code, check_payload
from tenants.directory import hosts
from tenants.directory import queries as directory
from tereze import clock
from tereze.accounts.addresses import client_address
from tereze.accounts.http import open_to_all
from tereze.printing.document import Document
from tereze.storage.files import FileLostError

PER_MINUTE = 30
"""Checks from one address in a minute. Enough for a bank's counter, too few for guessing."""

_STATUS: Final = {
    Outcome.FORGED: 422,
    Outcome.MISTYPED: 422,
    Outcome.UNKNOWN: 404,
    Outcome.ELSEWHERE: 404,
}
_STATUS_OF_TRY: Final = {Tried.WRONG: 422, Tried.PAUSED: 429}


@dataclass(frozen=True)
class Shown:
    """What the page shows: the outcome, and what came of the digits if any were typed."""

    answer: Answer | None = None
    too_many: bool = False
    result: Result | None = None

    @property
    def said(self) -> Said | None:
        return SAID[self.answer.outcome] if self.answer else None

    @property
    def elsewhere(self) -> str:
        """The address of the council that signed, where that is another one."""
        return hosts.address_of(self.answer.council.key) if self.answer and self.answer.council else ""

    @property
    def opened(self) -> Document | None:
        """All that the paper says, for whoever gave the right digits."""
        certificate = self.answer.certificate if self.answer else None
        right = self.result is not None and self.result.tried == Tried.RIGHT
        return papers.document_of(certificate) if certificate and right else None

    @property
    def token(self) -> str:
        """What opens the PDF for a few minutes."""
        return second_factor.token(self.answer.certificate) if self.answer and self.answer.certificate else ""

    @property
    def status(self) -> int:
        if self.too_many:
            return 429
        if self.result is not None:
            return _STATUS_OF_TRY.get(self.result.tried, 200)
        return _STATUS.get(self.answer.outcome, 200) if self.answer else 200


@csrf_exempt  # nobody is signed in here: there is nothing that a strange page could do in somebody's name
@open_to_all("whoever holds a certificate may check it")
@require_http_methods(["GET", "HEAD", "POST"])
def verify(request: HttpRequest, signed: str = "") -> HttpResponse:
    """Check the signed payload of a QR code, or a typed short code (`?code=`); with the end of the PIN show all."""
    code = request.GET.get("code", "").strip()
    if not signed and not code:
        return _page(request, Shown())
    if too_many(request):
        return _page(request, Shown(too_many=True))
    now = clock.now()
    answer = check_payload(signed, on=now.date()) if signed else check_code(code, on=now.date())
    if request.method == "POST" and answer.certificate and answer.may_be_opened:
        digits, address = request.POST.get("digits", ""), client_address(request)
        result = second_factor.try_digits(answer.certificate, digits, address=address, at=now)
        return _page(request, Shown(answer, result=result))
    checks.note(answer, on=now.date())
    return _page(request, Shown(answer))


@open_to_all("whoever gave the end of the PIN has a link that works for ten minutes")
@require_safe
def original(request: HttpRequest, token: str) -> HttpResponse:
    """The PDF as it was printed, for whoever has just given the end of the PIN."""
    reference = second_factor.opened(token)
    if reference is None:
        raise Http404
    found = get_object_or_404(Certificate.objects.select_related("file"), reference=reference)
    try:
        content = papers.pdf_of(found)
    except FileLostError:
        return _private(HttpResponse("Азыр ачылбай жатат. Сейчас не открывается. Try again later.", status=503))
    second_factor.note_pdf(found)
    response = HttpResponse(content, content_type="application/pdf")
    response["Content-Disposition"] = f'inline; filename="{found.template_code}-{found.number.replace("/", "-")}.pdf"'
    return _private(response)


def _page(request: HttpRequest, shown: Shown) -> HttpResponse:
    context = {
        "shown": shown,
        "answer": shown.answer,
        "council": directory.current(),
        "checked_at": clock.now(),
        "typed": request.GET.get("code", "")[:40],
        "place": signing.address_of("").partition("//")[2].rstrip("/"),
    }
    response = _private(render(request, "certificates/verify.html", context, status=shown.status))
    if shown.status == 429:
        response["Retry-After"] = "60" if shown.too_many else str(int(second_factor.PAUSE.total_seconds()))
    return response


def _private(response: HttpResponse) -> HttpResponse:
    response["Cache-Control"] = "no-store"
    response["X-Robots-Tag"] = "noindex"
    response["Referrer-Policy"] = "no-referrer"  # the address is the code itself
    return response


def too_many(request: HttpRequest) -> bool:
    """Count a check, and return whether its address made too many in this minute."""
    key = f"verify:{client_address(request)}"
    cache.add(key, 0, timeout=60)
    try:
        return cache.incr(key) > PER_MINUTE
    except ValueError:  # the minute ended between the two calls
        return False
