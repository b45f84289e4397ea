"""Today at the counter: what to ask this resident, now that the resident stands here."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final

from django.urls import reverse
from django.utils.translation import gettext as _

from services.registers.models import CountingRound, CustomField, CustomValue, Resident, RoundVisit
from services.registers.quality import pairs
from services.registers.queries import Card

SOON: Final = timedelta(days=30)
"""How long before its last day a document is asked about."""
MOST: Final = 5
"""More questions than this nobody asks with a queue at the window."""


@dataclass(frozen=True)
class Question:
    """What to ask, and the page on which the answer is written down."""

    asks: str
    url: str = ""


def questions(card: Card) -> list[Question]:
    """Return what to ask the resident of the card, the weightiest first."""
    if not card.resident.alive_on(card.on):
        return []
    found = [question for ask in _ASKS for question in ask(card)]
    return found[:MOST]


def _twice(card: Card) -> Iterator[Question]:
    pair = pairs.of(card.resident).first()
    if pair:
        other = pair.second if pair.first_id == card.resident.pk else pair.first
        asks = _("Is this the same person as %(name)s?") % {"name": other.name.full}
        yield Question(asks, reverse("quality_pair", args=[pair.pk]))


def _papers(card: Card) -> Iterator[Question]:
    document = card.document
    if document is None:
        yield Question(_("No document is written down. Ask for the passport or birth certificate."), _papers_anew(card))
    elif document.expires_on and document.expires_on < card.on + SOON:
        yield Question(
            _("The document is valid until %(day)s only. Ask for the new one.")
            % {"day": f"{document.expires_on:%d.%m.%Y}"},
            _correct(card),
        )


def _person(card: Card) -> Iterator[Question]:
    resident, age = card.resident, card.resident.age_on(card.on)
    if not resident.phone and (age is None or age >= _GROWN_UP):
        yield Question(_("No phone is written down."), _details(resident))
    if not resident.birth_place:
        yield Question(_("The place of birth is not written down."), _correct(card))
    if age is not None and age >= _GROWN_UP and not (resident.education and resident.occupation):
        yield Question(_("Education or occupation is not written down."), _details(resident))
    if age is not None and age >= _GROWN_UP and not resident.marital_status:
        yield Question(_("The marital status is not written down."), _details(resident))


_GROWN_UP: Final = 18


def _home(card: Card) -> Iterator[Question]:
    if card.stay is None:
        return
    last = CountingRound.objects.filter(closed_at__isnull=False, livestock_only=False).order_by("-on").first()
    if last is None or last.on < date(card.on.year - 1, 1, 1):
        return
    visited = RoundVisit.objects.filter(round=last, household=card.stay.household, state=RoundVisit.State.DONE)
    if not visited.exists():
        yield Question(
            _("Nobody was at home at the last round. Ask about livestock and land."),
            reverse("household", args=[card.stay.household.reference]),
        )


def _own_fields(card: Card) -> Iterator[Question]:
    asked = CustomField.objects.filter(about=CustomField.About.RESIDENT, archived_at__isnull=True)
    filled = CustomValue.objects.filter(resident=card.resident).values("field")
    missing = [field.label for field in asked.exclude(pk__in=filled)]
    if missing:
        yield Question(_("Not written down yet: %(fields)s.") % {"fields": ", ".join(missing)}, _fill_in(card.resident))


def _papers_anew(card: Card) -> str:
    return reverse("life_happen", args=["change", card.resident.reference])


def _correct(card: Card) -> str:
    return reverse("life_happen", args=["correction", card.resident.reference])


def _fill_in(resident: Resident) -> str:
    return reverse("life_happen", args=["own_fields", resident.reference])


def _details(resident: Resident) -> str:
    return reverse("life_happen", args=["details", resident.reference])


_ASKS: Final[tuple[Callable[[Card], Iterator[Question]], ...]] = (_twice, _papers, _person, _home, _own_fields)
