"""Finding residents who are written down twice, and keeping what was found until somebody has looked.

Comparing everybody with everybody is 145 million pairs. So only those are compared who share something that a slip of
the hand leaves alone: the day of birth, the name, or all but one digit of the PIN.
"""

from collections import defaultdict
from collections.abc import Collection, Iterable, Sequence
from typing import Any, Final

from django.db import connection, transaction
from django.db.models import Q, QuerySet

from services.registers.models import DistinctPair, LikelyPair, Resident
from services.registers.quality import likeness
from services.registers.quality.likeness import Entry
from tereze import clock
from tereze.accounts.permissions import Actor
from tereze.audit import journal
from tereze.language import folding

LARGEST_BLOCK: Final = 60
"""A block with more entries than this tells nothing: a day of birth that a program filled in, a name everybody has."""

_ENTRIES: Final = """
SELECT r.id, r.surname, r.given_name, r.patronymic, r.sex, r.birth_date, r.pin, r.phone, m.household_id,
       coalesce(a.street_id::text || '/' || a.house_key || '/' || a.flat, ''), r.death_date IS NULL,
       (SELECT array_agg(f.surname || '|' || f.given_name || '|' || f.patronymic)
        FROM registers_formername f WHERE f.resident_id = r.id)
FROM registers_resident r
LEFT JOIN registers_membership m ON m.resident_id = r.id AND m.left_on IS NULL
LEFT JOIN registers_householdaddress a ON a.household_id = m.household_id AND a.until IS NULL
WHERE r.merged_into_id IS NULL"""


@transaction.atomic
def look(*, by: Actor) -> int:
    """Compare the whole register, keep the likely pairs, and return how many wait for a look.

    Pairs that somebody has told apart stay apart, and a pair that is found again keeps its page.
    """
    _alone()
    entries = _entries()
    found = likeness.likely(entries, _blocks(entries))
    apart = set(DistinctPair.objects.values_list("first_id", "second_id"))
    kept = {pair: one for pair, one in found.items() if pair not in apart}
    known = LikelyPair.objects.values_list("pk", "first_id", "second_id")
    LikelyPair.objects.filter(pk__in=[key for key, *pair in known if tuple(pair) not in kept]).delete()
    now = clock.now()
    LikelyPair.objects.bulk_create(
        [
            LikelyPair(first_id=first, second_id=second, score=one.score, why=list(one.why), found_at=now)
            for (first, second), one in kept.items()
        ],
        update_conflicts=True,
        unique_fields=["first", "second"],
        update_fields=["score", "why", "found_at"],
    )
    journal.record("quality.looked", by=by, pairs=len(kept))
    return len(kept)


def _alone() -> None:
    """Let another comparison of this council, begun by hand or by an import, wait for the end of this one."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(hashtext(current_schema()), hashtext('pairs'))")


def of(resident: Resident) -> QuerySet[LikelyPair]:
    """Return the likely pairs in which the resident stands."""
    return waiting().filter(Q(first=resident) | Q(second=resident))


def waiting() -> QuerySet[LikelyPair]:
    """Return the pairs that wait for a look, the likeliest first; those merged since are one."""
    two = LikelyPair.objects.filter(first__merged_into__isnull=True, second__merged_into__isnull=True)
    return two.select_related("first", "second").order_by("-score", "pk")


def told_apart() -> QuerySet[DistinctPair]:
    """Return the pairs that somebody has told apart, the latest first."""
    return DistinctPair.objects.select_related("first", "second").order_by("-said_at")


@transaction.atomic
def tell_apart(pair: LikelyPair, *, by: Actor) -> DistinctPair:
    """Say that the two are two people: they are not shown again."""
    told, _made = DistinctPair.objects.get_or_create(
        first_id=pair.first_id, second_id=pair.second_id, defaults={"said_at": clock.now(), "said_by": by.audit_name}
    )
    journal.record("quality.told_apart", subject=pair.first.subject, by=by, other=pair.second.reference)
    pair.delete()
    return told


@transaction.atomic
def take_apart_back(first: Resident, second: Resident, *, by: Actor) -> None:
    """Take back that the two are two people; the next comparison shows them again."""
    smaller, larger = sorted((first, second), key=lambda one: one.pk)
    DistinctPair.objects.filter(first=smaller, second=larger).delete()
    journal.record("quality.told_apart_undone", subject=first.subject, by=by, other=second.reference)


def _entries() -> list[Entry]:
    with connection.cursor() as cursor:
        cursor.execute(_ENTRIES)
        return [_entry(row) for row in cursor.fetchall()]


def _entry(row: Sequence[Any]) -> Entry:
    key, surname, given, patronymic, sex, born, pin, phone, household, address, alive, former = row
    others = tuple(_folded(*name.split("|")) for name in former or ())
    return Entry(
        key=key, names=_folded(surname, given, patronymic), others=others, sex=sex, born=born, pin=pin,
        phone=phone, household=household, address=address, alive=alive,
    )  # fmt: skip


def _folded(surname: str, given: str, patronymic: str) -> tuple[str, str, str]:
    return folding.fold(surname), folding.fold(given), folding.fold(patronymic)


def _blocks(entries: Iterable[Entry]) -> list[Collection[Entry]]:
    blocks: dict[tuple[str, object], list[Entry]] = defaultdict(list)
    for one in entries:
        if one.born:
            blocks["born", one.born].append(one)
        for names in (one.names, *one.others):
            blocks["named", tuple(sorted(names[:2]))].append(one)
        for slip in likeness.slips(one.pin) if one.pin else ():
            blocks["pin", slip].append(one)
    return [block for block in blocks.values() if 1 < len(block) <= LARGEST_BLOCK]
