"""Homes become accounts of the register: a street and a house, a book and a page, members with their papers."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from random import Random
from typing import Final

from services.registers.relations import Relation
from services.registers.synthetic import heads, kin, lives, streets
from services.registers.synthetic.grammar import latin
from services.registers.synthetic.homes import FOREVER, Home, Stay
from services.registers.synthetic.kinship import relation
from services.registers.synthetic.papers import Registry
from services.registers.synthetic.people import Person
from services.registers.synthetic.shapes import (
    EarlierAddress,
    SyntheticHousehold,
    SyntheticMember,
    SyntheticPeople,
    SyntheticResident,
    SyntheticStreet,
    VillageSpec,
)
from services.registers.synthetic.streets import Street
from services.registers.synthetic.vital import years

_PAGES: Final = 100
_FLATS: Final = 8
_LISTED_FIRST: Final = {relation: place for place, relation in enumerate(Relation)}


@dataclass(frozen=True, slots=True)
class _Address:
    street: Street
    house: str
    flat: str = ""


def open_accounts(
    homes: Sequence[Home], *, villages: Sequence[VillageSpec], rng: Random, today: int
) -> SyntheticPeople:
    """Return the council in which every home has its place and its papers."""
    people = _Papers(homes, rng, today)
    laid_out: list[Street] = []
    households: list[SyntheticHousehold] = []
    book = 0
    for village in villages:
        here = [home for home in homes if home.village is village]
        rng.shuffle(here)
        addresses, village_streets = _addresses(rng, village, len(here), block=village is villages[0])
        laid_out += village_streets
        for number, (home, address) in enumerate(zip(here, addresses, strict=True)):
            page = number % _PAGES + 1
            book += page == 1
            earlier = _earlier_address(home, address, village_streets, rng, today)
            households.append(_household(home, address, people, place=(book, page), earlier=earlier))
    named = tuple(SyntheticStreet(street.village, street.name, street.name_ru) for street in laid_out)
    married = kin.marriages(people.residents, rng=Random(f"{rng.random()} marriages"), today=today)  # noqa: S311
    return SyntheticPeople(
        streets=named,
        households=tuple(households),
        parenthoods=(*kin.parenthoods(people.residents), *kin.guardians(households)),
        marriages=tuple(married),
    )


def _addresses(rng: Random, village: VillageSpec, homes: int, *, block: bool) -> tuple[list[_Address], list[Street]]:
    """Return an address per home, street by street; a large seat has one house with flats."""
    laid_out = streets.lay_out(rng, village.code, homes)
    addresses = []
    for street, size in laid_out:
        flats = _FLATS if block and street is laid_out[0][0] and len(laid_out) > 3 else 0
        if flats:
            house = street.next_house(rng)
            addresses += [_Address(street, house, str(flat)) for flat in range(1, flats + 1)]
        addresses += [_Address(street, street.next_house(rng)) for _ in range(size - flats)]
    return addresses, [street for street, _ in laid_out]


def _earlier_address(
    home: Home, address: _Address, here: Sequence[Street], rng: Random, today: int
) -> tuple[EarlierAddress, ...]:
    """A few households have moved, from a house that nobody has now."""
    since = max(home.opened, today - years(10))
    if rng.random() > 0.04 or since > today - years(1) or len(here) < 2:
        return ()
    street = rng.choice([one for one in here if one is not address.street])
    until = since + years(0.5) + rng.randrange(today - since - years(0.5))
    return (EarlierAddress(street.village, street.name, street.next_house(rng), "", date.fromordinal(until)),)


def _household(
    home: Home, address: _Address, people: "_Papers", *, place: tuple[int, int], earlier: tuple[EarlierAddress, ...]
) -> SyntheticHousehold:
    book, page = place
    members = tuple(people.members(home))
    living = [member for member in members if member.left_on is None]
    return SyntheticHousehold(
        book=book,
        page=page,
        account=f"{book:02d}-{page:03d}",
        village_code=home.village.code,
        street=address.street.name,
        house=address.house,
        flat=address.flat,
        phone=next((member.resident.phone for member in living if member.resident.phone), ""),
        kind=home.kind if living else "empty",
        opened_on=date.fromordinal(home.opened),
        members=members,
        earlier_addresses=earlier,
    )


class _Papers:
    """Turns people into residents, each once, in whichever households they live or lived."""

    def __init__(self, homes: Sequence[Home], rng: Random, today: int) -> None:
        self.rng = rng
        self.today = today
        self.registry = Registry(rng, today)
        self.residents: dict[Person, SyntheticResident] = {}
        self.last_seen: dict[Person, int] = {}
        self.died_here: dict[Person, bool] = {}
        self.village: dict[Person, str] = {}
        self.abroad: set[Person] = set()
        # A stream of its own, so that lives do not change names and papers.
        self.fate = Random(f"{rng.random()} lives")  # noqa: S311
        for home in homes:
            for stay in home.stays:
                last = min(stay.until, today)
                self.last_seen[stay.person] = max(last, self.last_seen.get(stay.person, 0))
                self.died_here[stay.person] = self.died_here.get(stay.person, False) or stay.reason == "death"
                self.village[stay.person] = home.village.name_ky
                if stay.country:
                    self.abroad.add(stay.person)

    def members(self, home: Home) -> Iterator[SyntheticMember]:
        """Yield who belongs to the home as a clerk lists them: head, spouse, children by age; then who has left."""
        listed = [(stay, stay.bond or relation(stay.person, head)) for stay, head in heads.split(home)]
        for stay, tie in sorted(listed, key=_as_listed):
            yield SyntheticMember(
                resident=self.resident(stay.person),
                relation=tie,
                joined_on=date.fromordinal(stay.since),
                left_on=_date(stay.until),
                left_reason=stay.reason,
                registered=stay.registered,
                abroad_country=stay.country,
                abroad_since=_date(stay.abroad_since),
            )

    def resident(self, person: Person) -> SyntheticResident:
        """Return the person with papers, the same every time."""
        if person not in self.residents:
            self.residents[person] = self._resident(person)
        return self.residents[person]

    def _resident(self, person: Person) -> SyntheticResident:
        document = self.registry.document(person, self.last_seen[person])
        life = lives.tell(person, self._circumstances(person), self.fate)
        return SyntheticResident(
            pin=self.registry.pin(person),
            surname=person.surname,
            given_name=person.given,
            patronymic=person.patronymic,
            surname_latin=latin(person.surname),
            given_name_latin=latin(person.given),
            sex=person.sex,
            birth_date=date.fromordinal(person.born),
            birth_place=person.native,
            nationality=person.nationality,
            phone=self._phone(person),
            document_type=document.type,
            document_series=document.series,
            document_number=document.number,
            document_issued_on=document.issued_on,
            document_authority=document.authority,
            death_date=date.fromordinal(person.dies) if self.died_here[person] else None,
            **life._asdict(),
        )

    def _circumstances(self, person: Person) -> lives.Circumstances:
        spouse = person.spouse
        known = spouse is not None and (self.died_here[spouse] if spouse in self.last_seen else True)
        return lives.Circumstances(
            today=self.today,
            village=self.village[person],
            died=self.died_here[person],
            abroad=person in self.abroad,
            spouse_died=spouse.dies if spouse and known and spouse.dies <= self.today else None,
        )

    def _phone(self, person: Person) -> str:
        age = self.today - person.born
        chance = 0.9 if years(16) <= age < years(60) else 0.65
        if age < years(14) or self.died_here[person] or self.rng.random() > chance:
            return ""
        return self.registry.phone()


def _as_listed(listed: tuple[Stay, Relation]) -> tuple[bool, int, int, int]:
    stay, tie = listed
    return stay.until != FOREVER, min(_LISTED_FIRST[tie], _LISTED_FIRST[Relation.SON]), stay.person.born, stay.since


def _date(day: int | None) -> date | None:
    return None if day is None or day == FOREVER else date.fromordinal(day)
