"""What the card shows at the counter: what to ask."""

from django.template.loader import render_to_string

from services.registers import cards
from services.registers.quality import counter
from tereze import clock
from tereze.accounts.http import CouncilRequest
from tereze.accounts.permissions import Permission
from tereze.exchange import panels
from tereze.exchange.panels import Panel, Place
from tereze.exchange.values import Subject


def _card(request: CouncilRequest, subject: Subject | None) -> str:
    if subject is None:
        return ""
    asked = counter.questions(cards.of(subject, on=clock.today()))
    may_write = request.user.may(Permission.RESIDENT_EDIT)
    told = {"questions": asked, "may_write": may_write}
    return render_to_string("registers/quality/_counter.html", told, request) if asked else ""


panels.registry.add(Panel("registers.counter", Place.CARD, 10, Permission.RESIDENT_VIEW, _card))
