"""The names of everybody and everything in the changes of an event, read at once."""

from collections.abc import Sequence
from typing import Final

from django.urls import reverse
from django.utils.translation import gettext as _

from services.registers.life.pen import Change, Row
from services.registers.models import Household, Resident, Street, Village

_SAME: Final = ("resident_id", "household_id", "relation", "lives_here", "abroad_country")


class Names:
    """The names of everybody and everything in the changes, read at once."""

    def __init__(self, changes: Sequence[Change]) -> None:
        rows = [row for one in changes for row in (one.before, one.after) if row]
        people = {one.record_id for one in changes if one.model == "resident"}
        homes = {one.record_id for one in changes if one.model == "household"}
        for row in rows:
            columns = ("resident_id", "child_id", "parent_id", "husband_id", "wife_id", "merged_into_id")
            people |= {row[column] for column in columns if row.get(column)}
            homes |= {row["household_id"]} if row.get("household_id") else set()
        self._residents = Resident.objects.in_bulk(people)
        self._households = Household.objects.in_bulk(homes)
        streets = {row["street_id"] for row in rows if row.get("street_id")}
        self.streets = Street.objects.select_related("village").in_bulk(streets)
        self.villages = Village.objects.in_bulk({row["village_id"] for row in rows if row.get("village_id")})
        ended = [one.before for one in changes if one.model == "membership" and one.before and one.new("left_on")]
        self._ended = [[row[column] for column in _SAME] for row in ended]

    def is_as_before(self, row: Row) -> bool:
        """Return whether a stretch goes on as the one before it: cut only because the head is another one."""
        return [row[column] for column in _SAME] in self._ended

    def resident(self, key: int | None) -> str:
        found = self._residents.get(key or 0)
        return found.name.full if found else _("somebody")

    def household(self, key: int | None) -> str:
        number = self.number(key)
        return _("household %(number)s") % {"number": number} if number else ""

    def number(self, key: int | None) -> str:
        """Return the account of a household, for a sentence that says what it is."""
        found = self._households.get(key or 0)
        return f"№ {found.account}" if found else ""

    def page(self, *, resident: int | None = None, household: int | None = None) -> str:
        if resident and resident in self._residents:
            return reverse("resident", args=[self._residents[resident].reference])
        if household and household in self._households:
            return reverse("household", args=[self._households[household].reference])
        return ""
