"""Who was the head of a household before, from when until when."""

from dataclasses import dataclass
from datetime import date

from services.registers.models import Household, Membership, Resident
from services.registers.relations import Relation


@dataclass(frozen=True)
class Headship:
    """Somebody was the head from a day (None: nobody wrote it down) until a day."""

    resident: Resident
    since: date | None
    until: date


def earlier_heads(household: Household, *, by: date) -> list[Headship]:
    """Return the heads before that of the day, the latest first. One query.

    A head who went abroad and came back has several stretches: together they are one time.
    """
    ended = Membership.objects.filter(household=household, relation=Relation.HEAD, left_on__lte=by)
    found: list[Headship] = []
    for one in ended.select_related("resident").order_by("-left_on", "-id"):
        assert one.left_on is not None
        if found and (found[-1].resident.pk, found[-1].since) == (one.resident_id, one.left_on):
            found[-1] = Headship(one.resident, one.joined_on, found[-1].until)
        else:
            found.append(Headship(one.resident, one.joined_on, one.left_on))
    return found
