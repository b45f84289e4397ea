"""What can be asked about keys."""

from collections.abc import Collection, Mapping
from datetime import datetime

from tereze.api import key_text
from tereze.api.models import ApiKey


def key_for(text: str, moment: datetime) -> ApiKey | None:
    """Return the usable key whose text was sent, or None."""
    sent = key_text.read(text)
    if sent is None:
        return None
    key = ApiKey.objects.filter(prefix=sent.prefix[:10]).first()
    if key is None or not sent.matches(key.hash) or not key.is_usable(moment):
        return None
    return key


def all_keys() -> list[ApiKey]:
    """Return all keys: those in use first, then the newest."""
    return sorted(ApiKey.objects.all(), key=lambda key: key.revoked_at is not None)


def names(references: Collection[str]) -> Mapping[str, str]:
    """Return what keys are called, by reference."""
    return dict(ApiKey.objects.filter(reference__in=references).values_list("reference", "name"))
