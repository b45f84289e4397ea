"""Forms in which a household gets another head: everybody's relation is found by rule and shown for confirmation."""

from collections.abc import Iterable

from services.registers.life import heads, succession
from services.registers.life.forms import LifeForm
from services.registers.models import Membership, Resident
from services.registers.relations import Relation


def confirm(
    form: LifeForm, stays: Iterable[Membership], head: Resident, *, prefix: str = "relation_"
) -> dict[str, str]:
    """Let the preview ask for the relation of everybody in `stays` to the head; return those taken, by reference.

    For `clean` of a form in which the day is known.
    """
    on = form.cleaned_data["on"]
    relations = succession.proposed(stays, head, on)
    return {
        one.resident.reference: ask(form, one.resident, relations[one.resident.reference], prefix=prefix)
        for one in succession.members(stays, on)
        if one.resident_id != head.pk
    }


def ask(form: LifeForm, resident: Resident, relation: Relation, *, prefix: str = "relation_") -> str:
    """Let the preview ask for one relation; return the one taken."""
    field = heads.relation_field(str(resident), resident.sex)
    return str(form.confirm(f"{prefix}{resident.reference}", field, relation.value) or "")
