"""What is stored of certificates. Each schema; no link to the register: a certificate stands by itself."""

from datetime import date
from typing import Self

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from tereze.exchange import references
from tereze.storage.models import StoredFile


class Status(models.TextChoices):
    """What became of an issued certificate. That it expired is seen from its dates."""

    ISSUED = "issued", _("Valid")
    REVOKED = "revoked", _("Revoked")
    REPLACED = "replaced", _("Replaced")


class State(models.TextChoices):
    """How a certificate stands on a day, its time included: what lists, pages and checkers are told."""

    VALID = "valid", _("Valid")
    EXPIRED = "expired", _("Expired")
    REVOKED = "revoked", _("Revoked")
    REPLACED = "replaced", _("Replaced")


class CertificateQuerySet(models.QuerySet["Certificate"]):
    """Questions about certificates."""

    def of(self, subject: str) -> Self:
        return self.filter(subject=subject)

    def issued_on(self, day: date) -> Self:
        return self.filter(issued_on=day)

    def in_state(self, state: State, on: date) -> Self:
        if state not in {State.VALID, State.EXPIRED}:
            return self.filter(status=state)
        in_time = Q(valid_until__isnull=True) | Q(valid_until__gte=on)
        return self.filter(in_time if state == State.VALID else ~in_time, status=Status.ISSUED)

    def newest_first(self) -> Self:
        return self.order_by("-issued_at", "-pk")


class Certificate(models.Model):
    """A signed statement that the council gave to a resident.

    Once issued it says the same for ever; a mistake is revoked, or replaced by a new one. `subject` is the resident's
    public reference. `snapshot` holds the facts with their sources and the document that was printed; from it the PDF
    can be made again byte for byte.
    """

    reference = models.CharField(max_length=10, unique=True, default=references.new)
    request_key = models.CharField(max_length=160, unique=True)
    request_digest = models.CharField(max_length=64)

    journal = models.CharField(max_length=40)
    year = models.PositiveSmallIntegerField()
    serial = models.PositiveIntegerField()
    number = models.CharField(max_length=30, unique=True)

    template_code = models.SlugField(max_length=40)
    template_version = models.PositiveIntegerField()
    title_ky = models.CharField(max_length=160)
    title_ru = models.CharField(max_length=160)
    language = models.CharField(max_length=4)

    subject = models.CharField(max_length=40)
    subject_name = models.CharField(max_length=200)
    addressee = models.CharField(max_length=200, blank=True)

    issued_on = models.DateField()
    issued_at = models.DateTimeField()
    valid_until = models.DateField(null=True)
    issued_by = models.CharField(max_length=160)
    issued_by_name = models.CharField(max_length=160)
    seconds_taken = models.PositiveIntegerField(null=True)

    snapshot = models.JSONField()
    payload = models.CharField(max_length=600)
    short_code = models.CharField(max_length=16, unique=True)
    file = models.OneToOneField(StoredFile, on_delete=models.PROTECT, related_name="+")

    status = models.CharField(max_length=10, choices=Status, default=Status.ISSUED)
    ended_at = models.DateTimeField(null=True)
    ended_by_name = models.CharField(max_length=160, blank=True)
    reason = models.CharField(max_length=300, blank=True)
    replaces = models.OneToOneField("self", null=True, on_delete=models.PROTECT, related_name="replaced_by")
    times_printed = models.PositiveIntegerField(default=0)

    objects = CertificateQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(name="a_number_is_used_once", fields=["journal", "year", "serial"]),
            models.CheckConstraint(
                name="an_ended_certificate_says_when_and_why",
                condition=Q(status="issued", ended_at__isnull=True)
                | Q(~Q(status="issued"), ~Q(reason=""), ended_at__isnull=False),
            ),
            models.CheckConstraint(
                name="a_certificate_is_valid_from_its_day",
                condition=Q(valid_until__isnull=True) | Q(valid_until__gte=F("issued_on")),
            ),
        ]
        indexes = [
            models.Index(fields=["subject", "-issued_at"], name="certificates_of_a_resident"),
            models.Index(fields=["-issued_at", "-id"], name="certificates_newest"),
            models.Index(fields=["issued_on"], name="certificates_of_a_day"),
            models.Index(fields=["ended_at"], name="certificates_ended", condition=Q(ended_at__isnull=False)),
        ]

    def __str__(self) -> str:
        return self.number

    def state(self, on: date) -> State:
        """Return how the certificate stands on a day; its last day is still valid."""
        if self.status != Status.ISSUED:
            return State(self.status)
        return State.EXPIRED if self.valid_until is not None and on > self.valid_until else State.VALID


class Printing(models.Model):
    """One more time that a certificate was printed, and by whom. The first printing is the issue itself: no row."""

    certificate = models.ForeignKey(Certificate, on_delete=models.PROTECT, related_name="printings")
    at = models.DateTimeField()
    by_name = models.CharField(max_length=160)


class CheckCount(models.Model):
    """How often a certificate was checked on a day. By whom is kept nowhere."""

    certificate = models.ForeignKey(Certificate, on_delete=models.PROTECT, related_name="checks")
    day = models.DateField()
    times = models.PositiveIntegerField()

    class Meta:
        constraints = [models.UniqueConstraint(name="one_count_per_certificate_and_day", fields=["certificate", "day"])]


class Probing(models.TextChoices):
    """What somebody shows who tries codes, or alters papers."""

    UNKNOWN = "unknown", _("Codes that nobody was given")
    FORGED = "forged", _("Altered or forged codes")
    ELSEWHERE = "elsewhere", _("Certificates of other councils")
    DIGITS = "digits", _("Wrong digits of a PIN")


class ProbeCount(models.Model):
    """How often something that looks like probing happened on a day."""

    day = models.DateField()
    what = models.CharField(max_length=10, choices=Probing)
    times = models.PositiveIntegerField()

    class Meta:
        constraints = [models.UniqueConstraint(name="one_count_per_probing_and_day", fields=["day", "what"])]


class WrongDigits(models.Model):
    """Wrong digits of a PIN for one certificate from one address. The digits are kept nowhere.

    `tries` counts until the pause, `tries_today` until a day has passed without any. `address` is a keyed hash: it
    tells one address from another and names none.
    """

    certificate = models.ForeignKey(Certificate, on_delete=models.CASCADE, related_name="+")
    address = models.CharField(max_length=32)
    tries = models.PositiveSmallIntegerField(default=0)
    tries_today = models.PositiveSmallIntegerField(default=0)
    last_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(name="one_row_per_certificate_and_address", fields=["certificate", "address"])
        ]


class OwnWords(models.Model):
    """What a clerk wrote in place of what grammar made of a resident's name or address, for the next certificate.

    `key` is `language:placeholder`. They hold as long as grammar still makes `made` of what the register says.
    """

    subject = models.CharField(max_length=40)
    key = models.CharField(max_length=120)
    made = models.CharField(max_length=300)
    words = models.CharField(max_length=300)

    class Meta:
        constraints = [models.UniqueConstraint(name="own_words_once_per_place", fields=["subject", "key"])]


class Adoption(models.Model):
    """The kenesh's decision by which a council gives a service that is not one of the thirteen basic ones."""

    template_code = models.SlugField(max_length=40, unique=True)
    number = models.CharField(max_length=40)
    decided_on = models.DateField()
