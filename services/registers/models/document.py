"""A document that proves who a resident is."""

from datetime import date
from typing import Self

from django.db import models
from django.db.models import F, Q

from services.registers.codes import DocumentType
from services.registers.models.resident import Resident


class IdentityDocumentQuerySet(models.QuerySet["IdentityDocument"]):
    """Questions about documents."""

    def issued_by(self, day: date) -> Self:
        """Those that existed on `day`, the newest first; of unknown date last."""
        return self.filter(Q(issued_on__isnull=True) | Q(issued_on__lte=day)).order_by(
            F("issued_on").desc(nulls_last=True), "-id"
        )


class IdentityDocument(models.Model):
    """One document of a resident. Series in capital letters as printed («ID»), number with its leading zeros."""

    resident = models.ForeignKey(Resident, on_delete=models.PROTECT, related_name="documents")
    type = models.CharField(max_length=20, choices=DocumentType)
    series = models.CharField(max_length=8, blank=True)
    number = models.CharField(max_length=12)
    issued_on = models.DateField(null=True, blank=True)
    expires_on = models.DateField(null=True, blank=True)
    authority = models.CharField(max_length=120, blank=True)

    objects = IdentityDocumentQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(name="a_document_is_one_residents", fields=["number", "series", "type"]),
            models.CheckConstraint(name="a_document_has_a_number", condition=~Q(number="")),
            models.CheckConstraint(
                name="a_document_expires_after_its_issue",
                condition=Q(expires_on__isnull=True) | Q(issued_on__isnull=True) | Q(expires_on__gt=F("issued_on")),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.series}{self.number}"

    def expired_on(self, day: date) -> bool:
        """Return whether the document is no longer valid on `day`; its last day is still valid."""
        return self.expires_on is not None and self.expires_on < day
