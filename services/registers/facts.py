"""What the register can say of a resident, each statement with the page of the household book it stands on."""

from datetime import date

from django.utils.translation import gettext_lazy as _

from services.registers import queries
from services.registers.models import Resident
from services.registers.queries import Card, Member
from tereze.exchange.facts import fact
from tereze.exchange.values import Address, Bilingual, Column, PersonName, Row, Stated, Subject, Table, Value

NAME = Column("name", Bilingual("Аты-жөнү", "Фамилия, имя, отчество"), width=2.4)
BIRTH = Column("birth_date", Bilingual("Туулган күнү", "Дата рождения"), align="center", width=1.0)
RELATION = Column("relation", Bilingual("Башчыга тууганчылыгы", "Отношение к главе"), width=1.3)
SINCE = Column("since", Bilingual("Качандан бери", "С какого времени"), align="center", width=1.0)


def _card(subject: Subject, on: date) -> Card | None:
    """Return the card as of the day, read once for all facts about the subject."""
    key = f"card {on}"
    if key not in subject.memory:
        try:
            subject.memory[key] = queries.card(subject.reference, on=on)
        except Resident.DoesNotExist:
            subject.memory[key] = None
    found: Card | None = subject.memory[key]
    return found


def _book(card: Card) -> Bilingual:
    assert card.stay is not None  # callers ask for present residents only
    home = card.stay.household
    return Bilingual(
        f"чарба китеби № {home.book}, {home.page}-бет, жеке эсеп № {home.account}",
        f"похозяйственная книга № {home.book}, стр. {home.page}, лицевой счёт № {home.account}",
    )


def _stated(card: Card, value: Value | None) -> Stated | None:
    return None if value is None or value == "" else Stated(value, _book(card))


def _present(subject: Subject, on: date) -> Card | None:
    """Return the card if the resident is alive and in a household on the day."""
    card = _card(subject, on)
    if card is None or card.stay is None or not card.resident.alive_on(on):
        return None
    return card


@fact("resident.name", type=PersonName, label=_("Name"), about="resident")
def name(subject: Subject, on: date) -> Stated | None:
    card = _present(subject, on)
    return _stated(card, card.resident.name) if card else None


@fact("resident.pin", type=str, label=_("PIN"), about="resident")
def pin(subject: Subject, on: date) -> Stated | None:
    card = _present(subject, on)
    return _stated(card, card.resident.pin) if card else None


@fact("resident.birth_date", type=date, label=_("Date of birth"), about="resident")
def birth_date(subject: Subject, on: date) -> Stated | None:
    card = _present(subject, on)
    return _stated(card, card.resident.birth_date) if card else None


@fact("resident.document", type=str, label=_("Identity document"), about="resident")
def document(subject: Subject, on: date) -> Stated | None:
    card = _present(subject, on)
    if card is None or card.document is None:
        return None
    return _stated(card, f"{card.document.series}{card.document.number}")


@fact("residence.address", type=Address, label=_("Address"), about="resident")
def address(subject: Subject, on: date) -> Stated | None:
    card = _present(subject, on)
    return _stated(card, card.address.value if card.address else None) if card else None


@fact("residence.since", type=date, label=_("Lives there since"), about="resident")
def since(subject: Subject, on: date) -> Stated | None:
    card = _present(subject, on)
    if card is None or card.belonging is None or card.address is None:
        return None
    known = [day for day in (card.belonging.since, card.address.since) if day]
    return _stated(card, max(known) if known else None)


@fact("household.members", type=Table, label=_("Members of the household"), about="resident")
def members(subject: Subject, on: date) -> Stated | None:
    card = _present(subject, on)
    if card is None:
        return None
    return Stated(Table((NAME, BIRTH, RELATION), tuple(_row(one) for one in card.members)), _book(card))


@fact("household.others", type=Table, label=_("Other members of the household"), about="resident")
def others(subject: Subject, on: date) -> Stated | None:
    card = _present(subject, on)
    if card is None or card.belonging is None:
        return None
    own = card.belonging.since
    rows = tuple(
        _row(one, max((day for day in (own, one.since) if day), default=""))
        for one in card.members
        if one.resident.pk != card.resident.pk
    )
    return Stated(Table((NAME, BIRTH, RELATION, SINCE), rows), _book(card))


def _row(member: Member, *more: date | str) -> Row:
    relation = Bilingual(member.relation.label("ky"), member.relation.label("ru"))
    born: date | str = member.resident.birth_date or ""
    return Row(member.resident.reference, (member.resident.name, born, relation, *more))


@fact("household.size", type=int, label=_("Number of members"), about="resident")
def size(subject: Subject, on: date) -> Stated | None:
    card = _present(subject, on)
    return _stated(card, len(card.members)) if card else None


@fact("household.head", type=PersonName, label=_("Head of the household"), about="resident")
def head(subject: Subject, on: date) -> Stated | None:
    card = _present(subject, on)
    found = next((one for one in card.members if one.relation == "head"), None) if card else None
    return _stated(card, found.resident.name) if card and found else None


@fact("household.book", type=Bilingual, label=_("Entry in the household book"), about="resident")
def book(subject: Subject, on: date) -> Stated | None:
    card = _present(subject, on)
    return _stated(card, _book(card)) if card else None
