"""Adding a field, naming it anew, putting it away and taking it out again."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from django.db import IntegrityError, transaction
from django.db.models import Max

from services.registers.fields import values
from services.registers.models import CustomField, CustomValue
from services.registers.violations import broken
from tereze import clock
from tereze.accounts.permissions import Actor
from tereze.audit import journal


class KeyTakenError(Exception):
    """Another field of residents, households or parcels has this key."""


class ChoiceInUseError(Exception):
    """A choice that is written somewhere cannot be taken away; `codes` are those."""

    def __init__(self, codes: Sequence[str]) -> None:
        self.codes = tuple(codes)
        super().__init__(", ".join(codes))


@dataclass(frozen=True)
class Described:
    """What a field is called in both languages, and what may be chosen in it: (code, ky, ru)."""

    label_ky: str
    label_ru: str
    choices: tuple[tuple[str, str, str], ...] = field(default=())


@transaction.atomic
def add(*, about: str, key: str, type: str, described: Described, by: Actor) -> CustomField:  # noqa: A002  # its name
    """Add a field after those there are. Raises KeyTakenError."""
    last = CustomField.objects.filter(about=about).aggregate(last=Max("order"))["last"] or 0
    made = CustomField(about=about, key=key, type=type, order=last + 1)
    _describe(made, described)
    try:
        with transaction.atomic():
            made.save()
    except IntegrityError as error:
        if broken(error) == "a_field_has_its_own_key":
            raise KeyTakenError(key) from error
        raise
    journal.record("fields.added", by=by, field=made.label_ky, about=about, type=type)
    return made


@transaction.atomic
def describe(field: CustomField, described: Described, *, by: Actor) -> CustomField:
    """Call the field otherwise, or let more be chosen. Raises ChoiceInUseError."""
    field = CustomField.objects.select_for_update().get(pk=field.pk)
    kept = {code for code, _ky, _ru in described.choices}
    gone = [one["code"] for one in field.choices if one["code"] not in kept]
    used = CustomValue.objects.filter(field=field, text__in=gone).values_list("text", flat=True).distinct()
    if in_use := sorted(used):
        raise ChoiceInUseError(in_use)
    _describe(field, described)
    field.save()
    _find_anew(field)
    journal.record("fields.described", by=by, field=field.label_ky)
    return field


@transaction.atomic
def archive(field: CustomField, *, by: Actor) -> None:
    """Put the field away: it is asked no more, and keeps what was written."""
    CustomField.objects.filter(pk=field.pk, archived_at__isnull=True).update(archived_at=clock.now())
    journal.record("fields.archived", by=by, field=field.label_ky)


@transaction.atomic
def restore(field: CustomField, *, by: Actor) -> None:
    """Take a field out again."""
    CustomField.objects.filter(pk=field.pk).update(archived_at=None)
    journal.record("fields.restored", by=by, field=field.label_ky)


def _describe(field: CustomField, described: Described) -> None:
    field.label_ky, field.label_ru = described.label_ky, described.label_ru
    field.choices = [{"code": code, "ky": ky, "ru": ru} for code, ky, ru in described.choices]


def _find_anew(field: CustomField) -> None:
    """Let values of a choice be found by its new words."""
    if field.type != CustomField.Type.CHOICE:
        return
    for one in field.choices:
        norm = values.searched(field, one["code"])
        CustomValue.objects.filter(field=field, text=one["code"]).update(search_norm=norm)
