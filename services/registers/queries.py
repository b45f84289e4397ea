"""What can be asked of the register. Everything takes the day it is asked about."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date

from django.db.models import F

from services.registers import codes, generations, keys
from services.registers.models import (
    FormerName,
    FormerPin,
    Household,
    HouseholdAddress,
    IdentityDocument,
    Membership,
    Resident,
    Street,
    Village,
)
from services.registers.models.membership import MembershipQuerySet, in_effect
from services.registers.relations import Relation
from tereze.exchange.values import Address


@dataclass(frozen=True)
class Member:
    """A member of a household on a day.

    `since` is the first day of unbroken belonging to the household, whatever the relation was; None if nobody wrote it
    down.
    """

    resident: Resident
    relation: Relation
    since: date | None
    registered: bool
    lives_here: bool
    abroad_country: str
    abroad_since: date | None


@dataclass(frozen=True)
class Card:
    """All that a resident's card tells: who, where, with whom, on a day.

    `stay` and what hangs on it are missing where the resident belonged to no household on that day.
    """

    resident: Resident
    on: date
    stay: Membership | None
    address: HouseholdAddress | None
    members: Sequence[Member]
    stays: Sequence[Membership]
    documents: Sequence[IdentityDocument]
    former_names: Sequence[FormerName] = field(default_factory=list)
    former_pins: Sequence[FormerPin] = field(default_factory=list)

    @property
    def document(self) -> IdentityDocument | None:
        """The newest document."""
        return next(iter(self.documents), None)

    @property
    def belonging(self) -> Member | None:
        """The resident as a member of the household."""
        return next((member for member in self.members if member.resident.pk == self.resident.pk), None)

    @property
    def lives_there_since(self) -> date | None:
        """When both became true: the resident is in the household, the household at the address. None if unknown."""
        if self.belonging is None or self.address is None:
            return None
        if self.belonging.since is None or self.address.since is None:
            return None
        return max(self.belonging.since, self.address.since)


def resident(reference: str) -> Resident:
    """Return the resident. Raises Resident.DoesNotExist."""
    return Resident.objects.get(reference=reference)


def household(reference: str) -> Household:
    """Return the household. Raises Household.DoesNotExist."""
    return Household.objects.get(reference=reference)


def stay(resident_reference: str, *, on: date) -> Membership | None:
    """Return the resident's membership on the day, with resident and household; None if there was none."""
    found = Membership.objects.on(on).select_related("resident", "household")
    return found.filter(resident__reference=resident_reference).first()


def household_of(resident: Resident, *, on: date) -> Household | None:
    """Return the household to which the resident belonged on the day."""
    found = Membership.objects.on(on).select_related("household").filter(resident=resident).first()
    return found.household if found else None


def address_of(household: Household, *, on: date) -> HouseholdAddress | None:
    """Return the household's address on the day, with street and village."""
    found = HouseholdAddress.objects.on(on).select_related("street__village")
    return found.filter(household=household).first()


def composition(household: Household, *, on: date) -> list[Member]:
    """Return the household's members on the day: the head, then by closeness and age. One query."""
    return _composed(Membership.objects.filter(household=household).select_related("resident"), on=on)[1]


def together(resident_reference: str, *, on: date) -> tuple[Membership | None, list[Member]]:
    """Return the resident's membership on the day as `stay` does, and the household's `composition`. One query."""
    home = Membership.objects.on(on).filter(resident__reference=resident_reference).values("household")
    found = Membership.objects.filter(household__in=home).select_related("resident", "household")
    present, members = _composed(found, on=on)
    return next((one for one in present if one.resident.reference == resident_reference), None), members


def _composed(memberships: MembershipQuerySet, *, on: date) -> tuple[list[Membership], list[Member]]:
    """Return those of one household's memberships that hold on the day, and the members they make, in order."""
    stretches = list(memberships.annotate(now=in_effect(on)).order_by("joined_on"))
    present = [one for one in stretches if one.now]  # type: ignore[attr-defined]
    return present, sorted((_member(one, stretches) for one in present), key=_telling_order)


def _member(present: Membership, stretches: Iterable[Membership]) -> Member:
    own = [one for one in stretches if one.resident_id == present.resident_id]
    return Member(
        resident=present.resident,
        relation=present.kinship,
        since=_unbroken_since(present, own),
        registered=present.registered,
        lives_here=present.lives_here,
        abroad_country=present.abroad_country,
        abroad_since=present.abroad_since,
    )


def _unbroken_since(present: Membership, own: Iterable[Membership]) -> date | None:
    """Follow stretches back as long as one ends on the day on which the next begins."""
    by_end = {one.left_on: one for one in own if one.left_on}
    first = present
    while first.joined_on and (before := by_end.get(first.joined_on)):
        first = before
    return first.joined_on


def _telling_order(member: Member) -> tuple[int, date, str]:
    return generations.place(member.relation), member.resident.birth_date or date.max, member.resident.sort_key


def stays(resident: Resident, *, on: date) -> list[Membership]:
    """Return all memberships of the resident with their households, the newest first; `now` marks that of the day."""
    return list(
        Membership.objects.filter(resident=resident)
        .annotate(now=in_effect(on))
        .select_related("household")
        .order_by(F("left_on").desc(nulls_first=True), F("joined_on").desc(nulls_last=True))
    )


def addresses(household: Household) -> list[HouseholdAddress]:
    """Return all addresses of the household with street and village, the newest first."""
    return list(
        HouseholdAddress.objects.filter(household=household)
        .select_related("street__village")
        .order_by(F("until").desc(nulls_first=True), F("since").desc(nulls_last=True))
    )


@dataclass(frozen=True)
class Stay:
    """A stretch of days at one address, [since, until); None where nobody wrote the day down, or it is not over."""

    address: Address
    since: date | None
    until: date | None


def address_history(resident: Resident, *, on: date) -> list[Stay]:
    """Return where the resident has lived up to the day, the first address first. Two queries.

    A household's address counts for the days on which the resident belonged to it; stretches at one address are joined.
    """
    memberships = Membership.objects.filter(resident=resident).order_by(F("joined_on").asc(nulls_first=True), "pk")
    known = [one for one in memberships if one.joined_on is None or one.joined_on <= on]
    places: dict[int, list[HouseholdAddress]] = {}
    found = HouseholdAddress.objects.filter(household__in={one.household_id for one in known})
    for place in found.select_related("street__village").order_by(F("since").asc(nulls_first=True), "pk"):
        places.setdefault(place.household_id, []).append(place)
    history: list[Stay] = []
    for one in known:
        for place in places.get(one.household_id, ()):
            _continue(history, place, _later(one.joined_on, place.since), _earlier(one.left_on, place.until), on)
    return history


def _continue(history: list[Stay], place: HouseholdAddress, since: date | None, until: date | None, on: date) -> None:
    """Add a stretch to the history, or make the last one longer where it goes on at the same address."""
    if (since and until and since >= until) or (since and since > on):
        return
    until = until if until and until <= on else None
    last = history[-1] if history else None
    if last and last.address == place.value and last.until == since:
        history[-1] = Stay(last.address, last.since, until)
    else:
        history.append(Stay(place.value, since, until))


def _later(one: date | None, other: date | None) -> date | None:
    return max(filter(None, (one, other)), default=None)


def _earlier(one: date | None, other: date | None) -> date | None:
    return min(filter(None, (one, other)), default=None)


def documents(resident: Resident, *, on: date) -> list[IdentityDocument]:
    """Return the resident's documents issued by the day, the newest first."""
    return list(IdentityDocument.objects.issued_by(on).filter(resident=resident))


def card(reference: str, *, on: date) -> Card:
    """Return the resident's card as of the day, in at most seven queries. Raises Resident.DoesNotExist."""
    person = resident(reference)
    all_stays = stays(person, on=on)
    present = next((one for one in all_stays if one.now), None)  # type: ignore[attr-defined]
    return Card(
        resident=person,
        on=on,
        stay=present,
        address=address_of(present.household, on=on) if present else None,
        members=composition(present.household, on=on) if present else [],
        stays=all_stays,
        documents=documents(person, on=on),
        former_names=list(person.former_names.all()),
        former_pins=list(person.former_pins.all()),
    )


def left(household: Household, *, by: date) -> list[Membership]:
    """Return the memberships that ended by the day and were not followed by another one here, the latest first."""
    ended = Membership.objects.filter(household=household, left_on__lte=by).exclude(leave_reason__in=codes.CONTINUED)
    return list(ended.select_related("resident").order_by("-left_on", "-id"))


def street_called(name: str, *, village: Village) -> Street | None:
    """Return the village's street of that name, however it is spelt («ала тоо», «Ala-Too»)."""
    wanted = keys.place_name(name)
    return next(
        (
            one
            for one in village.streets.all()
            if wanted in {keys.place_name(one.name_ky), keys.place_name(one.name_ru)}
        ),
        None,
    )


def street_names() -> list[str]:
    """Return the names of all streets, each once, in alphabetical order."""
    return list(dict.fromkeys(Street.objects.order_by("sort_key").values_list("name_ky", flat=True)))
