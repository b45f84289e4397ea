"""The council's own signature on what it prints."""

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey
from django.conf import settings
from django.core.cache import cache
from django.db import transaction

from services.certificates.drafting import Draft
from tenants.directory import hosts, published
from tenants.directory import queries as directory
from tenants.onboarding.descriptions import Description
from tereze import clock
from tereze.accounts.permissions import Actor
from tereze.audit import journal
from tereze.printing import keyring, keys, payload
from tereze.printing.models import SigningKey


class NoSigningKeyError(Exception):
    """The council has no key to sign with; onboarding makes one."""


def make_key() -> SigningKey:
    """Make the council's next key, keep it sealed and publish it, endorsed by the key before it."""
    private = keys.new_key()
    last = SigningKey.objects.order_by("-number").first()
    made = SigningKey.objects.create(
        number=last.number + 1 if last else 1,
        public=private.public_key().public_bytes_raw(),
        sealed=keys.seal(private, settings.SECRET_KEY),
        made_at=clock.now(),
    )
    council = directory.current()
    endorsing = _private(last) if last else private
    published.publish(
        made, endorsement=keyring.endorse(council.key, made.number, bytes(made.public), key=endorsing), council=council
    )
    return made


@transaction.atomic
def rotate(*, by: Actor) -> SigningKey:
    """Retire the key that signs and make the next. What was signed before still verifies. Raises WrongSecretError."""
    now, council = clock.now(), directory.current()
    for old in SigningKey.objects.select_for_update().filter(retired_at__isnull=True):
        old.retired_at = now
        old.save(update_fields=["retired_at"])
        published.retire(old, council=council)
    made = make_key()
    journal.record("signing_key.rotated", by=by, number=made.number)
    return made


def current() -> tuple[int, Ed25519PrivateKey]:
    """Return the number of the key that signs, and the key. Raises NoSigningKeyError, WrongSecretError."""
    key = SigningKey.objects.filter(retired_at__isnull=True).first()
    if key is None:
        raise NoSigningKeyError
    return key.number, _private(key)


def _private(key: SigningKey) -> Ed25519PrivateKey:
    return keys.unseal(bytes(key.sealed), settings.SECRET_KEY)


def first_key(description: Description) -> None:
    """The onboarding step of every council."""
    make_key()


def sign(draft: Draft, *, number: str, reference: bytes) -> str:
    """Return the signed payload that a certificate's QR code says. Raises NoSigningKeyError, WrongSecretError."""
    key_id, private = current()
    statement = payload.Statement(
        number=number,
        kind=draft.template.code,
        issued_on=draft.on,
        valid_until=draft.valid_until,
        reference=reference,
        initials=draft.name.initials,
    )
    return payload.encode(statement, private, key_id)


def public_key(number: int) -> Ed25519PublicKey | None:
    """Return the public half of the key `number`, retired ones too; None if this council never had it."""
    remembered = f"public-key:{number}"  # a number never gets another key
    raw: bytes | None = cache.get(remembered)
    if raw is None:
        found = SigningKey.objects.filter(number=number).values_list("public", flat=True).first()
        if found is None:
            return None
        raw = bytes(found)
        cache.set(remembered, raw, timeout=600)
    return Ed25519PublicKey.from_public_bytes(raw)


def address_of(signed: str) -> str:
    """Return the address that the QR code opens."""
    return f"{hosts.address_of(directory.current().key)}/v/{signed}"
