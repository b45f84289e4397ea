"""Finding households: by account, telephone, street and house."""

from collections.abc import Iterable
from typing import Any, Final

from services.registers.search import clauses
from services.registers.search.clauses import FALSE, TRUE, Clause, every, some
from services.registers.search.hits import FoundHousehold
from services.registers.search.places import Places
from services.registers.search.typed import Typed
from tereze.exchange.values import Address, Bilingual

SHORTEST_PHONE_END = 4

_FOUND: Final = """
WITH named AS MATERIALIZED (SELECT FROM registers_resident p WHERE {named}),
found AS (
  SELECT h.id, ({exact}) IS TRUE AS exact, h.closed_on IS NULL AS open, a.street_id, a.house, a.flat, a.house_key
  FROM registers_household h LEFT JOIN registers_householdaddress a ON a.household_id = h.id AND a.until IS NULL
  LEFT JOIN registers_street s ON s.id = a.street_id LEFT JOIN registers_village v ON v.id = s.village_id
  WHERE {wanted} AND NOT EXISTS (SELECT FROM named)
  ORDER BY exact DESC, open DESC, s.sort_key, v.code, length(a.house_key), a.house_key, h.book, h.page
  LIMIT {limit}
)
SELECT h.reference, h.account, h.kind, v.name_ky, v.name_ru, s.name_ky, s.name_ru, f.house, f.flat,
       concat_ws(' ', r.surname, nullif(r.given_name, ''), nullif(r.patronymic, '')),
       (SELECT count(*) FROM registers_membership n WHERE n.household_id = h.id AND n.left_on IS NULL)
FROM found f
JOIN registers_household h ON h.id = f.id
LEFT JOIN registers_street s ON s.id = f.street_id
LEFT JOIN registers_village v ON v.id = s.village_id
LEFT JOIN registers_membership m ON m.household_id = h.id AND m.left_on IS NULL AND m.relation = 'head'
LEFT JOIN registers_resident r ON r.id = m.resident_id
ORDER BY exact DESC, open DESC, s.sort_key, v.code, length(f.house_key), f.house_key, h.book, h.page
"""
"""`named` is read as far as its first row, and only where a street alone was typed."""


def find_households(query: str, limit: int = 12) -> list[FoundHousehold]:
    """Return at most `limit` households that may be meant, the likeliest first. One statement."""
    typed = Typed.read(query)
    if typed.digits:
        return _by_number(typed, limit)
    if not typed.readings or typed.document:
        return []
    return _by_street(typed, limit)


def _by_number(typed: Typed, limit: int) -> list[FoundHousehold]:
    wanted = some(_number_clauses(typed))
    if wanted is FALSE:
        return []
    book_and_page = typed.book_and_page
    exact = Clause("h.page = %s", (book_and_page[1],)) if book_and_page else TRUE
    return _ask(wanted=wanted, exact=exact, limit=limit)


def _number_clauses(typed: Typed) -> Iterable[Clause]:
    if typed.book_and_page:
        book, page = typed.book_and_page
        yield Clause("(h.book = %s AND h.page::text LIKE %s)", (book, f"{page}%"))
    elif len(typed.digits) <= 6:
        yield Clause("h.account = %s", (typed.digits,))
    if len(typed.phone_end) >= SHORTEST_PHONE_END:
        yield clauses.like("h.phone_reversed", f"{typed.phone_end[::-1]}%")


def _by_street(typed: Typed, limit: int) -> list[FoundHousehold]:
    """By street and house. A street alone only where its words name nobody, or the word «street» was typed."""
    places = Places(typed.readings)
    streets = sorted({street for words in typed.readings for street in places.called(words)})
    if not streets:
        return []
    wanted = Clause("a.street_id = ANY(%s::bigint[])", (streets,))
    if typed.house:
        wanted = every([wanted, _house(typed)])
        return _ask(wanted=wanted, exact=Clause("a.house_key = %s", (typed.house,)), limit=limit)
    named = some(every(clauses.contains("p.search_norm", word) for word in words) for words in typed.readings)
    return _ask(wanted=wanted, named=FALSE if typed.is_address else named, limit=limit)


def _house(typed: Typed) -> Clause:
    """The house itself, or one whose number goes on: «12» finds 12 and 12а, not 120."""
    parts = [clauses.like("a.house_key", f"{clauses.literal(typed.house)}%")]
    if typed.house[-1].isdigit():
        parts.append(Clause("a.house_key !~ %s", (f"^{typed.house}[0-9]",)))
    if len(typed.numbers) > 1:
        parts.append(Clause("a.flat = %s", (typed.numbers[1],)))
    return every(parts)


def _ask(*, limit: int, **parts: Clause) -> list[FoundHousehold]:
    usual = {"exact": TRUE, "named": FALSE, "limit": Clause("%s", (limit,))}
    found = clauses.rows(_FOUND, **{**usual, **parts})
    return [_hit(row) for row in found]


def _hit(row: tuple[Any, ...]) -> FoundHousehold:
    reference, account, kind, village_ky, village_ru, street_ky, street_ru, house, flat, head, size = row
    address = None
    if street_ky is not None:
        address = Address(Bilingual(village_ky, village_ru), Bilingual(street_ky, street_ru), house, flat)
    return FoundHousehold(reference, account, kind, address, head, size)
