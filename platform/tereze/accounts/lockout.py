"""Locking out who guesses passwords: five wrong ones for a name from an address, then a quarter of an hour of rest.

The counting is django-axes'; it happens in the council's own schema, so the councils cannot touch each other.
"""

from typing import Any

from axes.models import AccessAttempt
from axes.signals import user_locked_out
from django.conf import settings
from django.db.models import Sum
from django.http import HttpRequest

from tereze import clock
from tereze.accounts.models import User
from tereze.accounts.permissions import Platform
from tereze.audit import journal


def name_tried(request: HttpRequest | None, credentials: dict[str, Any] | None) -> str:
    """Return the sign-in name that was meant. An e-mail stands for its owner's name, so both share one count."""
    given = credentials or {}
    typed = given.get("login") or given.get("username") or given.get("email") or ""
    if not typed and request is not None:
        typed = request.POST.get("login", "")
    typed = str(typed).strip().lower()[:254]
    if "@" in typed:
        owner = User.objects.filter(email__iexact=typed).values_list("username", flat=True).first()
        return owner or typed
    return typed


def locked_names() -> frozenset[str]:
    """Return the sign-in names that are locked out at some address now."""
    since = clock.now() - settings.AXES_COOLOFF_TIME
    counted = AccessAttempt.objects.filter(attempt_time__gte=since).values("username", "ip_address")
    full = counted.annotate(failures=Sum("failures_since_start")).filter(failures__gte=settings.AXES_FAILURE_LIMIT)
    return frozenset(name for name in full.values_list("username", flat=True) if name)


def tell_the_journal(sender: object, *, request: HttpRequest, username: str = "", **kwargs: Any) -> None:
    """Journal the beginning of a lock-out, of accounts that exist: the rest would only fill the journal."""
    begins = getattr(request, "axes_failures_since_start", None) is not None
    user = User.objects.filter(username=username).first()
    if begins and user:
        journal.record_read("staff.locked_out", subject=f"staff_member:{user.reference}", by=Platform("sign-in"))


def listen() -> None:
    """Hear of lock-outs; called once, when the app is ready."""
    user_locked_out.connect(tell_the_journal, dispatch_uid="tereze.accounts.lockout")
