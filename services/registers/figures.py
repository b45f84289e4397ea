"""What can be counted in the register."""

from datetime import date

from django.utils.translation import gettext_lazy as _

from services.registers.models import Membership
from tereze.exchange.figures import Figure, figure


def residents(day: date) -> int:
    """Return how many people belonged to the council's households on the day, migrants abroad included."""
    return Membership.objects.on(day).count()


figure(Figure(name="register.residents", label=_("Residents in the register"), count=residents))
