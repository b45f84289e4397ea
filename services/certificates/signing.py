"""The council's own signature on what it prints."""

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey
from django.conf import settings

from services.certificates.drafting import Draft
from tenants.directory import hosts
from tenants.directory import queries as directory
from tenants.onboarding.descriptions import Description
from tereze import clock
from tereze.printing import keys, payload
from tereze.printing.models import SigningKey


class NoSigningKeyError(Exception):
    """The council has no key to sign with; onboarding makes one."""


def make_key() -> SigningKey:
    """Make the council's next key and keep it sealed."""
    private = keys.new_key()
    last = SigningKey.objects.order_by("-number").values_list("number", flat=True).first() or 0
    return SigningKey.objects.create(
        number=last + 1,
        public=private.public_key().public_bytes_raw(),
        sealed=keys.seal(private, settings.SECRET_KEY),
        made_at=clock.now(),
    )


def first_key(description: Description) -> None:
    """The onboarding step of every council."""
    make_key()


def sign(draft: Draft, *, number: str, reference: bytes) -> str:
    """Return the signed payload that a certificate's QR code says. Raises NoSigningKeyError, WrongSecretError."""
    key = SigningKey.objects.filter(retired_at__isnull=True).first()
    if key is None:
        raise NoSigningKeyError
    statement = payload.Statement(
        number=number,
        kind=draft.template.code,
        issued_on=draft.on,
        valid_until=draft.valid_until,
        reference=reference,
        initials=draft.name.initials,
    )
    return payload.encode(statement, keys.unseal(bytes(key.sealed), settings.SECRET_KEY), key.number)


def public_key(number: int) -> Ed25519PublicKey | None:
    """Return the public half of the key `number`, retired ones too; None if this council never had it."""
    key = SigningKey.objects.filter(number=number).first()
    return Ed25519PublicKey.from_public_bytes(bytes(key.public)) if key else None


def address_of(signed: str) -> str:
    """Return the address that the QR code opens."""
    return f"{hosts.address_of(directory.current().key)}/v/{signed}"
