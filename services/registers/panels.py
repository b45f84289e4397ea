"""What the register shows on the desk as long as it is empty, and which entries lead to another."""

from django.template.loader import render_to_string

from services.registers.models import Household, Resident
from tereze.accounts.http import CouncilRequest
from tereze.accounts.permissions import Permission
from tereze.exchange import aliases, panels
from tereze.exchange.aliases import Alias
from tereze.exchange.panels import Panel, Place
from tereze.exchange.values import Subject


def _empty_register(request: CouncilRequest, subject: Subject | None) -> str:
    if Household.objects.exists():
        return ""
    allowed = {
        "may_import": request.user.may(Permission.REGISTER_IMPORT),
        "may_edit": request.user.may(Permission.RESIDENT_EDIT),
    }
    return render_to_string("registers/_empty_register.html", allowed, request)


def _merged_into(reference: str) -> list[str]:
    """Return the entries that were merged into the resident."""
    return list(Resident.objects.filter(merged_into__reference=reference).values_list("reference", flat=True))


aliases.registry.add(Alias("registers.residents", "resident", _merged_into))
panels.registry.add(Panel("registers.empty", Place.DESK, 5, Permission.DESK_USE, _empty_register))
