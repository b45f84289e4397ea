"""Two cards side by side: what is the same, and what differs."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Final

from django.utils.functional import Promise
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from services.registers import addresses, codelists, codes, phones, pin
from services.registers.queries import Card


@dataclass(frozen=True)
class Line:
    """One thing of both cards, as people read it."""

    label: str
    first: str
    second: str

    @property
    def differs(self) -> bool:
        """Whether both say something, and not the same."""
        return bool(self.first and self.second) and self.first != self.second


def side_by_side(first: Card, second: Card) -> list[Line]:
    """Return what the cards say, line by line; lines empty on both sides are left out.

    Phones and documents are masked, and of PINs only the end and the digits that differ are shown.
    """
    pins = pin.masked_apart(first.resident.pin, second.resident.pin)
    lines = [
        Line(str(label), *pins) if label == _PIN else Line(str(label), say(first), say(second)) for label, say in _LINES
    ]
    return [line for line in lines if line.first or line.second]


def second_is_fuller(lines: Iterable[Line]) -> bool:
    """Return whether the second card says more than the first, so that it had better stay."""
    return sum(bool(line.second) - bool(line.first) for line in lines) > 0


def _born(card: Card) -> str:
    return f"{card.resident.birth_date:%d.%m.%Y}" if card.resident.birth_date else ""


def _documents(card: Card) -> str:
    return ", ".join(pin.mask(str(one)) for one in card.documents)


def _nationality(card: Card) -> str:
    code = card.resident.nationality
    return str(codes.Nationality(code).label) if code else ""


def _household(card: Card) -> str:
    return _now("account № %(account)s") % {"account": card.stay.household.account} if card.stay else ""


def _address(card: Card) -> str:
    return addresses.shown(card.address.value if card.address else None)


def _together(card: Card) -> str:
    return ", ".join(str(one.resident) for one in card.members if one.resident.pk != card.resident.pk)


def _died(card: Card) -> str:
    return f"{card.resident.death_date:%d.%m.%Y}" if card.resident.death_date else ""


_PIN: Final = _("PIN")
_LINES: Final[tuple[tuple[Promise | str, Callable[[Card], str]], ...]] = (
    (_("Name"), lambda card: card.resident.name.full),
    (_("Name in Latin letters"), lambda card: card.resident.latin_name),
    (_("Former names"), lambda card: ", ".join(str(one) for one in card.former_names)),
    (_("Date of birth"), _born),
    (_PIN, lambda _card: ""),
    (_("Documents"), _documents),
    (_("Place of birth"), lambda card: card.resident.birth_place),
    (_("Nationality"), _nationality),
    (_("Phone"), lambda card: phones.mask(card.resident.phone)),
    (_("Household"), _household),
    (_("Address"), _address),
    (_("Lives with"), _together),
    (_("Education"), lambda card: codelists.EDUCATION.label(card.resident.education)),
    (_("Occupation"), lambda card: codelists.OCCUPATION.label(card.resident.occupation)),
    (_("Marital status"), lambda card: codelists.MARITAL_STATUS.label(card.resident.marital_status)),
    (_("Died"), _died),
)
