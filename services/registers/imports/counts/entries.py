"""A row of a count and what is decided about it."""

from dataclasses import dataclass, field

from services.registers.imports.entries import Difference, Entry, Said, text
from services.registers.imports.existing import KnownHousehold
from services.registers.imports.fields import counted
from services.registers.imports.owners import Owner, SaidOwner


@dataclass(slots=True)
class CountSaid(Said):
    """A row as understood: whose, and how many of each thing."""

    owner: SaidOwner = field(default_factory=SaidOwner)
    numbers: dict[str, int] = field(default_factory=dict)


@dataclass(slots=True, eq=False)
class CountEntry(Entry[CountSaid]):
    """A row and what is decided about it: `new` has what was not counted that day, `changed` what was otherwise."""

    owner: Owner | None = None
    household: KnownHousehold | None = None
    before: dict[str, int] = field(default_factory=dict)
    new: dict[str, int] = field(default_factory=dict)
    changed: dict[str, int] = field(default_factory=dict)

    @property
    def name(self) -> str:
        who = self.owner.name if self.owner else self.said.owner.text
        account = self.household.account if self.household else self.said.owner.account
        return " · ".join(dict.fromkeys(part for part in (account, who) if part))

    @property
    def reference(self) -> str:
        return self.owner.resident.reference if self.owner and self.owner.resident else ""

    @property
    def differences(self) -> list[Difference]:
        return [
            Difference(counted(code), text(self.before.get(code)), text(number))
            for code, number in {**self.new, **self.changed}.items()
        ]
