"""Regions, districts and the tenants themselves. Public schema; never a person's data here."""

from typing import ClassVar, Self

from django.db import models
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _
from django_tenants.models import DomainMixin, TenantMixin


class Kind(models.TextChoices):
    """What a tenant is; its kind chooses the URL map."""

    COUNCIL = "council", _("Council")
    DISTRICT = "district", _("District")
    OPERATOR = "operator", _("Operator")


class Status(models.TextChoices):
    """Where a tenant stands. Only active ones are served."""

    PREPARING = "preparing", _("Being set up")
    ACTIVE = "active", _("Active")
    SUSPENDED = "suspended", _("Suspended")
    CLOSED = "closed", _("Closed")


class Named(models.Model):
    """Something with a name in both languages."""

    name_ky = models.CharField(max_length=120)
    name_ru = models.CharField(max_length=120)

    class Meta:
        abstract = True

    def __str__(self) -> str:
        return self.name

    @property
    def name(self) -> str:
        """The name in the language of the page; Kyrgyz unless the page is Russian."""
        return self.name_ru if get_language() == "ru" else self.name_ky


class Region(Named):
    """An oblast, or a city of its rank. `soate` is the prefix of its codes (417 and two digits)."""

    key = models.SlugField(primary_key=True)
    soate = models.CharField(max_length=14, blank=True)
    name_en = models.CharField(max_length=120, blank=True)
    verified = models.BooleanField(default=True)


class District(Named):  # type: ignore[django-manager-missing]  # the tenants' mixin is untyped
    """A rayon. `soate` is the prefix of its codes (417, region, three digits)."""

    key = models.SlugField(primary_key=True)
    region = models.ForeignKey(Region, on_delete=models.PROTECT, related_name="districts")
    soate = models.CharField(max_length=14, blank=True)
    name_en = models.CharField(max_length=120, blank=True)
    verified = models.BooleanField(default=True)


class TenantQuerySet(models.QuerySet["Tenant"]):
    """Questions about tenants."""

    def councils(self) -> Self:
        return self.filter(kind=Kind.COUNCIL)

    def active(self) -> Self:
        return self.filter(status=Status.ACTIVE)

    def in_district(self, district: str) -> Self:
        return self.filter(district_id=district)


class Tenant(TenantMixin):  # type: ignore[misc]
    """A council, a district's administration, or the operator: one schema, one host, its own staff."""

    auto_create_schema: ClassVar[bool] = False

    key = models.SlugField(unique=True, max_length=31)
    kind = models.CharField(max_length=10, choices=Kind)
    status = models.CharField(max_length=10, choices=Status, default=Status.PREPARING)
    soate = models.CharField(max_length=14, blank=True)
    district = models.ForeignKey(District, null=True, blank=True, on_delete=models.PROTECT, related_name="tenants")
    short_ky = models.CharField(max_length=120)
    short_ru = models.CharField(max_length=120)
    aymak_ky = models.CharField(max_length=160, blank=True)
    aymak_ru = models.CharField(max_length=160, blank=True)
    okmotu_ky = models.CharField(max_length=160)
    okmotu_ru = models.CharField(max_length=160)
    created_at = models.DateTimeField()

    objects = TenantQuerySet.as_manager()

    class Meta:
        ordering = ["key"]

    def __str__(self) -> str:
        return self.key

    @property
    def name(self) -> str:
        """The office's name in the language of the page («Кароол айыл өкмөтү»)."""
        return self.okmotu_ru if get_language() == "ru" else self.okmotu_ky

    @property
    def short_name(self) -> str:
        """The place's name in the language of the page («Кароол»)."""
        return self.short_ru if get_language() == "ru" else self.short_ky


class Domain(DomainMixin):  # type: ignore[misc]
    """A host name, without port, under which a tenant is reached."""


class PublishedKey(models.Model):
    """The public half of a key with which a council signs certificates, for everybody to check them with.

    `endorsement` is the signature of the council's key before it (of the key itself, when it is the first).
    """

    tenant = models.ForeignKey(Tenant, on_delete=models.CASCADE, related_name="published_keys")
    number = models.PositiveSmallIntegerField()
    public = models.BinaryField()
    endorsement = models.BinaryField()
    made_at = models.DateTimeField()
    retired_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [models.UniqueConstraint(name="a_council_has_a_key_once", fields=["tenant", "number"])]


class Blueprint(models.Model):
    """The tables of a new tenant as SQL text, for one state of the migrations. Saves running them for each tenant."""

    digest = models.CharField(max_length=64, primary_key=True)
    sql = models.TextField()
    rows = models.JSONField()
    made_at = models.DateTimeField()
