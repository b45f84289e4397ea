"""What a council can change of its own: how its letters begin, and who signs them."""

from datetime import date

from django.db import transaction

from tenants.customisation.models import Letterhead, Signatory
from tereze.accounts.permissions import Actor
from tereze.audit import journal


@transaction.atomic
def change_letterhead(letterhead: Letterhead, *, changed: list[str], by: Actor) -> Letterhead:
    """Save the letterhead. What was printed with the former one keeps it."""
    letterhead.save()
    journal.record("office.letterhead_changed", by=by, fields=sorted(changed))
    return letterhead


@transaction.atomic
def name_signatory(*, role: str, name_ky: str, name_ru: str, by: Actor, on: date) -> Signatory | None:
    """Let somebody sign in the post `role` from the day on; who signed before did so until then.

    Returns None where that person signs already. Raises Signatory.DoesNotExist for a post that the council lacks.
    """
    present = Signatory.objects.select_for_update().get(role=role, until__isnull=True)
    if (present.name_ky, present.name_ru) == (name_ky, name_ru):
        return None
    if present.since < on and present.name_ky:
        present.until = on
        present.save(update_fields=["until"])
        present.pk = None
        present._state.adding = True
        present.until, present.since = None, on
    present.name_ky, present.name_ru = name_ky, name_ru
    present.save()
    journal.record("office.signatory_named", by=by, role=role)
    return present
