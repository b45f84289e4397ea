"""Certificates as JSON."""

from typing import Any
from uuid import uuid4

from django.http import Http404, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import OpenApiParameter, extend_schema
from rest_framework import serializers, status
from rest_framework.exceptions import APIException, ValidationError
from rest_framework.generics import ListAPIView
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from services.certificates import actions, queries, signing, templates, verification
from services.certificates.drafting import NothingChosenError, Order
from services.certificates.models import Certificate, Status
from services.certificates.verify_views import too_many
from tenants.catalogue.models import Template
from tenants.directory import hosts
from tenants.directory import queries as directory
from tereze import clock
from tereze.accounts.permissions import Permission
from tereze.api.idempotency import IDEMPOTENCY_KEY, idempotency_key
from tereze.exchange.facts import MissingFactsError
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


class CertificateSerializer(serializers.ModelSerializer[Certificate]):
    """A certificate, as the holder of a key may see it."""

    pdf = serializers.SerializerMethodField(help_text="Address of the PDF; needs the same key.")
    verify_url = serializers.SerializerMethodField(help_text="What the QR code opens; anybody may follow it.")
    status = serializers.SerializerMethodField(help_text="issued, expired, revoked or replaced")
    template = serializers.CharField(source="template_code")
    resident = serializers.CharField(source="subject")
    replaced_by = serializers.SerializerMethodField()

    class Meta:
        model = Certificate
        fields = [
            "reference", "number", "status", "template", "language", "resident", "addressee", "issued_at",
            "valid_until", "short_code", "reason", "replaced_by", "pdf", "verify_url",
        ]  # fmt: skip

    def get_pdf(self, certificate: Certificate) -> str:
        return hosts.address_of(directory.current().key) + reverse("api_certificate_pdf", args=[certificate.reference])

    def get_verify_url(self, certificate: Certificate) -> str:
        return signing.address_of(certificate.payload)

    def get_status(self, certificate: Certificate) -> str:
        expired = certificate.status == Status.ISSUED and certificate.is_expired(clock.today())
        return "expired" if expired else certificate.status

    def get_replaced_by(self, certificate: Certificate) -> str | None:
        successor = getattr(certificate, "replaced_by", None)
        return successor.number if successor else None


class OrderSerializer(serializers.Serializer[Any]):
    """What is asked for."""

    template = serializers.SlugField(help_text="residence, family_composition, joint_residence …")
    resident = serializers.SlugField(help_text="The resident's reference.")
    language = serializers.ChoiceField(choices=list(templates.LANGUAGES), default="ky")
    addressee = serializers.CharField(max_length=200, default="", allow_blank=True)
    chosen = serializers.ListField(
        child=serializers.SlugField(), default=list, help_text="References of those to be named; all if left out."
    )


class RevokeSerializer(serializers.Serializer[Any]):
    """Why a certificate is revoked."""

    reason = serializers.CharField(min_length=3, max_length=300)


class CertificatesView(ListAPIView[Certificate]):
    """List certificates, newest first (`?resident=`, `?status=`, `?template=`, `?q=`), or issue one."""

    permission = {"GET": Permission.CERTIFICATE_VIEW, "POST": Permission.CERTIFICATE_ISSUE}
    serializer_class = CertificateSerializer

    def get_queryset(self) -> Any:
        asked = self.request.query_params
        found = queries.listed(
            query=asked.get("q", ""), status=asked.get("status", ""), template=asked.get("template", "")
        )
        found = found.defer("snapshot").select_related("replaced_by")
        return found.of(asked["resident"]) if "resident" in asked else found  # type: ignore[attr-defined]

    @extend_schema(
        request=OrderSerializer, responses={201: CertificateSerializer}, parameters=[IDEMPOTENCY_KEY],
        operation_id="certificates_issue",
    )  # fmt: skip
    def post(self, request: Request) -> Response:
        """Issue a certificate. With an `Idempotency-Key` the request may be repeated safely."""
        asked = OrderSerializer(data=request.data)
        asked.is_valid(raise_exception=True)
        data = asked.validated_data
        order = Order(**{**data, "chosen": tuple(data["chosen"])})
        certificate = _issue(order, request)
        return Response(CertificateSerializer(certificate).data, status=status.HTTP_201_CREATED)


def _issue(order: Order, request: Request) -> Certificate:
    key = f"api:{idempotency_key(request) or uuid4().hex}"
    try:
        return actions.issue(order=order, by=request.user, at=clock.now(), request_key=key)  # type: ignore[arg-type]
    except Template.DoesNotExist:
        raise ValidationError({"template": _("There is no such template.")}) from None
    except MissingFactsError as missing:
        raise ConflictError(
            _("The register does not know, for today: %(what)s.") % {"what": ", ".join(missing.labels)}, "missing_facts"
        ) from None
    except NothingChosenError:
        raise ConflictError(_("There is nobody to name in the certificate."), "nothing_chosen") from None
    except actions.KeyReusedError:
        raise ConflictError(_("This Idempotency-Key came with another request before."), "key_reused") from None


def _certificate(reference: str) -> Certificate:
    found = (
        Certificate.objects.defer("snapshot").select_related("file", "replaced_by").filter(reference=reference).first()
    )
    if found is None:
        raise Http404
    return found


class CertificateView(APIView):
    """One certificate."""

    permission = Permission.CERTIFICATE_VIEW

    @extend_schema(responses=CertificateSerializer)
    def get(self, request: Request, reference: str) -> Response:
        return Response(CertificateSerializer(_certificate(reference)).data)


class PdfView(APIView):
    """The PDF of a certificate, as it was printed."""

    permission = Permission.CERTIFICATE_VIEW

    @extend_schema(responses={(200, "application/pdf"): OpenApiTypes.BINARY})
    def get(self, request: Request, reference: str) -> HttpResponse:
        try:
            return HttpResponse(actions.pdf_of(_certificate(reference)), content_type="application/pdf")
        except FileLostError:
            raise StorageError from None


class RevokeView(APIView):
    """Revoke a certificate for a reason that whoever checks it may read."""

    permission = Permission.CERTIFICATE_REVOKE

    @extend_schema(request=RevokeSerializer, responses=CertificateSerializer)
    def post(self, request: Request, reference: str) -> Response:
        asked = RevokeSerializer(data=request.data)
        asked.is_valid(raise_exception=True)
        try:
            revoked = actions.revoke(
                certificate=_certificate(reference),
                by=request.user,  # type: ignore[arg-type]  # NamedPermission let only actors through
                at=clock.now(),
                reason=asked.validated_data["reason"],
            )
        except actions.AlreadyEndedError as ended:
            raise ConflictError(
                _("№ %(number)s was revoked or replaced before. Nothing was changed.") % {"number": ended.certificate},
                "already_ended",
            ) from None
        return Response(CertificateSerializer(revoked).data)


class VerificationSerializer(serializers.Serializer[Any]):
    """What came of a check, with nothing a stranger may not see."""

    outcome = serializers.ChoiceField(choices=[one.value for one in verification.Outcome])
    number = serializers.CharField(required=False)
    issued_on = serializers.DateField(required=False)
    valid_until = serializers.DateField(required=False, allow_null=True)
    kind_ky = serializers.CharField(required=False)
    kind_ru = serializers.CharField(required=False)
    initials = serializers.CharField(required=False)
    reason = serializers.CharField(required=False)
    replaced_by = serializers.CharField(required=False)


class VerificationView(APIView):
    """Check a certificate by the payload of its QR code or by its short code. Open to all, limited per address."""

    open_because = "whoever holds a certificate may check it"
    authentication_classes: list[Any] = []

    @extend_schema(
        parameters=[OpenApiParameter("payload", str), OpenApiParameter("code", str)],
        responses=VerificationSerializer,
        auth=[],
    )
    def get(self, request: Request) -> Response:
        signed, code = request.query_params.get("payload", ""), request.query_params.get("code", "")
        if not signed and not code:
            raise ValidationError({"code": _("Send payload or code.")})
        if too_many(request):
            raise TooManyError
        today = clock.today()
        answer = verification.check_payload(signed, on=today) if signed else verification.check_code(code, on=today)
        return Response(_told(answer))


def _told(answer: verification.Answer) -> dict[str, Any]:
    told: dict[str, Any] = {"outcome": answer.outcome}
    if found := answer.certificate:
        told |= {
            "number": found.number,
            "issued_on": found.issued_on,
            "valid_until": found.valid_until,
            "kind_ky": found.title_ky,
            "kind_ru": found.title_ru,
            "initials": answer.initials,
        }
        if found.reason and answer.outcome == verification.Outcome.REVOKED:
            told["reason"] = found.reason
        if answer.successor:
            told["replaced_by"] = answer.successor.number
    return told
