"""The public keys of all councils: written when a key is made or retired, read by whoever checks a certificate."""

from datetime import datetime

from django_tenants.utils import get_public_schema_name, schema_context

from tenants.directory import hosts
from tenants.directory.models import PublishedKey, Tenant
from tereze import clock
from tereze.printing.keyring import Key, Keyring, Signer
from tereze.printing.models import SigningKey


def publish(key: SigningKey, *, endorsement: bytes, council: Tenant) -> None:
    """Let everybody know a council's key. As the owner of the public schema, in the transaction of what happened."""
    with schema_context(get_public_schema_name()):
        PublishedKey.objects.create(
            tenant=council, number=key.number, public=key.public, endorsement=endorsement, made_at=key.made_at
        )


def retire(key: SigningKey, *, council: Tenant) -> None:
    """Let everybody know since when a key signs no more."""
    with schema_context(get_public_schema_name()):
        PublishedKey.objects.filter(tenant=council, number=key.number).update(retired_at=key.retired_at)


def keyring(council: Tenant | None = None) -> Keyring:
    """Return the keys of a council, or of all, in one query."""
    found = PublishedKey.objects.select_related("tenant").order_by("tenant__key", "number")
    if council is not None:
        found = found.filter(tenant=council)
    signers: dict[str, Signer] = {}
    for one in found:
        signer = signers.setdefault(one.tenant.key, _signer(one.tenant))
        signer.keys[one.number] = _key(one)  # type: ignore[index]  # a dict until it is handed out
    return Keyring(signers)


def others(number: int, *, than: Tenant) -> list[PublishedKey]:
    """Return the keys of that number of all councils but one: a code says the number of its key, not whose it is."""
    return list(PublishedKey.objects.select_related("tenant").filter(number=number).exclude(tenant=than))


def _signer(council: Tenant) -> Signer:
    return Signer(council.key, council.okmotu_ky, council.okmotu_ru, hosts.address_of(council.key), {})


def _key(one: PublishedKey) -> Key:
    retired = _day(one.retired_at) if one.retired_at else None
    return Key(one.number, bytes(one.public), bytes(one.endorsement), _day(one.made_at), retired)


def _day(moment: datetime) -> str:
    return moment.astimezone(clock.OFFICE_TIME).date().isoformat()
