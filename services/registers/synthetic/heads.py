"""Who is the head of a household, and since when; and how much of the past the register still shows."""

from dataclasses import replace
from random import Random
from typing import Final

from services.registers.synthetic.homes import FOREVER, Home, Stay
from services.registers.synthetic.people import Person
from services.registers.synthetic.vital import years

_OF_AGE: Final = years(18)


def appoint(home: Home, rng: Random, today: int) -> None:
    """Fill `home.heads`, from the first head to today's or the last.

    A widow follows her husband unless a grown son with a family keeps the house; an old father or mother may hand it
    over to that son. If only children are left they go to relatives and the house stands empty. A home whose founder
    did not live to see it never was.
    """
    day, head = home.opened, home.founder
    if not any(stay.person is head and stay.covers(day) for stay in home.stays):
        home.stays = []
        return
    while True:
        home.heads.append((day, head))
        handover = _handover(home, head, day, rng, today)
        end = handover[0] if handover else _end(home, head, day)
        if end == FOREVER:
            return
        successor = handover[1] if handover else _successor(home, head, end)
        if successor is None:
            _scatter(home, end)
            return
        day, head = end, successor


def _end(home: Home, head: Person, day: int) -> int:
    return next(stay.until for stay in home.stays if stay.person is head and stay.covers(day))


def _handover(home: Home, head: Person, day: int, rng: Random, today: int) -> tuple[int, Person] | None:
    when = head.born + years(64 + 14 * rng.random())
    if rng.random() > 0.5 or not day < when < min(_end(home, head, day), today):
        return None
    son = _son_with_family(home, head, when)
    return (when, son) if son else None


def _son_with_family(home: Home, head: Person, day: int) -> Person | None:
    """The youngest of the married sons in the house: it is he who keeps it."""
    grown = [
        stay.person
        for stay in home.present(day)
        if stay.person.sex == "m"
        and head in stay.person.parents
        and stay.person.wed is not None
        and stay.person.wed < day
        and day - stay.person.born >= years(26)
    ]
    return max(grown, key=lambda son: son.born, default=None)


def _successor(home: Home, old: Person, day: int) -> Person | None:
    grown = [stay.person for stay in home.present(day) if stay.bond is None and day - stay.person.born >= _OF_AGE]
    spouse = next((one for one in grown if one is old.spouse), None)
    son = _son_with_family(home, old, day)
    if spouse and son:
        return son if day - spouse.born > years(62) else spouse
    if spouse or son:
        return spouse or son
    men = [one for one in grown if one.sex == "m"]
    return min(men or grown, key=lambda one: one.born, default=None)


def _scatter(home: Home, day: int) -> None:
    """Nobody of age is left: children go to relatives, and who would have come later does not come."""
    home.stays = [stay for stay in home.stays if stay.since < day]
    for stay in home.stays:
        if stay.until > day:
            stay.until, stay.reason = day, "moved"


def forget(home: Home, horizon: int) -> None:
    """Drop what the register no longer shows: members who left before `horizon`, and heads before that day's head.

    An account is opened anew when the head changes and the old book is closed, so it begins with its oldest head known.
    """
    known = [number for number, (day, _) in enumerate(home.heads) if day <= horizon]
    home.heads = home.heads[known[-1] :] if known else home.heads
    home.opened = home.heads[0][0] if home.heads else home.opened
    kept = [stay for stay in home.stays if stay.until > max(home.opened, horizon)]
    for stay in kept:
        stay.since = max(stay.since, home.opened)
    home.stays = [stay for stay in kept if stay.since < stay.until]


def split(home: Home) -> list[tuple[Stay, Person]]:
    """Return every stay with its head, cut wherever the head changed."""
    pieces = []
    for stay in home.stays:
        for number, (day, head) in enumerate(home.heads):
            ends = home.heads[number + 1][0] if number + 1 < len(home.heads) else FOREVER
            since, until = max(stay.since, day), min(stay.until, ends)
            if since < until:
                reason = stay.reason if until == stay.until else "head_changed"
                ended = until != FOREVER
                piece = replace(
                    stay,
                    since=since,
                    until=until,
                    reason=reason,
                    country="" if ended else stay.country,
                    abroad_since=None if ended else stay.abroad_since,
                )
                pieces.append((piece, head))
    return pieces
