"""The things of one kind that the register has at present, and who owns them."""

from dataclasses import dataclass, field
from datetime import date
from typing import Self

from services.registers.imports.cells.measures import Share
from services.registers.imports.existing import Register
from services.registers.imports.owners import Owner
from services.registers.imports.things.thing import KnownOwnership, KnownThing, Thing
from services.registers.models import Ownership


@dataclass
class KnownThings:
    """Everything of one kind that has not ended. `ended` are the codes of what has, and when."""

    all: list[KnownThing] = field(default_factory=list)
    ended: dict[str, date] = field(default_factory=dict)

    @classmethod
    def read(cls, thing: Thing, register: Register) -> Self:
        """Read the things of the council whose schema is entered."""
        names = list(thing.meanings)
        present = thing.kind.model._default_manager.filter(until__isnull=True)
        found = {
            pk: KnownThing(pk, dict(zip(names, values, strict=True)))
            for pk, *values in present.order_by("pk").values_list("pk", *names)
        }
        owned = Ownership.objects.filter(**{f"{thing.name}__in": list(found)}).order_by("pk")
        for pk, of, resident, household, numerator, denominator, basis, since, until in owned.values_list(
            "pk", thing.name, "resident", "household", "numerator", "denominator", "basis", "since", "until"
        ):
            owner = Owner(
                register.residents[resident] if resident else None,
                register.households[household] if household else None,
            )
            if until is None:
                found[of].owners.append(KnownOwnership(pk, owner, Share(numerator, denominator), basis, since))
            else:
                last = found[of].former.get((owner.column, owner.pk), until)
                found[of].former[owner.column, owner.pk] = max(last, until)
        return cls(list(found.values()), cls._ended(thing))

    @staticmethod
    def _ended(thing: Thing) -> dict[str, date]:
        """A code of the cadastre is never given twice, a plate may be."""
        if thing.identity != "eni":
            return {}
        gone = thing.kind.model._default_manager.filter(until__isnull=False).exclude(eni="")
        return dict(gone.values_list("eni", "until"))
