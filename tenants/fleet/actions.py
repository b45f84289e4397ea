"""What the operator can do with a tenant."""

from django.db import transaction

from tenants.directory import queries as directory
from tenants.directory.models import Kind, Status, Tenant
from tereze.accounts.permissions import Actor
from tereze.audit import journal


class CannotSuspendError(Exception):
    """This tenant cannot be suspended: it is not active, or it is the operator, who could not come back."""


class CannotResumeError(Exception):
    """This tenant is not suspended."""


@transaction.atomic
def suspend(*, key: str, by: Actor, reason: str) -> None:
    """Stop serving the tenant: its host answers 503 within a minute everywhere. Nothing of it is changed or lost.

    Works in the operator's schema under the operator's role, which may change a tenant's status and nothing else of it.
    The reason stands in the operator's journal. Raises CannotSuspendError.
    """
    active = Tenant.objects.filter(key=key, status=Status.ACTIVE).exclude(kind=Kind.OPERATOR)
    if not active.update(status=Status.SUSPENDED):
        raise CannotSuspendError(key)
    journal.record("tenant.suspended", subject=f"tenant:{key}", by=by, reason=reason)
    transaction.on_commit(directory.forget_hosts)


@transaction.atomic
def resume(*, key: str, by: Actor, reason: str) -> None:
    """Serve a suspended tenant again, within a minute everywhere. Raises CannotResumeError."""
    if not Tenant.objects.filter(key=key, status=Status.SUSPENDED).update(status=Status.ACTIVE):
        raise CannotResumeError(key)
    journal.record("tenant.resumed", subject=f"tenant:{key}", by=by, reason=reason)
    transaction.on_commit(directory.forget_hosts)
