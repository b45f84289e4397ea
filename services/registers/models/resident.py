"""A person in the register."""

from collections.abc import Iterable
from datetime import date
from typing import Any, Literal, cast

from django.contrib.postgres.indexes import GinIndex
from django.db import models
from django.db.models import Func, Q, Value
from django.db.models.functions import Collate, Left, Reverse, Trim

from services.registers import keys
from services.registers.codes import Nationality, Sex
from services.registers.models import name_word
from tereze.exchange import references
from tereze.exchange.values import PersonName


class Resident(models.Model):
    """A person who is or was a member of a household of this council.

    Names are as in the document: with «Асан уулу» as surname there is no patronymic. The Latin name is copied from the
    document, never computed, because passports follow no single rule. PIN, phone and birth date may be unknown.
    Education, occupation, marital status, disability and military duty are codes of `services.registers.codelists`.
    Who was written down twice is merged into the entry that stays; the other one only leads there.
    """

    reference = models.CharField(max_length=10, unique=True, default=references.new, editable=False)
    pin = models.CharField(max_length=14, blank=True)
    pin_reversed = models.GeneratedField(
        expression=Reverse("pin"), output_field=models.CharField(max_length=14), db_persist=True
    )
    surname = models.CharField(max_length=80)
    given_name = models.CharField(max_length=80, blank=True)
    patronymic = models.CharField(max_length=80, blank=True)
    surname_latin = models.CharField(max_length=80, blank=True)
    given_name_latin = models.CharField(max_length=80, blank=True)
    sex = models.CharField(max_length=1, choices=Sex)
    birth_date = models.DateField(null=True, blank=True)
    birth_place = models.CharField(max_length=160, blank=True)
    citizenship = models.CharField(max_length=2, blank=True, default="KG")
    nationality = models.CharField(max_length=20, choices=Nationality, blank=True)
    phone = models.CharField(max_length=16, blank=True)
    phone_reversed = models.GeneratedField(
        expression=Reverse("phone"), output_field=models.CharField(max_length=16), db_persist=True
    )
    education = models.CharField(max_length=20, blank=True, default="", db_default="")
    occupation = models.CharField(max_length=20, blank=True, default="", db_default="")
    workplace = models.CharField(max_length=160, blank=True, default="", db_default="")
    marital_status = models.CharField(max_length=10, blank=True, default="", db_default="")
    disability = models.CharField(max_length=10, blank=True, default="", db_default="")
    disability_until = models.DateField(null=True, blank=True)
    military_duty = models.CharField(max_length=16, blank=True, default="", db_default="")
    death_date = models.DateField(null=True, blank=True)
    merged_into = models.ForeignKey("self", on_delete=models.PROTECT, related_name="merged", null=True, blank=True)
    search_norm = models.TextField(editable=False)
    sort_key = models.CharField(max_length=260, editable=False)

    class Meta:
        constraints = [
            models.UniqueConstraint(name="a_pin_is_one_residents", fields=["pin"], condition=~Q(pin="")),
            models.CheckConstraint(
                name="a_pin_has_14_digits_or_is_unknown", condition=Q(pin="") | Q(pin__regex=r"^[0-9]{14}$")
            ),
            models.CheckConstraint(name="a_resident_is_female_or_male", condition=Q(sex__in=["f", "m"])),
            models.CheckConstraint(name="a_resident_has_a_surname", condition=~Q(surname="")),
            models.CheckConstraint(
                name="a_resident_phone_is_e164", condition=Q(phone="") | Q(phone__regex=r"^\+[1-9][0-9]{7,14}$")
            ),
            models.CheckConstraint(
                name="a_resident_dies_after_birth",
                condition=Q(death_date__isnull=True)
                | Q(birth_date__isnull=True)
                | Q(death_date__gte=models.F("birth_date")),
            ),
        ]
        indexes = [
            GinIndex(fields=["search_norm"], name="resident_search", opclasses=["gin_trgm_ops"], fastupdate=False),
            GinIndex(
                Func(Trim("search_norm"), Value(" "), function="string_to_array"),
                name="resident_words",
                fastupdate=False,
            ),
            models.Index(  # the key's beginning only: many former names would make it too long for an index
                Collate(Left("search_norm", 60), "C"), name="resident_leading", condition=Q(death_date__isnull=True)
            ),
            models.Index(fields=["pin"], name="resident_pin_start", opclasses=["text_pattern_ops"]),
            models.Index(fields=["pin_reversed"], name="resident_pin_end", opclasses=["text_pattern_ops"]),
            models.Index(fields=["phone_reversed"], name="resident_phone_end", opclasses=["text_pattern_ops"]),
        ]

    def __str__(self) -> str:
        return self.name.full

    def save(self, *args: Any, **kwargs: Any) -> None:
        former = self.former_names.values_list("surname", "given_name", "patronymic") if self.pk else ()
        self.index(former=former)
        super().save(*args, **kwargs)
        name_word.learn(self.search_norm)

    @property
    def name(self) -> PersonName:
        """The name as certificates speak of it."""
        sex = cast("Literal['m', 'f']", self.sex)
        return PersonName(surname=self.surname, given=self.given_name, patronymic=self.patronymic, sex=sex)

    @property
    def latin_name(self) -> str:
        """The name as in the passport's Latin lines; empty where the document is unknown."""
        return " ".join(part for part in (self.surname_latin, self.given_name_latin) if part)

    @property
    def subject(self) -> str:
        """How the journal names the resident."""
        return f"resident:{self.reference}"

    def index(self, *, former: Iterable[tuple[str, str, str]] = ()) -> None:
        """Fill what search and sorting need. `save` does it; who writes in bulk calls it.

        An entry that was merged into another is found no more: the other one is.
        """
        self.search_norm = (
            ""
            if self.merged_into_id
            else keys.person(
                self.surname, self.given_name, self.patronymic, self.surname_latin, self.given_name_latin, former=former
            )
        )
        self.sort_key = keys.sort(self.surname, self.given_name, self.patronymic)[:260]

    def alive_on(self, day: date) -> bool:
        """Return whether the resident lived on `day`: the day of death is not counted as lived."""
        return self.death_date is None or self.death_date > day

    def age_on(self, day: date) -> int | None:
        """Return the completed years on `day` (on the day of death, for the dead); None if not known."""
        if self.birth_date is None:
            return None
        end = min(day, self.death_date) if self.death_date else day
        birthday_is_ahead = (end.month, end.day) < (self.birth_date.month, self.birth_date.day)
        return max(end.year - self.birth_date.year - birthday_is_ahead, 0)
