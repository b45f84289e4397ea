"""People, households, memberships and benefits, as an export has them."""

from collections.abc import Sequence
from datetime import date

from django.db.models import F, OuterRef, Subquery
from django.utils.translation import gettext_lazy as _

from services.registers import codelists, codes, phones
from services.registers.exports.columns import (
    Column,
    Part,
    Rights,
    address,
    chosen,
    field,
    listed,
    own_columns,
    person,
    plain,
    relation,
    there,
    yes_or_no,
)
from services.registers.imports.fields import Field
from services.registers.models import BenefitHolding, Household, IdentityDocument, Membership


def people(on: date, rights: Rights) -> Part:
    """Everybody who belongs to a household on the day, in the order of the book."""
    annotated, own = own_columns("resident", "resident")
    document = IdentityDocument.objects.filter(resident=OuterRef("resident")).order_by(
        F("issued_on").desc(nulls_last=True), "-id"
    )
    sensitive = [
        field(Field.DISABILITY, "resident__disability", listed(codelists.DISABILITY)),
        field(Field.MILITARY_DUTY, "resident__military_duty", listed(codelists.MILITARY_DUTY), 22),
    ]
    columns = [
        field(Field.ACCOUNT, "household__account", width=10),
        *person("resident__", rights),
        field(Field.BIRTH_DATE, "resident__birth_date"),
        field(Field.SEX, "resident__sex", chosen(codes.Sex.choices), 10),
        field(Field.RELATION, "relation", relation, 24),
        *address("here"),
        field(Field.PHONE, "resident__phone", lambda phone: phones.local(phone or ""), 16),
        field(Field.DOCUMENT_SERIES, "document_series", width=10),
        field(Field.DOCUMENT_NUMBER, "document_number", width=12),
        field(Field.DOCUMENT_ISSUED_ON, "document_issued_on"),
        field(Field.DOCUMENT_AUTHORITY, "document_authority", width=20),
        field(Field.NATIONALITY, "resident__nationality", chosen(codes.Nationality.choices)),
        field(Field.BIRTH_PLACE, "resident__birth_place", width=34),
        field(Field.SURNAME_LATIN, "resident__surname_latin", width=20),
        field(Field.GIVEN_NAME_LATIN, "resident__given_name_latin", width=18),
        field(Field.EDUCATION, "resident__education", listed(codelists.EDUCATION), 20),
        field(Field.OCCUPATION, "resident__occupation", listed(codelists.OCCUPATION), 24),
        field(Field.WORKPLACE, "resident__workplace", width=28),
        field(Field.MARITAL_STATUS, "resident__marital_status", listed(codelists.MARITAL_STATUS), 20),
        *(sensitive if rights.benefits else []),
        *own,
    ]
    shown = ("series", "number", "issued_on", "authority")
    papers = {f"document_{name}": Subquery(document.values(name)[:1]) for name in shown}
    rows = (
        Membership.objects.on(on)
        .alias(here=there("household__addresses", on))
        .annotate(**papers, **annotated)
        .order_by("household__book", "household__page", "pk")
    )
    return Part("people", _("People"), columns, rows)


def households(on: date) -> Part:
    annotated, own = own_columns("household", "pk")
    columns = [
        field(Field.ACCOUNT, "account", width=10),
        field(Field.BOOK, "book", width=8),
        field(Field.PAGE, "page", width=8),
        *address("here"),
        field(Field.PHONE, "phone", lambda phone: phones.local(phone or ""), 16),
        Column(_("Kind of household"), "kind", chosen(codes.HouseholdKind.choices), 18),
        Column(_("Category"), "categories", _categories, 30),
        Column(_("Latitude"), "latitude", plain),
        Column(_("Longitude"), "longitude", plain),
        Column(_("Opened on"), "opened_on", plain),
        Column(_("Closed on"), "closed_on", plain),
        *own,
    ]
    rows = Household.objects.alias(here=there("addresses", on)).annotate(**annotated).order_by("book", "page", "pk")
    return Part("households", _("Households"), columns, rows)


def _categories(held: Sequence[str] | None) -> str:
    return ", ".join(map(codelists.HOUSEHOLD_CATEGORY.label, held or []))


def memberships(rights: Rights) -> Part:
    """Who belonged where and when, the dead and the gone among them."""
    columns = [
        field(Field.ACCOUNT, "household__account", width=10),
        *person("resident__", rights),
        field(Field.BIRTH_DATE, "resident__birth_date"),
        Column(_("Died on"), "resident__death_date", plain),
        field(Field.RELATION, "relation", relation, 24),
        Column(_("Joined on"), "joined_on", plain),
        Column(_("Why joined"), "join_reason", chosen(codes.JoinReason.choices), 18),
        Column(_("Left on"), "left_on", plain),
        Column(_("Why left"), "leave_reason", chosen(codes.LeaveReason.choices), 18),
        Column(_("Registered here"), "registered", yes_or_no, 10),
        Column(_("Lives here"), "lives_here", yes_or_no, 10),
        Column(_("Abroad"), "abroad_country", lambda code: codes.country(code) if code else "", 16),
        Column(_("Abroad since"), "abroad_since", plain),
    ]
    rows = Membership.objects.order_by("household__book", "household__page", "resident", "joined_on", "pk")
    return Part("memberships", _("Memberships"), columns, rows)


def benefits(rights: Rights) -> Part:
    columns = [
        *person("resident__", rights),
        field(Field.BENEFIT, "category", listed(codelists.BENEFIT), 34),
        Column(_("Since"), "since", plain),
        Column(_("Until"), "until", plain),
        Column(_("Document"), "document", plain, 24),
    ]
    rows = BenefitHolding.objects.order_by("resident__sort_key", "pk")
    return Part("benefits", _("Benefits"), columns, rows)
