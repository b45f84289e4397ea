"""Who recorded events, by name."""

from collections.abc import Collection

from django.utils.translation import gettext as _

from tereze.accounts.models import User


def names(actors: Collection[str]) -> dict[str, str]:
    """Return the full names behind the journal's names of actors; of no member of staff, what the journal says."""
    users = {actor.removeprefix("user:") for actor in actors if actor.startswith("user:")}
    found = {user.audit_name: user.full_name or user.username for user in User.objects.filter(username__in=users)}
    return {actor: found.get(actor) or _other(actor) for actor in actors}


def _other(actor: str) -> str:
    return _("the platform itself") if actor.startswith("platform:") else actor
