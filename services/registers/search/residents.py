"""Finding residents: by name in any spelling and order, number, address; wrong letters forgiven at last.

What was typed is looked for as it stands; then as the other keyboard would have written it; and, when nothing was
found, as words of the register's own that differ in a letter or two. None of it costs more than a few statements.
"""

from collections.abc import Iterable, Sequence
from datetime import date
from typing import Any, Final

from services.registers.search import clauses, likeness
from services.registers.search.clauses import FALSE, TRUE, Clause, every, some, union
from services.registers.search.hits import FoundResident
from services.registers.search.places import Places
from services.registers.search.typed import Typed, Words
from tereze.exchange.values import Address, Bilingual

SHORTEST_NUMBER = 3
SHORTEST_PHONE_END = 4
SHORTEST_LIKENESS = 4
A_FEW_LETTERS = 4
LOOKED_AT = 80
"""How many of the best are looked at more closely: who is still here."""

_CANDIDATES: Final = """
WITH found AS (
  SELECT r.id, r.sort_key, {tier} AS tier, {starts} AS starts, {surname} AS is_surname, {whole} AS whole,
         {leads} AS leads, r.death_date IS NULL AS alive
  FROM {source}
  WHERE {wanted}
  ORDER BY tier DESC, starts DESC, is_surname DESC, whole DESC, leads DESC, alive DESC, sort_key, r.id
  LIMIT {looked_at}
)
"""
_SHOWN: Final = """
SELECT r.reference, r.surname, r.given_name, r.patronymic, r.pin, r.birth_date, r.death_date,
       v.name_ky, v.name_ru, s.name_ky, s.name_ru, a.house, a.flat
FROM found f
JOIN registers_resident r ON r.id = f.id
LEFT JOIN registers_membership m ON m.resident_id = f.id AND m.left_on IS NULL
LEFT JOIN registers_householdaddress a ON a.household_id = m.household_id AND a.until IS NULL
LEFT JOIN registers_street s ON s.id = a.street_id
LEFT JOIN registers_village v ON v.id = s.village_id
WHERE {kept} AND r.merged_into_id IS NULL
ORDER BY tier DESC, starts DESC, is_surname DESC, whole DESC, leads DESC, alive DESC, m.id IS NULL, f.sort_key, f.id
LIMIT {limit}
"""
_EVERYBODY: Final = Clause("registers_resident r")
_LISTED: Final = (
    "(SELECT id, max(tier) AS tier FROM ({}) listed (id, tier) GROUP BY id) w JOIN registers_resident r ON r.id = w.id"
)
_OF_DOCUMENT: Final = "SELECT d.resident_id, 1 FROM registers_identitydocument d WHERE d.number = %s"
_OF_FORMER_PIN: Final = "SELECT f.resident_id, 1 FROM registers_formerpin f WHERE f.pin = %s"
_OF_ACCOUNT: Final = (
    "SELECT n.resident_id, 2 FROM registers_household h JOIN registers_membership n ON n.household_id = h.id "
    "AND n.left_on IS NULL WHERE h.book = %s AND h.page = %s"
)
_OF_RESIDENT: Final = "SELECT p.id, 1 FROM registers_resident p WHERE {}"
_NAMED: Final = "SELECT p.id, 3 FROM registers_resident p WHERE {}"
_AT_PLACE: Final = (
    "SELECT n.resident_id, {} FROM registers_householdaddress a JOIN registers_membership n "
    "ON n.household_id = a.household_id AND n.left_on IS NULL JOIN registers_resident p ON p.id = n.resident_id "
    "WHERE a.until IS NULL AND {}"
)
_FIRST_LIVING: Final = (
    '(SELECT p.id, 1 FROM registers_resident p WHERE left(p.search_norm, 60) COLLATE "C" LIKE %s '
    'AND p.death_date IS NULL ORDER BY left(p.search_norm, 60) COLLATE "C" LIMIT %s)'
)
_WITH_WORD: Final = "SELECT p.id, 1 FROM registers_resident p WHERE string_to_array(btrim(p.search_norm), ' ') @> %s"
_NEARLY_NEAREST: Final = Clause("f.tier >= (SELECT max(tier) FROM found) - 1")


def find_residents(query: str, limit: int = 12) -> list[FoundResident]:
    """Return at most `limit` residents who may be meant, the likeliest first."""
    typed = Typed.read(query)
    if typed.digits or typed.document:
        return _listed(list(_by_number(typed)), limit)
    if not typed.readings:
        return []
    places = Places(typed.readings + typed.other_keyboard)
    if typed.numbers:
        found = _listed(list(_by_words_and_number(typed, places)), limit, order=_order(typed.readings))
    else:
        found = _by_name(typed.readings, places, limit) or _by_name(typed.other_keyboard, places, limit)
    return found or _by_likeness(typed, places, limit)


# --- numbers


def _by_number(typed: Typed) -> Iterable[Clause]:
    if typed.document:
        yield Clause(_OF_DOCUMENT, (typed.document[1],))
        return
    if typed.book_and_page:
        yield Clause(_OF_ACCOUNT, typed.book_and_page)
    if typed.birth_date:  # a PIN says it, and has an index
        yield from (_resident(clauses.like("p.pin", f"{sex}{typed.birth_date:%d%m%Y}%")) for sex in "12")
    if len(typed.digits) >= SHORTEST_NUMBER:
        yield from _by_digits(typed)


def _by_digits(typed: Typed) -> Iterable[Clause]:
    digits = typed.digits
    yield _resident(clauses.like("p.pin_reversed", f"{digits[::-1]}%"))
    if len(digits) >= 5:
        yield _resident(clauses.like("p.pin", f"{digits}%"))
        yield Clause(_OF_DOCUMENT, (digits,))
    if len(digits) == 14:
        yield Clause(_OF_FORMER_PIN, (digits,))
    if len(typed.phone_end) >= SHORTEST_PHONE_END:
        yield _resident(clauses.like("p.phone_reversed", f"{typed.phone_end[::-1]}%"))


def _resident(condition: Clause) -> Clause:
    return Clause(_OF_RESIDENT.format(condition.sql), condition.parameters)


# --- words


def _by_name(readings: Sequence[Words], places: Places, limit: int) -> list[FoundResident]:
    """By names; then, for several words, by names and a place behind them («Маматов Шералы»)."""
    if all(len(words) == 1 for words in readings):
        return _by_one_word(readings, limit) if readings else []
    queries = [Clause(_NAMED.format((named := _named("p.search_norm", readings)).sql), named.parameters)]
    for words in readings:
        queries += _at_places(words, places, first=1)
    return _listed(queries, limit, order=_order(readings))


def _by_one_word(readings: Sequence[Words], limit: int) -> list[FoundResident]:
    """A few letters begin the names of thousands: whoever is not among the first by rank is not even looked at.

    Those rank first who have the whole word in their name, then those whose surname begins so and who live.
    """
    order = _order(readings)
    words = [word for (word,) in readings if len(word) <= A_FEW_LETTERS]
    first = [Clause(_FIRST_LIVING, (clauses.leading(word), LOOKED_AT)) for word in words]
    found = _listed([*first, *(Clause(_WITH_WORD, ([word],)) for word in words)], limit, order=order)
    if len(words) == len(readings) and len(found) == limit:
        return found
    return _ask(source=_EVERYBODY, wanted=_named("r.search_norm", readings), limit=limit, **order)


def _by_words_and_number(typed: Typed, places: Places) -> Iterable[Clause]:
    """A street and a house, with or without a name; or a name with a house, a year of birth or the end of a PIN."""
    for words in typed.readings + typed.other_keyboard:
        if typed.house:
            yield from _at_places(words, places, typed.house)
            yield _at_place(words, [], typed.house)
        named = _named("p.search_norm", [words])
        if typed.year:
            year = Clause("p.birth_date BETWEEN %s AND %s", (date(typed.year, 1, 1), date(typed.year, 12, 31)))
            yield _resident(every([named, year]))
        if typed.pin_end:
            yield _resident(every([named, clauses.like("p.pin_reversed", f"{typed.pin_end[::-1]}%")]))


def _named(column: str, readings: Sequence[Words]) -> Clause:
    return some(every(clauses.contains(column, word) for word in words) for words in readings)


def _at_places(words: Words, places: Places, house: str = "", *, first: int = 0) -> Iterable[Clause]:
    """Take the words apart into a name, of at least `first` words, and a place there is."""
    for named in range(first, len(words)):
        if streets := places.called(words[named:]):
            yield _at_place(words[:named], streets, house)


def _at_place(person: Words, streets: list[int], house: str) -> Clause:
    """Return those called `person` in the streets (in any, if none is named), in the house; a full address first."""
    conditions = [Clause("a.street_id = ANY(%s::bigint[])", (streets,))] if streets else []
    if house:
        conditions.append(Clause("a.house_key = %s", (house,)))
    if person:
        conditions.append(_named("p.search_norm", [person]))
    condition = every(conditions)
    return Clause(_AT_PLACE.format(2 if streets else 1, condition.sql), condition.parameters)


def _order(readings: Sequence[Words]) -> dict[str, Clause]:
    column = "r.search_norm"
    return {
        "starts": some(every(clauses.begins(column, word) for word in words) for words in readings),
        "surname": some(clauses.first_is(column, word) for words in readings for word in words),
        "whole": some(every(clauses.stands(column, word) for word in words) for words in readings),
        "leads": some(clauses.leads(column, order) for words in readings for order in _orders(words)),
    }


def _orders(words: Words) -> set[str]:
    """The words as typed, and with the last one first: «Бакыт Маматов» is Маматов Бакыт."""
    return {" ".join(words), " ".join([words[-1], *words[:-1]])}


# --- wrong letters


def _by_likeness(typed: Typed, places: Places, limit: int) -> list[FoundResident]:
    """Return those whose names are similar, the nearest first. Not where a street is called so: that was meant."""
    words = [word for word in typed.readings[0] if len(word) >= likeness.SHORTEST][: likeness.MOST_WORDS]
    if len("".join(words)) < SHORTEST_LIKENESS or any(places.called(one) for one in typed.readings):
        return []
    meant = likeness.meant(words)
    if not meant:
        return []
    found = _ask(
        source=_EVERYBODY,
        tier=likeness.rightness(meant),
        wanted=every(likeness.bears(one) for one in meant),
        kept=_NEARLY_NEAREST,
        limit=limit,
    )
    return [one.as_approximate() for one in found]


# --- asking


def _listed(queries: Sequence[Clause], limit: int, order: dict[str, Clause] | None = None) -> list[FoundResident]:
    if not queries:
        return []
    listed = union(queries)
    source = Clause(_LISTED.format(listed.sql), listed.parameters)
    return _ask(source=source, tier=Clause("w.tier"), limit=limit, **(order or {}))


def _ask(*, limit: int, **parts: Clause) -> list[FoundResident]:
    usual = {
        "tier": Clause("1"), "starts": FALSE, "surname": FALSE, "whole": FALSE, "leads": FALSE,
        "wanted": TRUE, "kept": TRUE, "looked_at": Clause("%s", (max(limit, LOOKED_AT),)),
        "limit": Clause("%s", (limit,)),
    }  # fmt: skip
    return [_hit(row) for row in clauses.rows(_CANDIDATES, _SHOWN, **{**usual, **parts})]


def _hit(row: tuple[Any, ...]) -> FoundResident:
    reference, surname, given_name, patronymic, pin, birth_date, death_date, *place = row
    village_ky, village_ru, street_ky, street_ru, house, flat = place
    address = None
    if street_ky is not None:
        address = Address(Bilingual(village_ky, village_ru), Bilingual(street_ky, street_ru), house, flat)
    return FoundResident(reference, surname, given_name, patronymic, pin, birth_date, death_date, address)
