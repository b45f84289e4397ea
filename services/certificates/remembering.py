"""A clerk's own words, kept for the resident: what was put right once need not be put right again."""

from collections.abc import Mapping
from typing import TYPE_CHECKING, Final

from services.certificates.models import OwnWords

if TYPE_CHECKING:
    from services.certificates.drafting import Draft

ABOUT: Final = ("resident.", "residence.")
"""Facts whose words belong to the resident; an addressee's belong to one certificate."""


def _is_of_resident(key: str) -> bool:
    fact = key.partition(":")[2].partition("|")[0]
    return fact.startswith(ABOUT) and "@" not in fact


def recalled(resident: str) -> Mapping[tuple[str, str], str]:
    """Return the words kept for a resident, by the place in a text and what grammar makes there."""
    found = OwnWords.objects.filter(subject=resident).values_list("key", "made", "words")
    return {(key, made): words for key, made, words in found}


def keep(draft: "Draft") -> None:
    """Keep the clerk's words of an issued certificate, and forget those that were given up."""
    order = draft.order
    given_up = order.as_made & draft.remembered
    if given_up:
        OwnWords.objects.filter(subject=order.resident, key__in=given_up).delete()
    if not order.overrides:
        return
    made = draft.overridable()
    kept = [
        OwnWords(subject=order.resident, key=key, made=made[key], words=words)
        for key, words in order.overrides.items()
        if _is_of_resident(key) and key in made
    ]
    OwnWords.objects.bulk_create(
        kept, update_conflicts=True, unique_fields=["subject", "key"], update_fields=["made", "words"]
    )
