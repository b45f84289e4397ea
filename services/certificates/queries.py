"""What can be asked about certificates."""

from collections import Counter
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db import connection
from django.db.models import Q

from services.certificates.models import Certificate, CertificateQuerySet, State, Status
from tereze.exchange import aliases
from tereze.printing import payload

COUNTED = 500
"""The newest certificates by which the most used templates are known: some weeks of a busy council."""
LIGHT = ("snapshot", "payload")
"""Fields that lists leave out: they are long, and no list shows them."""


def of_resident(reference: str) -> CertificateQuerySet:
    """Return a resident's certificates, newest first, with those of entries that were merged into this one."""
    known_as = aliases.of("resident", reference)
    return Certificate.objects.defer(*LIGHT).filter(subject__in=known_as).newest_first()


def recent(limit: int) -> list[Certificate]:
    """Return the council's newest certificates."""
    return list(Certificate.objects.defer(*LIGHT).newest_first()[:limit])


def listed(
    *, query: str = "", state: State | None = None, template: str = "", day: date | None = None, on: date
) -> CertificateQuerySet:
    """Return certificates for the list, newest first, as they stand on the day `on`; every filter may be empty."""
    found = Certificate.objects.defer(*LIGHT).newest_first()
    if query:
        code = payload.normalise_short_code(query)
        found = found.filter(
            Q(number__endswith=query.removeprefix("№").strip()) | Q(subject_name__icontains=query) | Q(short_code=code)
        )
    if state:
        found = found.in_state(state, on)
    if template:
        found = found.filter(template_code=template)
    return found.issued_on(day) if day else found


def by_number(query: str, limit: int) -> list[Certificate]:
    """Return certificates whose number ends as typed («17», «00017», «2026/00017»), or whose short code it is."""
    typed = query.strip().removeprefix("№").strip()
    light = Certificate.objects.defer(*LIGHT).newest_first()
    year, _, serial = typed.rpartition("/")
    if serial.isdecimal() and len(serial) <= 9 and (not year or (year.isdecimal() and len(year) <= 4)):
        found = light.filter(serial=int(serial))
        return list((found.filter(year=int(year)) if year else found)[:limit])
    if year.isdecimal() and "-" in serial:  # a journal of its own marks its numbers: 2026/00017-А
        return list(light.filter(number=typed.upper())[:limit])
    code = payload.normalise_short_code(typed) if 8 <= len(typed) <= 16 else None
    return list(light.filter(short_code=code)[:limit]) if code else []


def twin(*, template: str, resident: str, on: date) -> Certificate | None:
    """Return a valid certificate of the same kind that the resident got on that day already."""
    return (
        Certificate.objects.defer(*LIGHT)
        .of(resident)
        .filter(template_code=template, issued_on=on, status=Status.ISSUED)
        .newest_first()
        .first()
    )


@dataclass(frozen=True)
class Day:
    """A day at the desk: certificates issued, and the median of seconds from opening the card to issuing."""

    issued: int
    median_seconds: int | None


def day(on: date) -> Day:
    """Return the figures of one day, in one query."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT count(*), percentile_cont(0.5) WITHIN GROUP (ORDER BY seconds_taken) "
            "FROM certificates_certificate WHERE issued_on = %s",
            [on],
        )
        row: tuple[Any, ...] = cursor.fetchone()
    return Day(issued=row[0], median_seconds=None if row[1] is None else round(row[1]))


def most_used(*, before: date) -> list[str]:
    """Return the codes of templates, the most used first, by the newest certificates issued before a day.

    Not by those of the day itself: what stands where on the card must not change under somebody's hand.
    """
    newest = Certificate.objects.filter(issued_on__lt=before).newest_first().values("template_code")[:COUNTED]
    counts = Counter(one["template_code"] for one in newest)
    return [code for code, _count in counts.most_common()]
