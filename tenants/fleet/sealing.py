"""The councils' signing keys, when the deployment's secret changes."""

from collections.abc import Callable, Iterator

from django.db import transaction
from django_tenants.utils import get_public_schema_name, schema_context

from tenants.directory.models import Status, Tenant
from tereze.accounts.permissions import Actor
from tereze.audit import journal
from tereze.printing import keys
from tereze.printing.models import SigningKey


def reseal_all(*, old: str, new: str, by: Actor, say: Callable[[str], None]) -> list[str]:
    """Seal the signing keys of every tenant with the secret `new` instead of `old`; return whose could not be opened.

    May be repeated: a key that `new` opens already stays as it is. A tenant whose keys cannot all be opened keeps all
    of them as they were.
    """
    with schema_context(get_public_schema_name()):
        tenants = list(Tenant.objects.exclude(status=Status.CLOSED).values_list("key", "schema_name"))
    failed = []
    for key, schema in tenants:
        try:
            with schema_context(schema):
                count = reseal(old=old, new=new, by=by)
        except keys.WrongSecretError:
            say(f"{key}: neither secret opens its keys")
            failed.append(key)
        else:
            say(f"{key}: {count} sealed anew")
    return failed


@transaction.atomic
def reseal(*, old: str, new: str, by: Actor) -> int:
    """Do so in the tenant whose schema is entered; return how many keys were sealed anew. Raises WrongSecretError."""
    count = 0
    for key in _not_opened_by(new):
        key.sealed = keys.seal(keys.unseal(bytes(key.sealed), old), new)
        key.save(update_fields=["sealed"])
        count += 1
    if count:
        journal.record("signing_keys.resealed", by=by, keys=count)
    return count


def _not_opened_by(secret: str) -> Iterator[SigningKey]:
    for key in SigningKey.objects.select_for_update().order_by("number"):
        try:
            keys.unseal(bytes(key.sealed), secret)
        except keys.WrongSecretError:
            yield key
