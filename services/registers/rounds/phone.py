"""What a phone is handed to walk a street with, and the key under which it keeps that."""

import base64
import hashlib
import hmac
from collections import defaultdict
from collections.abc import Mapping
from typing import Any

from django.db.models import QuerySet

from services.registers.codelists import COUNTED
from services.registers.models import CountingRound, HouseholdCount, RoundFollowUp, RoundVisit, Street
from services.registers.rounds import rules, visiting, wording, yards
from services.registers.rounds.yards import Yard
from tereze.accounts.models import User


def labels(counted: CountingRound) -> dict[str, str]:
    """Return what can be counted, in the language of the page, by code."""
    return {code: label for code, label in COUNTED.choices() if _is_asked(counted, code)}


def street(counted: CountingRound, place: Street) -> list[dict[str, Any]]:
    """Return the yards of a street with what was written down in this round. A dozen queries.

    No PIN, no phone, no full date of birth: what a walker has to know at the gate.
    """
    visits = _visits(counted, place)
    names = wording.staff()
    found = yards.of_streets(counted, [place])[place.pk]
    return [_yard(counted, one, visits.get(one.pk), names) for one in found]


def _is_asked(counted: CountingRound, code: str) -> bool:
    return rules.is_livestock(code) or not counted.livestock_only


def asked(counted: CountingRound, had: Mapping[str, int]) -> list[str]:
    """Return the codes to ask about in a yard that had these last time."""
    return [code for code in rules.asked(had) if _is_asked(counted, code)]


def others(counted: CountingRound, had: Mapping[str, int]) -> list[str]:
    """Return the codes that may be counted too."""
    return [code for code in COUNTED if _is_asked(counted, code) and code not in asked(counted, had)]


def _yard(counted: CountingRound, yard: Yard, visit: dict[str, Any] | None, names: dict[str, str]) -> dict[str, Any]:
    return {
        "reference": yard.reference, "house": wording.house(yard), "account": yard.account, "head": yard.head,
        "members": [[one.name, wording.person(one)] for one in yard.members],
        "property": [*map(wording.land, yard.land), *map(wording.building, yard.buildings)],
        "had": yard.had, "ask": asked(counted, yard.had), "visit": named(visit, names) if visit else None,
    }  # fmt: skip


def named(visit: dict[str, Any], names: dict[str, str]) -> dict[str, Any]:
    """Return a visit with the full name of who wrote it down."""
    return {**visit, "by_name": names.get(visit["by"], visit["by"])}


def _visits(counted: CountingRound, place: Street) -> dict[int, dict[str, Any]]:
    """Return the visits of the street's households as plain JSON. Three queries."""
    inside = yards.households(counted).filter(street=place).values("household")
    found = RoundVisit.objects.filter(round=counted, household__in=inside)
    numbers: dict[int, dict[str, dict[str, int]]] = defaultdict(lambda: {"declared": {}, "verified": {}})
    rows = HouseholdCount.objects.filter(round=counted, household__in=inside)
    for household, what, standing, number in rows.values_list("household", "what", "standing", "number"):
        numbers[household][standing][what] = number
    heard = _heard(found)
    return {
        one.household_id: visiting.dumped(
            one, numbers[one.household_id]["declared"], numbers[one.household_id]["verified"], heard[one.pk]
        )
        for one in found
    }


def _heard(visits: QuerySet[RoundVisit]) -> dict[int, list[dict[str, str]]]:
    heard: dict[int, list[dict[str, str]]] = defaultdict(list)
    for visit, kind, note in RoundFollowUp.objects.filter(visit__in=visits).values_list("visit", "kind", "note"):
        heard[visit].append({"kind": kind, "note": note})
    return heard


def key(counted: CountingRound, walker: User) -> str:
    """Return the key (256 bits, Base64) under which this walker's phone keeps what is of this round.

    It is handed out with the page only while somebody is signed in. A phone forgets it at sign-out, and then what
    it still holds is noise, until the same walker signs in again.
    """
    return base64.b64encode(_derived(counted, walker, "key")).decode()


def owner(counted: CountingRound, walker: User) -> str:
    """Return a mark by which a phone tells its own unsent visits from a colleague's, naming nobody."""
    return _derived(counted, walker, "owner").hex()[:16]


def _derived(counted: CountingRound, walker: User, purpose: str) -> bytes:
    said = f"{purpose}:{counted.reference}:{walker.reference}".encode()
    return hmac.new(bytes.fromhex(counted.secret), said, hashlib.sha256).digest()
