"""What is said of the dead: when they died, and where and with whom they lived on the day before."""

from datetime import date, timedelta

from django.utils.translation import gettext_lazy as _

from services.registers.facts.households import BORN, NAME, RELATION
from services.registers.facts.pictures import Picture, entry_of, latest, picture_of
from tereze.exchange.facts import fact
from tereze.exchange.values import Address, Bilingual, Row, Stated, Subject, Table


def _last_day(subject: Subject, on: date) -> Picture | None:
    """Return what was known of a dead person on the last whole day of the life; None of the living."""
    who = picture_of(subject, on).resident
    if who is None or who.death_date is None or who.death_date > on:
        return None
    return picture_of(subject, who.death_date - timedelta(days=1))


@fact("death.date", type=date, label=_("Day of death"), about="resident")
def died_on(subject: Subject, on: date) -> Stated | None:
    picture = picture_of(subject, on)
    day = picture.resident.death_date if picture.resident else None
    return picture.stated(day if day and day <= on else None)


@fact("death.address", type=Address, label=_("Address before death"), about="resident")
def last_address(subject: Subject, on: date) -> Stated | None:
    picture = _last_day(subject, on)
    return picture.stated(picture.address.value) if picture and picture.address else None


@fact("death.since", type=date, label=_("Lived there until death since"), about="resident")
def lived_since(subject: Subject, on: date) -> Stated | None:
    picture = _last_day(subject, on)
    if picture is None or picture.belonging is None or picture.address is None:
        return None
    return picture.stated(latest(picture.belonging.since, picture.address.since))


@fact("death.book", type=Bilingual, label=_("Entry in the household book before death"), about="resident")
def last_entry(subject: Subject, on: date) -> Stated | None:
    picture = _last_day(subject, on)
    return picture.stated(entry_of(picture.stay.household)) if picture and picture.stay else None


@fact("death.household", type=Table, label=_("Who lived with the dead person"), about="resident")
def lived_with(subject: Subject, on: date) -> Stated | None:
    """Everybody else of the household on the last day, with the relation to its head as the book has it."""
    picture = _last_day(subject, on)
    if picture is None:
        return None
    rows = tuple(
        Row(
            one.resident.reference,
            (one.resident.name, one.resident.birth_date or "",
             Bilingual(one.relation.label("ky"), one.relation.label("ru"))),
        )
        for one in picture.members
        if one is not picture.belonging
    )  # fmt: skip
    return picture.stated(Table((NAME, BORN, RELATION), rows)) if rows else None
