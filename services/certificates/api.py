"""Certificates as JSON."""

from typing import Any, Final
from uuid import uuid4

from django.http import Http404, HttpResponse
from django.utils.translation import gettext_lazy as _
from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import extend_schema
from rest_framework import status
from rest_framework.exceptions import APIException, ValidationError
from rest_framework.generics import ListAPIView
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from services.certificates import actions, checks, papers, queries, templates
from services.certificates.drafting import NothingChosenError, Order, UnansweredError
from services.certificates.models import Certificate
from services.certificates.refusals import NotConnectedError, RefusedError
from services.certificates.serializers import (
    STATES,
    AnswerSerializer,
    CertificateSerializer,
    CheckSerializer,
    FilterSerializer,
    OrderSerializer,
    RevokeSerializer,
    TemplateSerializer,
)
from services.certificates.verify_views import too_many
from tenants.catalogue.models import Template
from tereze import clock
from tereze.accounts.permissions import Actor, Permission
from tereze.api.idempotency import IDEMPOTENCY_KEY, idempotency_key
from tereze.audit import journal, purposes
from tereze.audit.purposes import Why
from tereze.exchange.facts import MissingFactsError
from tereze.printing.document import ImpossibleDocumentError
from tereze.printing.fonts import UnprintableTextError
from tereze.storage.files import FileLostError


class ConflictError(APIException):
    """The request is well formed and cannot be done as things are."""

    status_code = status.HTTP_409_CONFLICT
    default_code = "conflict"


class StorageError(APIException):
    """The file cannot be read at the moment."""

    status_code = status.HTTP_503_SERVICE_UNAVAILABLE
    default_detail = _("The file cannot be read at the moment. Try again in a few minutes.")
    default_code = "storage_down"


class TooManyError(APIException):
    """Too many checks from one address."""

    status_code = status.HTTP_429_TOO_MANY_REQUESTS
    default_detail = _("Too many checks from this address. Try again in a minute.")
    default_code = "throttled"


def _actor(request: Request) -> Actor:
    by: Actor = request.user  # type: ignore[assignment]  # NamedPermission let only actors through
    return by


class CertificatesView(ListAPIView[Certificate]):
    """List certificates, newest first, or issue one."""

    permission = {"GET": Permission.CERTIFICATE_VIEW, "POST": Permission.CERTIFICATE_ISSUE}
    serializer_class = CertificateSerializer

    def get_queryset(self) -> Any:
        if getattr(self, "swagger_fake_view", False):  # the description is being written, nobody asks
            return Certificate.objects.none()
        asked = FilterSerializer(data=self.request.query_params)
        asked.is_valid(raise_exception=True)
        wanted = asked.validated_data
        state = STATES.get(wanted.get("status", ""))
        found = queries.listed(
            query=wanted.get("q", ""), state=state, template=wanted.get("template", ""), on=clock.today()
        )
        found = found.defer(None).defer("snapshot").select_related("replaced_by")
        return found.of(wanted["resident"]) if "resident" in wanted else found

    @extend_schema(operation_id="certificates_list", parameters=[FilterSerializer])
    def get(self, request: Request, *args: Any, **kwargs: Any) -> Response:
        """List certificates, newest first."""
        return super().get(request, *args, **kwargs)

    @extend_schema(
        request=OrderSerializer, responses={201: CertificateSerializer}, parameters=[IDEMPOTENCY_KEY],
        operation_id="certificates_issue",
    )  # fmt: skip
    def post(self, request: Request) -> Response:
        """Issue a certificate. With an `Idempotency-Key` the request may be repeated safely."""
        asked = OrderSerializer(data=request.data)
        asked.is_valid(raise_exception=True)
        certificate = _issue(asked.order(), request)
        return Response(CertificateSerializer(certificate).data, status=status.HTTP_201_CREATED)


class TemplatesView(APIView):
    """The types of certificates, with what each asks."""

    permission = Permission.CERTIFICATE_VIEW

    @extend_schema(operation_id="certificates_templates", responses=TemplateSerializer(many=True))
    def get(self, request: Request) -> Response:
        known: Any = templates.current()  # a list of them, which the stubs do not foresee
        return Response(TemplateSerializer(known, many=True).data)


CANNOT: Final = (
    MissingFactsError,
    RefusedError,
    NotConnectedError,
    UnansweredError,
    NothingChosenError,
    actions.KeyReusedError,
    UnprintableTextError,
    ImpossibleDocumentError,
)
"""Why an order that is well formed cannot be issued."""


def _issue(order: Order, request: Request) -> Certificate:
    key = f"api:{idempotency_key(request) or uuid4().hex}"
    try:
        return actions.issue(order=order, by=_actor(request), at=clock.now(), request_key=key)
    except Template.DoesNotExist:
        raise ValidationError({"template": _("There is no such template.")}) from None
    except CANNOT as reason:
        raise _as_error(reason) from None


def _as_error(reason: Exception) -> APIException:
    """Return how the API says that an order cannot be issued."""
    if isinstance(reason, MissingFactsError) and "resident.name" in reason.names:
        return ValidationError({"resident": _("The register does not know this resident")})
    if isinstance(reason, MissingFactsError):
        unknown = _("The register does not know, for today: %(what)s.") % {"what": ", ".join(reason.labels)}
        return ConflictError(unknown, "missing_facts")
    if isinstance(reason, RefusedError):
        return ConflictError(" ".join(map(str, reason.reasons)), "refused")
    if isinstance(reason, UnansweredError):
        nobody = _("Choose somebody whom the register knows.")
        return ValidationError({"answers": {name: [nobody] for name in reason.names}})
    return _plainly(reason)


def _plainly(reason: Exception) -> ConflictError:
    if isinstance(reason, NotConnectedError):
        said = _("The service that keeps what this certificate says is not connected in this council yet.")
        return ConflictError(said, "not_connected")
    if isinstance(reason, NothingChosenError):
        return ConflictError(_("There is nobody to name in the certificate."), "nothing_chosen")
    if isinstance(reason, actions.KeyReusedError):
        return ConflictError(_("This Idempotency-Key came with another request before."), "key_reused")
    return ConflictError(str(reason), "unprintable")


def _certificate(reference: str) -> Certificate:
    related = Certificate.objects.select_related("file", "replaced_by")
    found = related.filter(reference=reference).first()
    if found is None:
        raise Http404
    return found


def _note_look(action: str, found: Certificate, request: Request) -> None:
    """Journal that somebody's data was looked at."""
    journal.record_read(
        action,
        subject=f"resident:{found.subject}",
        by=_actor(request),
        why=Why(purposes.PROGRAM, f"certificate:{found.reference}"),
    )


class CertificateView(APIView):
    """One certificate. Every look is in the journal."""

    permission = Permission.CERTIFICATE_VIEW

    @extend_schema(operation_id="certificates_one", responses=CertificateSerializer)
    def get(self, request: Request, reference: str) -> Response:
        found = _certificate(reference)
        _note_look("certificate.viewed", found, request)
        return Response(CertificateSerializer(found).data)


class PdfView(APIView):
    """The PDF of a certificate, as it was printed. Every look is in the journal."""

    permission = Permission.CERTIFICATE_VIEW

    @extend_schema(operation_id="certificates_pdf", responses={(200, "application/pdf"): OpenApiTypes.BINARY})
    def get(self, request: Request, reference: str) -> HttpResponse:
        found = _certificate(reference)
        try:
            content = papers.pdf_of(found)
        except FileLostError:
            raise StorageError from None
        _note_look("certificate.opened", found, request)
        return HttpResponse(content, content_type="application/pdf", headers={"Cache-Control": "private, no-store"})


class RevokeView(APIView):
    """Revoke a certificate for a reason that whoever checks it may read."""

    permission = Permission.CERTIFICATE_REVOKE

    @extend_schema(operation_id="certificates_revoke", request=RevokeSerializer, responses=CertificateSerializer)
    def post(self, request: Request, reference: str) -> Response:
        found, asked = _certificate(reference), RevokeSerializer(data=request.data)
        asked.is_valid(raise_exception=True)
        reason = asked.validated_data["reason"]
        try:
            revoked = actions.revoke(certificate=found, by=_actor(request), at=clock.now(), reason=reason)
        except actions.AlreadyEndedError as ended:
            said = _("№ %(number)s was revoked or replaced before. Nothing was changed.")
            raise ConflictError(said % {"number": ended.certificate}, "already_ended") from None
        return Response(CertificateSerializer(revoked).data)


class VerificationView(APIView):
    """Check a certificate by the payload of its QR code or by its short code. Open to all, limited per address."""

    open_because = "whoever holds a certificate may check it"
    authentication_classes: list[Any] = []

    @extend_schema(operation_id="verification", parameters=[CheckSerializer], responses=AnswerSerializer, auth=[])
    def get(self, request: Request) -> Response:
        asked = CheckSerializer(data=request.query_params)
        asked.is_valid(raise_exception=True)
        if too_many(request._request):
            raise TooManyError
        answer = asked.answer()
        checks.note(answer, on=clock.today())
        return Response(AnswerSerializer(answer).data)
