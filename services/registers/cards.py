"""A resident's card, read once for everything that a page shows of it: its panels find it in the subject's memory."""

from datetime import date

from services.registers import queries
from services.registers.queries import Card
from tereze.exchange.values import Subject


def keep(card: Card) -> Subject:
    """Return the resident as a subject that remembers the card."""
    return Subject("resident", card.resident.reference, {_key(card.on): card})


def of(subject: Subject, *, on: date) -> Card:
    """Return the card of the subject on the day; read anew only where nobody kept it."""
    key = _key(on)
    if key not in subject.memory:
        subject.memory[key] = queries.card(subject.reference, on=on)
    card: Card = subject.memory[key]
    return card


def _key(on: date) -> str:
    return f"registers.card {on}"
