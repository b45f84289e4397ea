"""What was typed at a yard: on a phone, or in a form. Checked here, wherever it comes from."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Final

from django.utils.translation import gettext as _

from services.registers.codelists import COUNTED
from services.registers.models import RoundFollowUp, RoundVisit

MOST: Final = 100_000
"""No yard has more of anything; a finger that stays on a key does not either."""
MOST_HEARD: Final = 30
LONGEST: Final = 300
_KEY: Final = re.compile(r"[A-Za-z0-9-]{8,40}")


class UnreadableError(ValueError):
    """What was sent cannot be a visit. The message says why, in the language of the page."""


@dataclass(frozen=True)
class Heard:
    """Something that the specialist has to record: what kind, and in the walker's words."""

    kind: str
    note: str


@dataclass(frozen=True)
class Found:
    """What a walker found. `told` is what the household says it has, `seen` what the walker counted himself."""

    state: RoundVisit.State
    told: Mapping[str, int] = field(default_factory=dict)
    seen: Mapping[str, int] = field(default_factory=dict)
    is_seen: bool = False
    heard: tuple[Heard, ...] = ()
    note: str = ""

    @property
    def has_counts(self) -> bool:
        """Whether somebody was there who could tell."""
        return self.state == RoundVisit.State.DONE


@dataclass(frozen=True)
class Sent:
    """A visit as it is sent: its own key, and the keys of those it knowingly takes the place of."""

    key: str
    found: Found
    replaces: frozenset[str] = frozenset()


def read(data: Mapping[str, Any]) -> Sent:
    """Read what a phone sends. Raises UnreadableError."""
    key = str(data.get("key", ""))
    replaces = data.get("replaces", [])
    if not _KEY.fullmatch(key) or not isinstance(replaces, list) or len(replaces) > 100:
        raise UnreadableError(_("This cannot be a visit. Open the page of the street again."))
    return Sent(key, _found(data), frozenset(str(one)[:40] for one in replaces))


def _found(data: Mapping[str, Any]) -> Found:
    state = str(data.get("state"))
    if state not in RoundVisit.State:
        raise UnreadableError(_("Say how the visit ended."))
    is_done = state == RoundVisit.State.DONE
    is_seen = bool(data.get("is_seen")) and is_done
    return Found(
        state=RoundVisit.State(state),
        told=numbers(data.get("told")) if is_done else {},
        seen=numbers(data.get("seen")) if is_seen else {},
        is_seen=is_seen,
        heard=_heard(data.get("heard")) if is_done else (),
        note=str(data.get("note") or "").strip()[:LONGEST],
    )


def numbers(typed: object) -> dict[str, int]:
    """Read numbers by code. Raises UnreadableError."""
    if not isinstance(typed, Mapping):
        return {}
    read: dict[str, int] = {}
    for code, number in typed.items():
        if code not in COUNTED:
            raise UnreadableError(_("Nobody counts “%(what)s”.") % {"what": str(code)[:40]})
        if isinstance(number, bool) or not isinstance(number, int) or not 0 <= number <= MOST:
            said = {"what": COUNTED.label(code), "most": MOST}
            raise UnreadableError(_("%(what)s: write a whole number from 0 to %(most)s.") % said)
        read[code] = number
    return read


def _heard(typed: object) -> tuple[Heard, ...]:
    if not isinstance(typed, list):
        return ()
    heard = []
    for one in typed[:MOST_HEARD]:
        kind = one.get("kind") if isinstance(one, Mapping) else None
        if kind not in RoundFollowUp.Kind:
            raise UnreadableError(_("Choose what has happened in the family."))
        heard.append(Heard(str(kind), str(one.get("note") or "").strip()[:LONGEST]))
    return tuple(heard)
