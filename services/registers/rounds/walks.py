"""Who walks where."""

from collections.abc import Mapping, Sequence

from django.db import transaction

from services.registers.models import CountingRound, RoundWalk, Street
from services.registers.rounds.holding import hold_open
from tereze import clock
from tereze.accounts.models import RoleGrant, User
from tereze.accounts.permissions import Actor, Permission
from tereze.accounts.roles import COUNCIL_ROLES
from tereze.audit import journal


def walkers() -> list[User]:
    """Return the members of staff who may walk, by name."""
    roles = [role.key for role in COUNCIL_ROLES if Permission.ROUND_WALK in role.permissions]
    granted = RoleGrant.objects.on(clock.today()).filter(role__in=roles)
    return list(User.objects.filter(is_active=True, pk__in=granted.values("user")))


@transaction.atomic
def assign(*, counted: CountingRound, chosen: Mapping[int, User | None], by: Actor) -> int:
    """Say who walks each street, by the street's key; None: nobody. Returns how many streets changed hands.

    Raises ClosedRoundError.
    """
    hold_open(counted.pk)
    present = dict(RoundWalk.objects.filter(round=counted, street__in=chosen).values_list("street", "walker"))
    changed = {key: who for key, who in chosen.items() if present.get(key) != (who.pk if who else None)}
    RoundWalk.objects.filter(round=counted, street__in=changed).delete()
    RoundWalk.objects.bulk_create(
        RoundWalk(round=counted, street_id=street, walker=walker) for street, walker in changed.items() if walker
    )
    if changed:
        names = sorted({walker.audit_name for walker in changed.values() if walker})
        journal.record("round.assigned", subject=counted.subject, by=by, streets=len(changed), walkers=names)
    return len(changed)


def of_walker(counted: CountingRound, walker: User) -> Sequence[Street]:
    """Return the streets somebody walks."""
    keys = RoundWalk.objects.filter(round=counted, walker=walker).values("street")
    return list(Street.objects.filter(pk__in=keys).select_related("village"))
