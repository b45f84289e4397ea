"""Shares of a thing: what they add up to, and what becomes of them when a part passes to somebody else."""

import re
from collections.abc import Iterable
from datetime import date
from fractions import Fraction
from typing import Any, Final

from django.utils.translation import gettext_lazy as _

from services.registers.life.pen import Pen
from services.registers.life.registry import RefusedError
from services.registers.life.subjects import Thing, kind_of
from services.registers.models import Household, Ownership, Resident
from services.registers.models.ranges import holds_on

Owner = Resident | Household
WHOLE: Final = Fraction(1)
_PERCENT: Final = re.compile(r"(\d{1,3}(?:[.,]\d{1,4})?)\s*%")
_PARTS: Final = re.compile(r"(\d{1,6})\s*[/\\]\s*(\d{1,6})")


class NoShareError(ValueError):
    """What was typed is no share."""


def read(text: str) -> Fraction:
    """Return the share that people write as «1/3», «33,5 %», or nothing for the whole. Raises NoShareError."""
    typed = text.strip()
    percent, parts = _PERCENT.fullmatch(typed), _PARTS.fullmatch(typed)
    share = WHOLE
    if percent:
        share = Fraction(percent[1].replace(",", ".")) / 100
    elif parts and int(parts[2]):
        share = Fraction(int(parts[1]), int(parts[2]))
    elif typed not in {"", "1"}:
        raise NoShareError(text)
    if not 0 < share <= WHOLE:
        raise NoShareError(text)
    return share


def of(row: Ownership) -> Fraction:
    """Return the share of an ownership."""
    return Fraction(row.numerator, row.denominator)


def owners(thing: Thing, *, on: date) -> list[Ownership]:
    """Return who owned the thing on the day, the largest share first."""
    found = Ownership.objects.filter(holds_on(on), **{kind_of(thing): thing}).select_related("resident", "household")
    return sorted(found, key=lambda row: (-of(row), row.pk))


def take(pen: Pen, thing: Thing, owner: Owner, share: Fraction, on: date, **rest: str) -> Ownership:
    """Let the owner have a share from the day on; what the owner had already grows by it.

    Refused when the shares would add up to more than the whole on any later day.
    """
    own = next((row for row in owners(thing, on=on) if _owner(row) == owner), None)
    if own is not None:
        share += of(own)
        _end(pen, own, on)
    row = Ownership(
        numerator=share.numerator, denominator=share.denominator, since=on,
        **{kind_of(thing): thing, kind_of(owner): owner, **_kept(rest)},
    )  # fmt: skip
    pen.create(row)
    check(thing, since=on)
    return row


def give(pen: Pen, row: Ownership, share: Fraction, on: date) -> None:
    """Take a share from an owner from the day on; the rest stays. Refused for more than there is."""
    rest = of(row) - share
    if rest < 0:
        raise RefusedError(_("This owner has a smaller share than that."), field="share")
    if row.until is not None:
        raise RefusedError(_("This ownership ended already. Look at the day."), field="on")
    _end(pen, row, on)
    if rest:
        pen.create(
            Ownership(
                parcel=row.parcel, building=row.building, vehicle=row.vehicle, resident=row.resident,
                household=row.household, numerator=rest.numerator, denominator=rest.denominator, basis=row.basis,
                document=row.document, since=on,
            )
        )  # fmt: skip


def check(thing: Thing, *, since: date) -> None:
    """Refuse shares that add up to more than the whole on a day from `since` on."""
    rows = [row for row in Ownership.objects.filter(**{kind_of(thing): thing}) if not row.until or row.until > since]
    days = {since, *(row.since for row in rows if row.since and row.since > since)}
    for day in days:
        held = (of(row) for row in rows if (not row.since or row.since <= day) and (not row.until or row.until > day))
        if sum(held, Fraction(0)) > WHOLE:
            raise RefusedError(_("All shares together would be more than the whole."), field="share")


def _end(pen: Pen, row: Ownership, on: date) -> None:
    if row.since and row.since > on:
        raise RefusedError(_("It was acquired later than this. Look at the day."), field="on")
    if row.since == on:
        pen.delete(row)  # acquired and passed on within a day: nobody owned it overnight
    else:
        pen.change(row, until=on)


def _owner(row: Ownership) -> Owner | None:
    return row.resident or row.household


def _kept(rest: dict[str, str]) -> dict[str, Any]:
    return {name: value for name, value in rest.items() if name in {"basis", "document"}}


def total(rows: Iterable[Ownership]) -> Fraction:
    """Return what the shares add up to."""
    return sum((of(row) for row in rows), Fraction(0))
