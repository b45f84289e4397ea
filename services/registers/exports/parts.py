"""What an export consists of: a table for each part of the register.

Titles are those of our own import, so that every part it takes can be brought in again.
"""

from datetime import date

from services.registers.exports import people, things
from services.registers.exports.columns import Part, Rights


def parts(*, on: date, rights: Rights) -> list[Part]:
    """Return the parts in their order, as of the day."""
    made = [people.people(on, rights), people.households(on), people.memberships(rights)]
    made += [things.owned(on, rights, thing) for thing in ("parcel", "building", "vehicle")]
    made.append(things.counts())
    return [*made, people.benefits(rights)] if rights.benefits else made
