"""What a district may ask about its councils: figures, never a council's own tables."""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from decimal import Decimal
from typing import Any, Final

from django.utils.translation import get_language

from tenants.oversight.sparkline import Bar, bars
from tereze.config.database import connection
from tereze.language.folding import sort_key

ISSUED: Final = "certificates.issued"
SECONDS: Final = "certificates.seconds_median"
RESIDENTS: Final = "register.residents"

DAYS: Final = 30
"""Days drawn for each council, the present one included."""
QUIET_AFTER: Final = timedelta(days=7)
"""A council that has issued nothing for longer needs a look: a village's window is asked every working day."""

# One statement for all councils of a district; what it costs grows with councils and days, never with residents.
# Nothing is suppressed: a day's number of certificates and a council's number of residents point at nobody, however
# small they are. A figure that splits people up (by age, by benefit) must hide counts below five here.
_TABLE: Final = """
SELECT t.key, t.short_ky, t.short_ru, t.status,
    coalesce(sum(f.value) FILTER (WHERE f.name = %(issued)s AND f.day = %(today)s), 0)::bigint,
    coalesce(sum(f.value) FILTER (WHERE f.name = %(issued)s AND f.day >= %(month)s), 0)::bigint,
    coalesce(jsonb_object_agg(f.day, f.value)
        FILTER (WHERE f.name = %(issued)s AND f.day > %(before)s AND f.value IS NOT NULL), '{}'),
    (array_agg(f.value ORDER BY f.day DESC) FILTER (WHERE f.name = %(seconds)s AND f.value IS NOT NULL))[1],
    (array_agg(f.value ORDER BY f.day DESC) FILTER (WHERE f.name = %(residents)s AND f.value IS NOT NULL))[1],
    max(f.day) FILTER (WHERE f.name = %(issued)s AND f.value > 0),
    max(f.counted_at)
FROM public.directory_tenant t
LEFT JOIN public.oversight_figurevalue f
    ON f.tenant = t.schema_name AND f.name = ANY(%(names)s) AND f.day > %(since)s AND f.day <= %(today)s
WHERE t.kind = 'council' AND t.district_id = %(district)s AND t.status <> 'closed'
GROUP BY t.id
"""


@dataclass(frozen=True)
class CouncilFigures:
    """What a district sees of one council. `days` are the last thirty, None where nothing was counted."""

    key: str
    name: str
    status: str
    today: int
    month: int
    days: tuple[int | None, ...]
    median_seconds: int | None
    residents: int | None
    last_issued_on: date | None
    counted_at: datetime | None
    is_quiet: bool

    @property
    def median_minutes(self) -> Decimal | None:
        """Half of the certificates of the last working day were ready sooner; in minutes with one place."""
        return None if self.median_seconds is None else round(Decimal(self.median_seconds) / 60, 1)

    @property
    def in_days(self) -> int:
        """All certificates of the drawn days."""
        return sum(value or 0 for value in self.days)

    @property
    def bars(self) -> list[Bar]:
        """The drawing of the days."""
        return bars(self.days)


@dataclass(frozen=True)
class Totals:
    """The sums at the table's foot. There is none of medians: a median of medians means nothing."""

    councils: int
    quiet: int
    today: int
    month: int
    residents: int
    days: tuple[int, ...]

    @property
    def in_days(self) -> int:
        """All certificates of the drawn days."""
        return sum(self.days)

    @property
    def bars(self) -> list[Bar]:
        """The drawing of the days, all councils together."""
        return bars(self.days)


def councils_of(district: str, *, on: date) -> list[CouncilFigures]:
    """Return the councils of `district` with their figures of the day `on`, by name. One query."""
    values: dict[str, Any] = {
        "issued": ISSUED,
        "seconds": SECONDS,
        "residents": RESIDENTS,
        "names": [ISSUED, SECONDS, RESIDENTS],
        "today": on,
        "month": on.replace(day=1),
        "before": on - timedelta(days=DAYS),
        "since": on - timedelta(days=92),  # far enough to say when a silent council was last heard of
        "district": district,
    }
    with connection.cursor() as cursor:
        cursor.execute(_TABLE, values)
        found = [_row(row, on=on) for row in cursor.fetchall()]
    return sorted(found, key=lambda council: sort_key(council.name))


def totals(councils: Sequence[CouncilFigures]) -> Totals:
    """Add up what can be added."""
    return Totals(
        councils=len(councils),
        quiet=sum(council.is_quiet for council in councils),
        today=sum(council.today for council in councils),
        month=sum(council.month for council in councils),
        residents=sum(council.residents or 0 for council in councils),
        days=tuple(sum(value or 0 for value in day) for day in zip(*(c.days for c in councils), strict=True)),
    )


def _row(row: tuple[Any, ...], *, on: date) -> CouncilFigures:
    key, short_ky, short_ru, status, today, month, by_day, seconds, residents, last, counted_at = row
    counted = json.loads(by_day)  # Django leaves jsonb of plain statements as text
    days = [on - timedelta(days=ago) for ago in range(DAYS - 1, -1, -1)]
    return CouncilFigures(
        key=key,
        name=short_ru if get_language() == "ru" else short_ky,
        status=status,
        today=today,
        month=month,
        days=tuple(counted.get(day.isoformat()) for day in days),
        median_seconds=seconds,
        residents=residents,
        last_issued_on=last,
        counted_at=counted_at,
        is_quiet=status == "active" and (last is None or last < on - QUIET_AFTER),
    )
