"""What is known of one resident on one day: read once, whatever is asked of it."""

from datetime import date
from functools import cached_property
from typing import Final

from django.db.models import Q

from services.registers import queries
from services.registers.models import (
    Building,
    Household,
    HouseholdAddress,
    IdentityDocument,
    LandParcel,
    Marriage,
    Membership,
    Parenthood,
    Resident,
    Vehicle,
)
from services.registers.models.ranges import holds_on
from services.registers.property import queries as owned
from services.registers.property.queries import Count, Holding
from services.registers.queries import Member
from services.registers.relations import Relation
from tereze.exchange.values import Bilingual, Stated, Subject, Value

REGISTER: Final = Bilingual("чарбалык эсеп", "похозяйственный учёт")
"""The source for somebody who has no page at the moment."""


class Picture:
    """What is known of one resident on one day. Each part is read when it is first asked for, and once."""

    def __init__(self, reference: str, on: date) -> None:
        self.reference = reference
        self.on = on

    @cached_property
    def _together(self) -> tuple[Membership | None, list[Member]]:
        return queries.together(self.reference, on=self.on)

    @property
    def stay(self) -> Membership | None:
        return self._together[0]

    @cached_property
    def resident(self) -> Resident | None:
        if self.stay:
            return self.stay.resident
        return Resident.objects.filter(reference=self.reference).first()

    @cached_property
    def address(self) -> HouseholdAddress | None:
        return queries.address_of(self.stay.household, on=self.on) if self.stay else None

    @property
    def members(self) -> list[Member]:
        return self._together[1]

    @cached_property
    def belonging(self) -> Member | None:
        return next((one for one in self.members if one.resident.reference == self.reference), None)

    @cached_property
    def family(self) -> list[Member]:
        """Those of the household who are one family with its head; nobody, if the resident is not of them."""
        found = [one for one in self.members if one.relation not in {Relation.LODGER, Relation.NOT_RELATED}]
        return found if self.belonging in found else []

    @cached_property
    def document(self) -> IdentityDocument | None:
        return next(iter(queries.documents(self.resident, on=self.on)), None) if self.resident else None

    @cached_property
    def children(self) -> list[tuple[Resident, str]]:
        """Whose parent or guardian the resident is on the day, and how; the eldest first."""
        if self.resident is None:
            return []
        ties = Parenthood.objects.on(self.on).filter(parent=self.resident).select_related("child")
        born = [
            (one.child, one.kind) for one in ties if one.child.birth_date is None or one.child.birth_date <= self.on
        ]
        return sorted(born, key=lambda one: (one[0].birth_date or date.max, one[0].pk))

    @cached_property
    def marriage(self) -> Marriage | None:
        """The registered marriage of the day."""
        if self.resident is None:
            return None
        own = Q(husband=self.resident) | Q(wife=self.resident)
        return Marriage.objects.filter(own, holds_on(self.on)).select_related("husband", "wife").first()

    @cached_property
    def parcels(self) -> list[Holding[LandParcel]]:
        return owned.parcels(on=self.on, resident=self.resident, household=self.home) if self.resident else []

    @cached_property
    def buildings(self) -> list[Holding[Building]]:
        return owned.buildings(on=self.on, resident=self.resident, household=self.home) if self.resident else []

    @cached_property
    def vehicles(self) -> list[Holding[Vehicle]]:
        return owned.vehicles(on=self.on, resident=self.resident, household=self.home) if self.resident else []

    @cached_property
    def counts(self) -> list[Count]:
        return owned.counts(self.home, on=self.on) if self.home else []

    @property
    def home(self) -> Household | None:
        return self.stay.household if self.stay else None

    @property
    def source(self) -> Bilingual:
        return entry_of(self.stay.household) if self.stay else REGISTER

    def stated(self, value: Value | None) -> Stated | None:
        return None if value is None or value == "" else Stated(value, self.source)


def entry_of(household: Household) -> Bilingual:
    """Return how a document names the household's page. An imported household may have an account and no book yet."""
    book, page, account = household.book, household.page, household.account
    if not book:
        return Bilingual(f"чарбалык эсеп, жеке эсеп № {account}", f"похозяйственный учёт, лицевой счёт № {account}")
    return Bilingual(
        f"чарба китеби № {book}, {page}-бет, жеке эсеп № {account}",
        f"похозяйственная книга № {book}, стр. {page}, лицевой счёт № {account}",
    )


def picture_of(subject: Subject, on: date) -> Picture:
    key = f"registers {on}"
    if key not in subject.memory:
        subject.memory[key] = Picture(subject.reference, on)
    picture: Picture = subject.memory[key]
    return picture


def latest(*days: date | None) -> date | None:
    """Return the latest of the days; None if one of them is not known, for it could be later still."""
    known = [day for day in days if day]
    return max(known) if len(known) == len(days) else None
