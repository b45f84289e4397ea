"""Residents as JSON."""

from datetime import date
from typing import Any

from django.http import Http404
from django.utils.translation import gettext_lazy as _
from drf_spectacular.utils import OpenApiParameter, extend_schema, extend_schema_field
from rest_framework import serializers
from rest_framework.exceptions import ValidationError
from rest_framework.generics import ListAPIView
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from services.registers import phones, pin, queries, search, sensitive
from services.registers.models import BenefitHolding, Resident
from services.registers.queries import Card, Member
from services.registers.search import FoundResident
from tereze import clock
from tereze.accounts.permissions import Actor, Permission
from tereze.audit import journal, purposes
from tereze.audit.purposes import Why
from tereze.exchange.values import Address

MOST_FOUND = 100


class BilingualSerializer(serializers.Serializer[Any]):
    """A name in both languages."""

    ky = serializers.CharField()
    ru = serializers.CharField()


class AddressSerializer(serializers.Serializer[Address]):
    """A place of residence; `flat` may be empty."""

    village = BilingualSerializer()
    street = BilingualSerializer()
    house = serializers.CharField()
    flat = serializers.CharField()


class FoundSerializer(serializers.Serializer[FoundResident]):
    """A resident as a search finds one. Only the last four digits of the PIN are told."""

    reference = serializers.CharField()
    surname = serializers.CharField()
    given_name = serializers.CharField()
    patronymic = serializers.CharField()
    pin = serializers.SerializerMethodField()
    birth_date = serializers.DateField(allow_null=True)
    death_date = serializers.DateField(allow_null=True)
    address = AddressSerializer(allow_null=True)
    approximate = serializers.BooleanField(help_text="found in spite of wrong letters")

    def get_pin(self, found: FoundResident) -> str:
        return pin.mask(found.pin)


class MemberSerializer(serializers.Serializer[Member]):
    """A member of the household and the relation to its head."""

    reference = serializers.CharField(source="resident.reference")
    surname = serializers.CharField(source="resident.surname")
    given_name = serializers.CharField(source="resident.given_name")
    patronymic = serializers.CharField(source="resident.patronymic")
    birth_date = serializers.DateField(source="resident.birth_date", allow_null=True)
    relation = serializers.CharField(source="relation.value")
    since = serializers.DateField(allow_null=True)
    registered = serializers.BooleanField()
    lives_here = serializers.BooleanField()
    abroad_country = serializers.CharField(help_text="ISO 3166, or empty")


class HouseholdSerializer(serializers.Serializer[Card]):
    """The household on the day."""

    reference = serializers.CharField(source="stay.household.reference")
    account = serializers.CharField(source="stay.household.account")
    book = serializers.IntegerField(source="stay.household.book")
    page = serializers.IntegerField(source="stay.household.page")
    relation = serializers.CharField(source="stay.relation")
    since = serializers.DateField(source="belonging.since", allow_null=True, default=None)
    members = MemberSerializer(many=True)


class BenefitSerializer(serializers.Serializer[BenefitHolding]):
    """A benefit held on the day."""

    category = serializers.CharField()
    since = serializers.DateField(allow_null=True)
    until = serializers.DateField(allow_null=True)


class CardSerializer(serializers.Serializer[Card]):
    """A resident's card as of a day.

    PIN and phone are whole only for a key that may see them; benefits, disability and military duty are null for a key
    that may not.
    """

    reference = serializers.CharField(source="resident.reference")
    on = serializers.DateField()
    surname = serializers.CharField(source="resident.surname")
    given_name = serializers.CharField(source="resident.given_name")
    patronymic = serializers.CharField(source="resident.patronymic")
    surname_latin = serializers.CharField(source="resident.surname_latin")
    given_name_latin = serializers.CharField(source="resident.given_name_latin")
    pin = serializers.SerializerMethodField()
    sex = serializers.ChoiceField(source="resident.sex", choices=["f", "m"])
    birth_date = serializers.DateField(source="resident.birth_date", allow_null=True)
    birth_place = serializers.CharField(source="resident.birth_place")
    citizenship = serializers.CharField(source="resident.citizenship")
    nationality = serializers.CharField(source="resident.nationality")
    death_date = serializers.DateField(source="resident.death_date", allow_null=True)
    phone = serializers.SerializerMethodField()
    education = serializers.CharField(source="resident.education")
    occupation = serializers.CharField(source="resident.occupation")
    workplace = serializers.CharField(source="resident.workplace")
    marital_status = serializers.CharField(source="resident.marital_status")
    disability = serializers.SerializerMethodField()
    military_duty = serializers.SerializerMethodField()
    benefits = serializers.SerializerMethodField()
    address = AddressSerializer(source="address.value", allow_null=True, default=None)
    household = serializers.SerializerMethodField()

    def get_pin(self, card: Card) -> str:
        return card.resident.pin if self.context["reveal"] else pin.mask(card.resident.pin)

    def get_phone(self, card: Card) -> str:
        number = card.resident.phone
        return number if self.context["reveal"] or not number else phones.mask(number)

    def get_disability(self, card: Card) -> str | None:
        return card.resident.disability if self.context["sensitive"] else None

    def get_military_duty(self, card: Card) -> str | None:
        return card.resident.military_duty if self.context["sensitive"] else None

    @extend_schema_field(BenefitSerializer(many=True, allow_null=True))
    def get_benefits(self, card: Card) -> Any:
        if not self.context["sensitive"]:
            return None
        held: Any = sensitive.benefits(card.resident, on=card.on)
        return BenefitSerializer(held, many=True).data

    @extend_schema_field(HouseholdSerializer(allow_null=True))
    def get_household(self, card: Card) -> Any:
        return HouseholdSerializer(card).data if card.stay else None


class ResidentsView(ListAPIView[Any]):
    """Find residents by whatever a clerk would type: names in any spelling, PIN or its end, phone, document, address.

    At most a hundred, the likeliest first.
    """

    permission = Permission.RESIDENT_SEARCH
    serializer_class = FoundSerializer

    def get_queryset(self) -> Any:
        if getattr(self, "swagger_fake_view", False):  # the description is being written, nobody asks
            return []
        query = self.request.query_params.get("q", "").strip()
        if not query:
            raise ValidationError({"q": _("Say whom to look for.")})
        return search.find_residents(query, MOST_FOUND)

    @extend_schema(
        operation_id="residents_search",
        parameters=[OpenApiParameter("q", str, required=True, description="a name, a number, an address")],
    )
    def get(self, request: Request, *args: Any, **kwargs: Any) -> Response:
        """Find residents."""
        return super().get(request, *args, **kwargs)


class ResidentView(APIView):
    """A resident's card, today or as of a day. Every look is in the journal."""

    permission = Permission.RESIDENT_VIEW

    @extend_schema(
        operation_id="residents_card",
        parameters=[OpenApiParameter("on", date, description="as of this day; today if left out")],
        responses=CardSerializer,
    )
    def get(self, request: Request, reference: str) -> Response:
        by: Actor = request.user  # type: ignore[assignment]  # NamedPermission let only actors through
        try:
            card = queries.card(reference, on=_day(request))
        except Resident.DoesNotExist:
            raise Http404 from None
        reveal, more = by.may(Permission.RESIDENT_REVEAL), by.may(Permission.BENEFIT_VIEW)
        journal.record_read(
            "resident.viewed",
            subject=card.resident.subject,
            by=by,
            why=Why(purposes.PROGRAM),
            revealed=reveal,
            **({"also": "benefits"} if more else {}),
        )
        return Response(CardSerializer(card, context={"reveal": reveal, "sensitive": more}).data)


def _day(request: Request) -> date:
    asked = request.query_params.get("on", "")
    if not asked:
        return clock.today()
    try:
        return date.fromisoformat(asked)
    except ValueError:
        raise ValidationError({"on": _("Write the day as 2026-11-23.")}) from None
