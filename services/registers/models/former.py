"""What a resident was called before, and under which PIN."""

from django.db import models

from services.registers.models.resident import Resident


class FormerName(models.Model):
    """A name that a resident bore until a day, for example before a marriage. Corrected mistakes are not kept."""

    resident = models.ForeignKey(Resident, on_delete=models.PROTECT, related_name="former_names")
    surname = models.CharField(max_length=80)
    given_name = models.CharField(max_length=80, blank=True)
    patronymic = models.CharField(max_length=80, blank=True)
    until = models.DateField()

    class Meta:
        ordering = ["-until", "-id"]

    def __str__(self) -> str:
        return " ".join(part for part in (self.surname, self.given_name, self.patronymic) if part)


class FormerPin(models.Model):
    """A PIN that a resident had until a day: the civil registry may assign another.

    Kept for corrected mistakes too, so that papers which carry the old number still find the person.
    """

    resident = models.ForeignKey(Resident, on_delete=models.PROTECT, related_name="former_pins")
    pin = models.CharField(max_length=14, db_index=True)
    until = models.DateField()

    class Meta:
        ordering = ["-until", "-id"]
        constraints = [
            models.CheckConstraint(name="a_former_pin_has_14_digits", condition=models.Q(pin__regex=r"^[0-9]{14}$"))
        ]
