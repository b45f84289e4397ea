"""What is looked for in the register that can hardly be right: one statement a check, each naming the entry to mend."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any, Final, Literal

from django.db import connection, transaction
from django.utils.functional import Promise
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from services.registers import area
from services.registers.models import Accepted
from tereze import clock
from tereze.accounts.permissions import Actor
from tereze.audit import journal

OLDEST = 110
"""Years of age beyond which a living resident is looked at."""
YOUNGEST_PARENT = 13
"""Years between a parent and a child below which a day of birth is looked at."""
YOUNGEST_HEAD = 14


@dataclass(frozen=True)
class Check:
    """A thing that looks wrong. `sql` selects rows of (reference, what people call it, detail) of that `kind`.

    `event` names the kind of life event with which it is mended most often; empty where the entry's page serves best.
    `say` puts the detail into words.
    """

    code: str
    label: Promise | str
    hint: Promise | str
    kind: Literal["resident", "household", "parcel"]
    sql: str
    event: str = ""
    say: Callable[[str], str] = str


@dataclass(frozen=True)
class Suspect:
    """One entry that a check found."""

    reference: str
    name: str
    detail: str


_WORDS: Final = {
    "name": "concat_ws(' ', r.surname, nullif(r.given_name, ''), nullif(r.patronymic, ''))",
    "living": "r.death_date IS NULL AND r.merged_into_id IS NULL",
    "born": "to_char(r.birth_date, 'DD.MM.YYYY')",
    "place": "coalesce(nullif(concat_ws(', ', v.name_ky, s.name_ky, nullif(p.house, ''), nullif(p.place, '')), ''), "
    "nullif(p.eni, ''), p.reference)",
    "oldest": str(OLDEST),
    "youngest_parent": str(YOUNGEST_PARENT),
    "youngest_head": str(YOUNGEST_HEAD),
}
"""What the statements have in common."""


def _two_births(days: str) -> str:
    own, _space, head = days.partition(" ")
    return _now("%(own)s; the head: %(head)s") % {"own": own, "head": head}


def _people(count: str) -> str:
    return ngettext("%(count)d member", "%(count)d members", int(count)) % {"count": int(count)}


CHECKS: Final = (
    Check(
        "pin_birth", _("PIN and day of birth"), _("The PIN says another day of birth than the entry."), "resident",
        "SELECT r.reference, {name}, {born} FROM registers_resident r WHERE {living} AND r.pin <> '' "
        "AND r.birth_date IS NOT NULL AND substr(r.pin, 2, 8) <> to_char(r.birth_date, 'DDMMYYYY')",
        event="correction",
    ),
    Check(
        "pin_sex", _("PIN and sex"), _("The first digit of the PIN is 1 for women and 2 for men."), "resident",
        "SELECT r.reference, {name}, {born} FROM registers_resident r WHERE {living} AND r.pin <> '' "
        "AND left(r.pin, 1) <> CASE r.sex WHEN 'f' THEN '1' ELSE '2' END",
        event="correction",
    ),
    Check(
        "no_household", _("No household"), _("Lives, and belongs to no household; nobody wrote down a departure."),
        "resident",
        "SELECT r.reference, {name}, {born} FROM registers_resident r WHERE {living} AND NOT EXISTS "
        "(SELECT FROM registers_membership m WHERE m.resident_id = r.id AND (m.left_on IS NULL "
        "OR m.leave_reason IN ('moved', 'marriage', 'divorce')))",
        event="arrival",
    ),
    Check(
        "no_head", _("Household without a head"), _("People live there, and none of them is the head."), "household",
        "SELECT h.reference, h.account, count(*)::text FROM registers_household h "
        "JOIN registers_membership m ON m.household_id = h.id AND m.left_on IS NULL "
        "GROUP BY h.id HAVING bool_and(m.relation <> 'head')",
        event="head", say=_people,
    ),
    Check(
        "dead_member", _("Dead, and still a member"), _("The death is written down, the membership never ended."),
        "resident",
        "SELECT r.reference, {name}, to_char(r.death_date, 'DD.MM.YYYY') FROM registers_resident r "
        "JOIN registers_membership m ON m.resident_id = r.id AND m.left_on IS NULL WHERE r.death_date IS NOT NULL",
        event="stay_correction",
    ),
    Check(
        "child_head", _("A child as the head"), _("The head of the household is younger than 14."), "resident",
        "SELECT r.reference, {name}, {born} FROM registers_resident r JOIN registers_membership m "
        "ON m.resident_id = r.id AND m.left_on IS NULL AND m.relation = 'head' WHERE {living} "
        "AND r.birth_date > current_date - interval '{youngest_head} years'",
    ),
    Check(
        "too_old", _("Very old"), _("Older than 110 years: perhaps a death nobody wrote down."), "resident",
        "SELECT r.reference, {name}, {born} FROM registers_resident r WHERE {living} "
        "AND r.birth_date < current_date - interval '{oldest} years'",
        event="death",
    ),
    Check(
        "young_parent", _("A parent hardly older than the child"),
        _("Less than 13 years lie between the head of a household and a son or daughter."), "resident",
        "SELECT r.reference, {name}, {born} || ' ' || to_char(h.birth_date, 'DD.MM.YYYY') "
        "FROM registers_membership m JOIN registers_resident r ON r.id = m.resident_id "
        "JOIN registers_membership n ON n.household_id = m.household_id AND n.relation = 'head' AND n.left_on IS NULL "
        "JOIN registers_resident h ON h.id = n.resident_id WHERE m.left_on IS NULL "
        "AND m.relation IN ('son', 'daughter') AND r.birth_date < h.birth_date + interval '{youngest_parent} years'",
        event="stay_correction", say=_two_births,
    ),
    Check(
        "old_child", _("A parent younger than the child"),
        _("The head of the household is hardly younger, or older, than the father or mother."), "resident",
        "SELECT r.reference, {name}, {born} || ' ' || to_char(h.birth_date, 'DD.MM.YYYY') "
        "FROM registers_membership m JOIN registers_resident r ON r.id = m.resident_id "
        "JOIN registers_membership n ON n.household_id = m.household_id AND n.relation = 'head' AND n.left_on IS NULL "
        "JOIN registers_resident h ON h.id = n.resident_id WHERE m.left_on IS NULL "
        "AND m.relation IN ('father', 'mother') AND h.birth_date < r.birth_date + interval '{youngest_parent} years'",
        event="stay_correction", say=_two_births,
    ),
    Check(
        "no_birth", _("No day of birth"), _("Without it neither age nor PIN can be checked."), "resident",
        "SELECT r.reference, {name}, '' FROM registers_resident r WHERE {living} AND r.birth_date IS NULL",
        event="correction",
    ),
    Check(
        "no_pin", _("No PIN"), _("Grown up, and no PIN is written down."), "resident",
        "SELECT r.reference, {name}, {born} FROM registers_resident r WHERE {living} AND r.pin = '' "
        "AND r.birth_date < current_date - interval '18 years'",
        event="correction",
    ),
    Check(
        "no_address", _("Household without an address"), _("People live there, and nobody knows where it is."),
        "household",
        "SELECT h.reference, h.account, '' FROM registers_household h WHERE h.closed_on IS NULL AND NOT EXISTS "
        "(SELECT FROM registers_householdaddress a WHERE a.household_id = h.id AND a.until IS NULL) "
        "AND EXISTS (SELECT FROM registers_membership m WHERE m.household_id = h.id AND m.left_on IS NULL)",
        event="move",
    ),
    Check(
        "orphan_land", _("Land without an owner"), _("Nobody owns it, or only people who are dead."), "parcel",
        "SELECT p.reference, {place}, p.area_m2::text FROM registers_landparcel p "
        "LEFT JOIN registers_street s ON s.id = p.street_id LEFT JOIN registers_village v "
        "ON v.id = coalesce(p.village_id, s.village_id) WHERE p.until IS NULL AND NOT EXISTS "
        "(SELECT FROM registers_ownership o LEFT JOIN registers_resident r ON r.id = o.resident_id "
        "WHERE o.parcel_id = p.id AND o.until IS NULL AND (o.household_id IS NOT NULL OR r.death_date IS NULL))",
        event="parcel_owner", say=lambda metres: area.shown(int(metres)),
    ),
)  # fmt: skip
BY_CODE: Final = {check.code: check for check in CHECKS}

_COUNTED: Final = "SELECT count(*) FROM {found} WHERE {not_accepted}"
_LISTED: Final = "SELECT reference, name, detail FROM {found} WHERE {not_accepted} ORDER BY 2, 1 LIMIT %s OFFSET %s"
_NOT_ACCEPTED: Final = (
    "NOT EXISTS (SELECT FROM registers_accepted a WHERE a.check_code = %s AND a.kind = %s "
    "AND a.reference = found.reference)"
)


def counts() -> dict[str, int]:
    """Return how many entries each check finds, those somebody accepted left out. A statement a check."""
    return {check.code: count(check) for check in CHECKS}


def count(check: Check) -> int:
    """Return how many entries the check finds."""
    return int(_rows(_COUNTED, check)[0][0])


def suspects(check: Check, *, limit: int, offset: int = 0) -> list[Suspect]:
    """Return the entries the check finds, by name."""
    found = _rows(_LISTED, check, limit, offset)
    return [Suspect(reference, name, check.say(detail) if detail else "") for reference, name, detail in found]


def _rows(text: str, check: Check, *more: Any) -> list[Sequence[Any]]:
    found = f"({check.sql.format(**_WORDS)}) found (reference, name, detail)"
    with connection.cursor() as cursor:
        cursor.execute(text.format(found=found, not_accepted=_NOT_ACCEPTED), [check.code, check.kind, *more])
        return list(cursor.fetchall())


@transaction.atomic
def accept(check: Check, reference: str, *, note: str, by: Actor) -> None:
    """Leave an entry as it is: the check shows it no more. Saying so twice changes nothing."""
    _accepted, made = Accepted.objects.get_or_create(
        check_code=check.code,
        kind=check.kind,
        reference=reference,
        defaults={"said_at": clock.now(), "said_by": by.audit_name, "note": note[:300]},
    )
    if made:
        journal.record("quality.accepted", subject=f"{check.kind}:{reference}", by=by, check=check.code)


def accepted(check: Check, *, limit: int) -> list[Suspect]:
    """Return entries that somebody left as they are although the check finds them, by name."""
    return [Suspect(*row) for row in _rows(_LISTED.replace("{not_accepted}", "NOT ({not_accepted})"), check, limit, 0)]


@transaction.atomic
def reopen(check: Check, reference: str, *, by: Actor) -> None:
    """Show an entry again that was left as it is. Where nobody left it so, nothing changes."""
    gone, _by_model = Accepted.objects.filter(check_code=check.code, kind=check.kind, reference=reference).delete()
    if gone:
        journal.record("quality.reopened", subject=f"{check.kind}:{reference}", by=by, check=check.code)
