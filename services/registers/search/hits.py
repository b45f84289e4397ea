"""What a search brings back: just enough to tell one from another, with no further query."""

from dataclasses import dataclass, replace
from datetime import date

from tereze.exchange.values import Address


@dataclass(frozen=True)
class FoundResident:
    """A resident as the list of results shows one. `address` is None for those who belong to no household now."""

    reference: str
    surname: str
    given_name: str
    patronymic: str
    pin: str
    birth_date: date | None
    death_date: date | None
    address: Address | None
    approximate: bool = False

    @property
    def alive(self) -> bool:
        return self.death_date is None

    def as_approximate(self) -> "FoundResident":
        """Return the same resident as one who was found in spite of wrong letters."""
        return replace(self, approximate=True)

    @property
    def full_name(self) -> str:
        return " ".join(part for part in (self.surname, self.given_name, self.patronymic) if part)


@dataclass(frozen=True)
class FoundHousehold:
    """A household likewise. `head` is empty where there is none; `size` counts present members."""

    reference: str
    account: str
    kind: str
    address: Address | None
    head: str
    size: int
