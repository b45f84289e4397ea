"""What the register shows on the desk: an invitation, as long as it is empty."""

from django.template.loader import render_to_string

from services.registers.models import Household
from tereze.accounts.http import CouncilRequest
from tereze.accounts.permissions import Permission
from tereze.exchange import panels
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


panels.registry.add(Panel("registers.empty", Place.DESK, 5, Permission.DESK_USE, _empty_register))
