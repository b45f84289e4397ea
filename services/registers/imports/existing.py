"""What the register holds before an import, read at once, so that 17,000 rows ask nothing of the database."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from typing import NamedTuple, Self

from services.registers.models import (
    BenefitHolding,
    FormerPin,
    Household,
    HouseholdAddress,
    IdentityDocument,
    LearntWord,
    Membership,
    Resident,
    Street,
    Village,
)
from services.registers.relations import Relation
from tereze.language.folding import fold


class KnownResident(NamedTuple):
    """A resident as the register has them."""

    pk: int
    reference: str
    pin: str
    surname: str
    given_name: str
    patronymic: str
    surname_latin: str
    given_name_latin: str
    sex: str
    birth_date: date | None
    birth_place: str
    nationality: str
    phone: str
    education: str
    occupation: str
    workplace: str
    marital_status: str
    disability: str
    military_duty: str
    death_date: date | None
    merged_into: int | None

    @property
    def full_name(self) -> str:
        return " ".join(part for part in (self.surname, self.given_name, self.patronymic) if part)


class KnownStay(NamedTuple):
    """A membership that has not ended."""

    pk: int
    resident: int
    household: int
    relation: str
    joined_on: date | None


class KnownHousehold(NamedTuple):
    """A household as the register has it."""

    pk: int
    account: str
    book: int
    page: int


class KnownAddress(NamedTuple):
    """A household's present address."""

    pk: int
    household: int
    street: int
    house: str
    house_key: str
    flat: str
    since: date | None


class KnownVillage(NamedTuple):
    """A village of the council."""

    pk: int
    code: str
    name_ky: str
    name_ru: str


class KnownStreet(NamedTuple):
    """A street of a village."""

    pk: int
    village: int
    name_ky: str
    name_ru: str


class KnownDocument(NamedTuple):
    """A document, and whose it is."""

    series: str
    number: str
    resident: int


def name_key(surname: str, given_name: str) -> str:
    """Return what namesakes share, however they are spelt."""
    return f"{fold(surname)} {fold(given_name)}"


def account_key(account: str) -> str:
    """Return what two spellings of an account number share: «3/45» and «3-45»."""
    return account.replace("/", "-").replace(" ", "").lower()


@dataclass
class Register:
    """The register, by everything by which a row may find its match."""

    residents: dict[int, KnownResident] = field(default_factory=dict)
    by_reference: dict[str, KnownResident] = field(default_factory=dict)
    by_pin: dict[str, KnownResident] = field(default_factory=dict)
    by_former_pin: dict[str, KnownResident] = field(default_factory=dict)
    by_birth: dict[date, list[KnownResident]] = field(default_factory=lambda: defaultdict(list))
    keys: dict[int, str] = field(default_factory=dict)
    stays: dict[int, KnownStay] = field(default_factory=dict)
    left: dict[int, date] = field(default_factory=dict)
    members: dict[int, list[KnownStay]] = field(default_factory=lambda: defaultdict(list))
    households: dict[int, KnownHousehold] = field(default_factory=dict)
    by_account: dict[str, KnownHousehold] = field(default_factory=dict)
    addresses: dict[int, KnownAddress] = field(default_factory=dict)
    at: dict[tuple[int, str, str], list[KnownHousehold]] = field(default_factory=lambda: defaultdict(list))
    benefits: dict[int, set[str]] = field(default_factory=lambda: defaultdict(set))
    documents: dict[str, list[KnownDocument]] = field(default_factory=lambda: defaultdict(list))
    villages: list[KnownVillage] = field(default_factory=list)
    streets: list[KnownStreet] = field(default_factory=list)
    learnt: dict[str, dict[str, str]] = field(default_factory=lambda: defaultdict(dict))

    @classmethod
    def read(cls) -> Self:
        """Read the register of the council whose schema is entered."""
        register = cls()
        register._read_residents()
        register._read_households()
        register._read_stays()
        for document in map(KnownDocument._make, IdentityDocument.objects.values_list("series", "number", "resident")):
            register.documents[document.number].append(document)
        register.villages = [KnownVillage._make(row) for row in Village.objects.values_list(*KnownVillage._fields)]
        register.streets = [KnownStreet._make(row) for row in Street.objects.values_list(*KnownStreet._fields)]
        for about, word, means in LearntWord.objects.values_list("about", "key", "means"):
            register.learnt[about][word] = means
        return register

    def _read_residents(self) -> None:
        for resident in map(KnownResident._make, Resident.objects.values_list(*KnownResident._fields)):
            self.residents[resident.pk] = resident
            if resident.merged_into is not None:
                continue  # leads to another entry, which is the one that rows mean
            self.by_reference[resident.reference] = resident
            self.keys[resident.pk] = name_key(resident.surname, resident.given_name)
            if resident.pin:
                self.by_pin[resident.pin] = resident
            if resident.birth_date:
                self.by_birth[resident.birth_date].append(resident)
        for pin, resident_pk in FormerPin.objects.values_list("pin", "resident"):
            self.by_former_pin[pin] = self._who_stays(resident_pk)
        for resident_pk, category in BenefitHolding.objects.filter(until__isnull=True).values_list(
            "resident", "category"
        ):
            self.benefits[resident_pk].add(category)

    def _who_stays(self, pk: int) -> KnownResident:
        """Return a resident, or whom they were merged into."""
        found = self.residents[pk]
        while found.merged_into is not None:
            found = self.residents[found.merged_into]
        return found

    def _read_households(self) -> None:
        for household in map(KnownHousehold._make, Household.objects.values_list(*KnownHousehold._fields)):
            self.households[household.pk] = household
            self.by_account[account_key(household.account)] = household
        present = HouseholdAddress.objects.filter(until__isnull=True)
        for address in map(KnownAddress._make, present.values_list(*KnownAddress._fields)):
            self.addresses[address.household] = address
            place = (address.street, address.house_key, address.flat.lower())
            self.at[place].append(self.households[address.household])

    def _read_stays(self) -> None:
        rows: Iterable[tuple[int, int, int, str, date | None, date | None]] = Membership.objects.values_list(
            "pk", "resident", "household", "relation", "joined_on", "left_on"
        )
        for pk, resident, household, relation, joined_on, left_on in rows:
            if left_on is None:
                stay = KnownStay(pk, resident, household, relation, joined_on)
                self.stays[resident] = stay
                self.members[household].append(stay)
            else:
                self.left[resident] = max(left_on, self.left.get(resident, left_on))

    def village_of(self, household: int) -> int | None:
        """Return the village where a household lives at present."""
        address = self.addresses.get(household)
        return self._village_of_street.get(address.street) if address else None

    @cached_property
    def _village_of_street(self) -> dict[int, int]:
        return {street.pk: street.village for street in self.streets}

    def head_of(self, household: int) -> KnownStay | None:
        """Return the stay of the present head."""
        return next((stay for stay in self.members[household] if stay.relation == Relation.HEAD), None)

    def named(self, key: str, born: date | None) -> list[KnownResident]:
        """Return residents of this name (see `name_key`) who were born on that day."""
        return [one for one in self.by_birth.get(born, ()) if self.keys[one.pk] == key] if born else []
