"""Which certificates a list shows."""

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from datetime import date
from typing import Any

from services.certificates import queries
from services.certificates.models import CertificateQuerySet, State
from tereze import clock
from tereze.ui import days


@dataclass(frozen=True)
class Asked:
    """What the list is narrowed by; empty narrows nothing. `q` is a number, a code or part of a name."""

    q: str = ""
    state: str = ""
    template: str = ""
    day: str = ""

    def __bool__(self) -> bool:
        return any(asdict(self).values())

    def found(self, *, on: date) -> CertificateQuerySet:
        """Return the certificates, newest first, as they stand on a day. What is no state or day narrows nothing."""
        return queries.listed(
            query=self.q,
            state=State(self.state) if self.state in State else None,
            template=self.template,
            day=_day(self.day),
            on=on,
        )

    def told(self) -> dict[str, Any]:
        """Return what the journal may keep of it: names stay out."""
        day = _day(self.day)
        said = {**asdict(self), "q": "", "day": day.isoformat() if day else ""}
        return {name: value for name, value in said.items() if value}


def read(query: Mapping[str, str]) -> Asked:
    """Return what an address asks for."""
    return Asked(**{name: _clean(query.get(name, "")) for name in ("q", "state", "template", "day")})


def _clean(text: str) -> str:
    """Return `text` without what the database cannot look for."""
    return text.replace("\0", "").strip()[:80]


def _day(text: str) -> date | None:
    return days.read(text, today=clock.today())
