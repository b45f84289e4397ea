"""The things of one kind that the register has at present, and who owns them."""

from dataclasses import dataclass, field
from typing import Self

from services.registers.imports.cells.measures import Share
from services.registers.imports.existing import Register
from services.registers.imports.owners import Owner
from services.registers.imports.things.thing import KnownOwnership, KnownThing, Thing
from services.registers.models import Ownership


@dataclass
class KnownThings:
    """Everything of one kind that has not ended."""

    all: list[KnownThing] = field(default_factory=list)

    @classmethod
    def read(cls, thing: Thing, register: Register) -> Self:
        """Read the things of the council whose schema is entered."""
        names = list(thing.meanings)
        present = thing.kind.model._default_manager.filter(until__isnull=True)
        found = {
            pk: KnownThing(pk, dict(zip(names, values, strict=True)))
            for pk, *values in present.order_by("pk").values_list("pk", *names)
        }
        owned = Ownership.objects.filter(until__isnull=True, **{f"{thing.name}__isnull": False})
        for pk, of, resident, household, numerator, denominator, basis, since in owned.order_by("pk").values_list(
            "pk", thing.name, "resident", "household", "numerator", "denominator", "basis", "since"
        ):
            owner = Owner(
                register.residents[resident] if resident else None,
                register.households[household] if household else None,
            )
            if of in found:
                found[of].owners.append(KnownOwnership(pk, owner, Share(numerator, denominator), basis, since))
        return cls(list(found.values()))
