"""Finding what the address of a page names, for those who may see it."""

from typing import Final

from django.core.exceptions import PermissionDenied
from django.http import Http404

from services.registers.models import CountingRound, Household, Street
from services.registers.rounds import progress
from tereze.accounts.http import CouncilRequest
from tereze.accounts.permissions import Permission
from tereze.audit.purposes import Why

PURPOSE: Final = "round"


def find_round(reference: str) -> CountingRound:
    """Return the round, or 404."""
    try:
        return CountingRound.objects.get(reference=reference)
    except CountingRound.DoesNotExist:
        raise Http404 from None


def find_street(key: int) -> Street:
    """Return the street with its village, or 404."""
    try:
        return Street.objects.select_related("village").get(pk=key)
    except Street.DoesNotExist:
        raise Http404 from None


def find_household(reference: str) -> Household:
    """Return the household, or 404."""
    try:
        return Household.objects.get(reference=reference)
    except Household.DoesNotExist:
        raise Http404 from None


def walked(request: CouncilRequest, reference: str, street: int) -> tuple[CountingRound, Street]:
    """Return a round and a street of it that the reader walks, or manages. Raises PermissionDenied."""
    counted, place = find_round(reference), find_street(street)
    manages = request.user.may(Permission.ROUND_MANAGE)
    if not progress.may_walk(counted, place, request.user, manages=manages):
        raise PermissionDenied
    return counted, place


def why(counted: CountingRound) -> Why:
    """Return what a look for a round serves."""
    return Why(PURPOSE, counted.subject)
