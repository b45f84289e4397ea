"""How certificates look as JSON, and what the API is asked."""

from typing import Any, Final

from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from drf_spectacular.utils import extend_schema_field
from rest_framework import serializers

from services.certificates import signing, templates, verification
from services.certificates.drafting import Order
from services.certificates.forms import AnswersForm
from services.certificates.models import Certificate, State
from services.certificates.questions import TYPES, Words, line
from services.certificates.templates import CertificateTemplate
from services.certificates.verification import Answer, Outcome
from tenants.catalogue.models import Template
from tenants.directory import hosts
from tenants.directory import queries as directory
from tereze import clock

STATES: Final = {"issued": State.VALID, "expired": State.EXPIRED, "revoked": State.REVOKED, "replaced": State.REPLACED}
"""What the API calls how a certificate stands today."""
_STATUS: Final = {state: status for status, state in STATES.items()}


class CertificateSerializer(serializers.ModelSerializer[Certificate]):
    """A certificate, as the holder of a key may see it."""

    status = serializers.SerializerMethodField()
    template = serializers.CharField(source="template_code")
    resident = serializers.CharField(source="subject")
    replaced_by = serializers.SerializerMethodField(help_text="Number of the certificate that took its place.")
    pdf = serializers.SerializerMethodField(help_text="Address of the PDF; needs the same key.")
    verify_url = serializers.SerializerMethodField(help_text="What the QR code opens; anybody may follow it.")

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
        """issued, expired, revoked or replaced."""
        return _STATUS[certificate.state(clock.today())]

    def get_replaced_by(self, certificate: Certificate) -> str | None:
        successor = getattr(certificate, "replaced_by", None)
        return successor.number if successor else None


class ChoiceSerializer(serializers.Serializer[Any]):
    """One of the answers to choose from."""

    code = serializers.CharField()
    ky = serializers.CharField()
    ru = serializers.CharField()
    en = serializers.CharField()


class QuestionSerializer(serializers.Serializer[Any]):
    """What a template asks; `names` are those of its answers, two for a period."""

    names = serializers.ListField(child=serializers.CharField())
    type = serializers.ChoiceField(choices=sorted(TYPES))
    needed = serializers.BooleanField()
    ky = serializers.CharField()
    ru = serializers.CharField()
    en = serializers.CharField()
    choices = ChoiceSerializer(many=True)


class TemplateSerializer(serializers.Serializer[CertificateTemplate]):
    """A type of certificate."""

    code = serializers.CharField()
    version = serializers.IntegerField()
    ky = serializers.CharField(source="title.ky")
    ru = serializers.CharField(source="title.ru")
    en = serializers.CharField(source="title.en")
    validity_days = serializers.IntegerField(help_text="0: without limit.")
    fee_tyiyn = serializers.IntegerField()
    subjects = serializers.SerializerMethodField()
    is_connected = serializers.BooleanField(help_text="Whether the services are here whose facts it says.")
    questions = serializers.SerializerMethodField()

    @extend_schema_field(serializers.ListField(child=serializers.ChoiceField(choices=list(templates.SUBJECTS))))
    def get_subjects(self, template: CertificateTemplate) -> list[str]:
        return [one for one in templates.SUBJECTS if one in template.subjects]

    @extend_schema_field(QuestionSerializer(many=True))
    def get_questions(self, template: CertificateTemplate) -> list[dict[str, Any]]:
        return [
            {
                "names": list(one.parts), "type": one.type, "needed": one.needed, **_words(one.label),
                "choices": [{"code": code, **_words(words)} for code, words in one.choices],
            }
            for one in template.questions
            if one.parts
        ]  # fmt: skip


def _words(words: Words) -> dict[str, str]:
    return {"ky": words.ky, "ru": words.ru, "en": words.en}


class OrderSerializer(serializers.Serializer[Any]):
    """What is asked for."""

    template = serializers.SlugField(help_text="residence, family_composition, joint_residence …")
    resident = serializers.SlugField(help_text="The resident's reference.")
    language = serializers.ChoiceField(choices=list(templates.LANGUAGES), default="ky")
    addressee = serializers.CharField(max_length=200, default="", allow_blank=True, help_text="Bank, school, court …")
    chosen = serializers.ListField(
        child=serializers.SlugField(),
        default=None,
        allow_null=True,
        help_text="References of those to be named; all if left out.",
    )

    answers = serializers.DictField(
        child=serializers.CharField(max_length=1500),
        default=dict,
        help_text="Answers to the template's questions, by the names that its list gives.",
    )

    def validate_addressee(self, addressee: str) -> str:
        return line(addressee)

    def validate(self, attrs: dict[str, Any]) -> dict[str, Any]:
        """Read the answers as the desk's form reads them."""
        try:
            template = templates.get(attrs["template"])
        except Template.DoesNotExist:
            raise serializers.ValidationError({"template": _("There is no such template.")}) from None
        form = AnswersForm(attrs["answers"], template=template)
        if not form.is_valid():
            raise serializers.ValidationError(
                {"answers": {name: [str(one) for one in said] for name, said in form.errors.items()}}
            )
        return {**attrs, "answers": form.answers()}

    def order(self) -> Order:
        """Return what was asked for, once it is valid."""
        asked = dict(self.validated_data)
        chosen = asked.pop("chosen")
        return Order(**asked, chosen=None if chosen is None else tuple(chosen))


class FilterSerializer(serializers.Serializer[Any]):
    """What the list is narrowed by."""

    q = serializers.CharField(required=False, help_text="The end of a number, a short code, or part of a name.")
    resident = serializers.SlugField(required=False, help_text="The resident's reference.")
    status = serializers.ChoiceField(required=False, choices=list(STATES))
    template = serializers.SlugField(required=False)


class RevokeSerializer(serializers.Serializer[Any]):
    """Why a certificate is revoked."""

    reason = serializers.CharField(min_length=3, max_length=300)


class CheckSerializer(serializers.Serializer[Any]):
    """What is checked: one of the two."""

    payload = serializers.CharField(required=False, help_text="What follows /v/ in the address of the QR code.")
    code = serializers.CharField(required=False, help_text="The short code printed beside the QR code.")

    def validate(self, attrs: dict[str, str]) -> dict[str, str]:
        if not attrs:
            raise serializers.ValidationError({"code": _("Send payload or code.")})
        return attrs

    def answer(self) -> Answer:
        """Return what came of the check, once the question is valid."""
        asked, today = self.validated_data, clock.today()
        if "payload" in asked:
            return verification.check_payload(asked["payload"], on=today)
        return verification.check_code(asked["code"], on=today)


class AnswerSerializer(serializers.Serializer[Answer]):
    """What came of a check, with nothing that a stranger may not see. All but the outcome only if one was found."""

    outcome = serializers.ChoiceField(choices=[one.value for one in Outcome])
    number = serializers.CharField(source="certificate.number", required=False)
    issued_on = serializers.DateField(source="certificate.issued_on", required=False)
    valid_until = serializers.DateField(source="certificate.valid_until", required=False, allow_null=True)
    kind_ky = serializers.CharField(source="certificate.title_ky", required=False)
    kind_ru = serializers.CharField(source="certificate.title_ru", required=False)
    initials = serializers.CharField(required=False)
    reason = serializers.CharField(required=False, help_text="Why it was revoked.")
    replaced_by = serializers.CharField(source="successor.number", required=False)
    council = serializers.CharField(source="council.key", required=False, help_text="Whose it is: another council's.")

    def to_representation(self, instance: Answer) -> dict[str, Any]:
        """Leave out what there is nothing to say about."""
        told = super().to_representation(instance)
        endless = {"valid_until": None} if instance.certificate else {}
        return endless | {name: value for name, value in told.items() if value}
