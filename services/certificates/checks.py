"""How often certificates were checked, and how often somebody tried what nobody was given. Never who."""

import logging
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final

from django.db import connection
from django.db.models import Sum

from services.certificates.models import Certificate, CheckCount, ProbeCount, Probing
from services.certificates.verification import Answer, Outcome

logger = logging.getLogger(__name__)

MANY: Final = 50
"""Tries of one kind on one day beyond which the desk is told. A busy council's mistaken scans stay far below."""

# A count may be lost when the power fails: nobody who checks a certificate should wait for the disk.
_CHECKED = """
WITH light AS MATERIALIZED (SELECT set_config('synchronous_commit', 'off', true))
INSERT INTO certificates_checkcount (certificate_id, day, times) SELECT %s, %s, 1 FROM light
ON CONFLICT (certificate_id, day) DO UPDATE SET times = certificates_checkcount.times + 1
"""
_PROBED = """
WITH light AS MATERIALIZED (SELECT set_config('synchronous_commit', 'off', true))
INSERT INTO certificates_probecount (day, what, times) SELECT %s, %s, 1 FROM light
ON CONFLICT (day, what) DO UPDATE SET times = certificates_probecount.times + 1
RETURNING times
"""
_PROBES: Final = {
    Outcome.UNKNOWN: Probing.UNKNOWN,
    Outcome.FORGED: Probing.FORGED,
    Outcome.ELSEWHERE: Probing.ELSEWHERE,
}


def note(answer: Answer, *, on: date) -> None:
    """Count a check. A slip of the finger is not counted: it says nothing of anybody."""
    if answer.certificate is not None:
        count(answer.certificate, on=on)
    elif answer.outcome in _PROBES:
        count_probing(_PROBES[answer.outcome], on=on)


def count(certificate: Certificate, *, on: date) -> None:
    """Count that a certificate was checked."""
    with connection.cursor() as cursor:
        cursor.execute(_CHECKED, [certificate.pk, on])


def count_probing(what: Probing, *, on: date) -> None:
    """Count something that looks like probing; tell the log once a day when there is much of it."""
    with connection.cursor() as cursor:
        cursor.execute(_PROBED, [on, what.value])
        (times,) = cursor.fetchone()
    if times == MANY:
        logger.warning("Somebody seems to be trying codes: %s %s today.", times, what.value)


@dataclass(frozen=True)
class Checked:
    """How often a certificate was checked, and on which day last."""

    times: int
    last: date | None


def of(certificate: Certificate) -> Checked:
    """Return how often a certificate was checked."""
    rows = CheckCount.objects.filter(certificate=certificate)
    last = rows.order_by("-day").values_list("day", flat=True).first()
    return Checked(rows.aggregate(all=Sum("times"))["all"] or 0, last)


@dataclass(frozen=True)
class Day:
    """The checks of one day: of certificates of ours, and what looked like probing."""

    day: date
    checked: int
    probed: dict[str, int]

    @property
    def unknown(self) -> int:
        return self.probed.get(Probing.UNKNOWN, 0)

    @property
    def forged(self) -> int:
        return self.probed.get(Probing.FORGED, 0)

    @property
    def elsewhere(self) -> int:
        return self.probed.get(Probing.ELSEWHERE, 0)

    @property
    def digits(self) -> int:
        return self.probed.get(Probing.DIGITS, 0)

    @property
    def is_much(self) -> bool:
        """Whether somebody should be told."""
        return max(self.unknown, self.forged, self.digits) >= MANY


def days(*, until: date, number: int = 30) -> list[Day]:
    """Return the last days on which anything was checked, newest first. Two queries."""
    since = until - timedelta(days=number - 1)
    checked = dict(
        CheckCount.objects.filter(day__range=(since, until)).values_list("day").annotate(all=Sum("times")).order_by()
    )
    probed: dict[date, dict[str, int]] = {}
    for day, what, times in ProbeCount.objects.filter(day__range=(since, until)).values_list("day", "what", "times"):
        probed.setdefault(day, {})[what] = times
    return [Day(day, checked.get(day, 0), probed.get(day, {})) for day in sorted({*checked, *probed}, reverse=True)]


def much_today(on: date) -> bool:
    """Return whether today so much was tried that the desk should know."""
    alarming = (Probing.UNKNOWN, Probing.FORGED, Probing.DIGITS)
    return ProbeCount.objects.filter(day=on, what__in=alarming, times__gte=MANY).exists()


def most_checked(*, since: date, limit: int = 10) -> Sequence[tuple[Certificate, int]]:
    """Return the certificates that were checked most often since a day, with how often."""
    counted = (
        CheckCount.objects.filter(day__gte=since).values_list("certificate").annotate(all=Sum("times"))
    ).order_by("-all", "certificate")[:limit]
    rows = dict(counted)
    known = Certificate.objects.defer("snapshot", "payload").in_bulk(rows)
    return [(known[key], times) for key, times in rows.items()]
