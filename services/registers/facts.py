"""What the register can say of a resident, each statement with the page of the household book on which it stands.

Who is dead or has left the council on the day lives nowhere here: about residence and household there is nothing to say
then. All facts of one subject together cost at most four queries.
"""

from datetime import date
from functools import cached_property
from typing import Final

from django.utils.translation import gettext_lazy as _

from services.registers import queries
from services.registers.codes import DocumentType
from services.registers.models import Household, HouseholdAddress, IdentityDocument, Membership, Resident
from services.registers.queries import Member
from services.registers.relations import Relation
from tereze.exchange.facts import fact
from tereze.exchange.values import Address, Bilingual, Column, PersonName, Row, Stated, Subject, Table, Value

NAME: Final = Column("name", Bilingual("Аты-жөнү", "Фамилия, имя, отчество"), width=2.4)
BORN: Final = Column("birth_date", Bilingual("Туулган күнү", "Дата рождения"), align="center", width=1.0)
RELATION: Final = Column("relation", Bilingual("Башчыга тууганчылыгы", "Отношение к главе"), width=1.2)
SINCE: Final = Column("since", Bilingual("Качандан бери чогуу", "С какого времени вместе"), align="center", width=1.0)
DOCUMENTS: Final = {
    DocumentType.ID_CARD: Bilingual("паспорт", "паспорт"),
    DocumentType.PASSPORT: Bilingual("паспорт", "паспорт"),
    DocumentType.BIRTH_CERTIFICATE: Bilingual("туулгандыгы тууралуу күбөлүк", "свидетельство о рождении"),
    DocumentType.FOREIGN_PASSPORT: Bilingual("чет өлкөнүн паспорту", "паспорт иностранного гражданина"),
    DocumentType.RESIDENCE_PERMIT: Bilingual("жашап турууга уруксат", "вид на жительство"),
    DocumentType.OTHER: Bilingual("документ", "документ"),
}
"""What a certificate calls each kind of document; the ID card is a citizen's passport."""
REGISTER: Final = Bilingual("чарбалык эсеп", "похозяйственный учёт")
"""The source for somebody who has no page at the moment."""


class _Picture:
    """What is known of one resident on one day. Each part is read when it is first asked for, and once."""

    def __init__(self, reference: str, on: date) -> None:
        self.reference = reference
        self.on = on

    @cached_property
    def stay(self) -> Membership | None:
        return queries.stay(self.reference, on=self.on)

    @cached_property
    def resident(self) -> Resident | None:
        if self.stay:
            return self.stay.resident
        return Resident.objects.filter(reference=self.reference).first()

    @cached_property
    def address(self) -> HouseholdAddress | None:
        return queries.address_of(self.stay.household, on=self.on) if self.stay else None

    @cached_property
    def members(self) -> list[Member]:
        return queries.composition(self.stay.household, on=self.on) if self.stay else []

    @cached_property
    def belonging(self) -> Member | None:
        return next((one for one in self.members if one.resident.reference == self.reference), None)

    @cached_property
    def family(self) -> list[Member]:
        """Those of the household who are one family with its head; nobody, if the resident is not of them."""
        found = [one for one in self.members if one.relation not in {Relation.LODGER, Relation.NOT_RELATED}]
        return found if self.belonging in found else []

    @cached_property
    def document(self) -> IdentityDocument | None:
        return next(iter(queries.documents(self.resident, on=self.on)), None) if self.resident else None

    @property
    def source(self) -> Bilingual:
        return entry_of(self.stay.household) if self.stay else REGISTER

    def stated(self, value: Value | None) -> Stated | None:
        return None if value is None or value == "" else Stated(value, self.source)


def entry_of(household: Household) -> Bilingual:
    """Return how a document names the household's page. An imported household may have an account and no book yet."""
    book, page, account = household.book, household.page, household.account
    if not book:
        return Bilingual(f"чарбалык эсеп, жеке эсеп № {account}", f"похозяйственный учёт, лицевой счёт № {account}")
    return Bilingual(
        f"чарба китеби № {book}, {page}-бет, жеке эсеп № {account}",
        f"похозяйственная книга № {book}, стр. {page}, лицевой счёт № {account}",
    )


def _picture(subject: Subject, on: date) -> _Picture:
    key = f"registers {on}"
    if key not in subject.memory:
        subject.memory[key] = _Picture(subject.reference, on)
    picture: _Picture = subject.memory[key]
    return picture


# --- the person


@fact("resident.name", type=PersonName, label=_("Name"), about="resident")
def name(subject: Subject, on: date) -> Stated | None:
    picture = _picture(subject, on)
    return picture.stated(picture.resident.name) if picture.resident else None


@fact("resident.pin", type=str, label=_("PIN"), about="resident")
def pin(subject: Subject, on: date) -> Stated | None:
    picture = _picture(subject, on)
    return picture.stated(picture.resident.pin) if picture.resident else None


@fact("resident.birth_date", type=date, label=_("Date of birth"), about="resident")
def birth_date(subject: Subject, on: date) -> Stated | None:
    picture = _picture(subject, on)
    return picture.stated(picture.resident.birth_date) if picture.resident else None


@fact("resident.document", type=Bilingual, label=_("Identity document"), about="resident")
def document(subject: Subject, on: date) -> Stated | None:
    """The newest document with its kind: «паспорт ID1234567»."""
    picture = _picture(subject, on)
    found = picture.document
    if found is None:
        return None
    kind = DOCUMENTS[DocumentType(found.type)]
    return picture.stated(Bilingual(f"{kind.ky} {found}", f"{kind.ru} {found}"))


# --- where


@fact("residence.address", type=Address, label=_("Address"), about="resident")
def address(subject: Subject, on: date) -> Stated | None:
    picture = _picture(subject, on)
    return picture.stated(picture.address.value) if picture.address else None


@fact("residence.since", type=date, label=_("Lives there since"), about="resident")
def since(subject: Subject, on: date) -> Stated | None:
    """The day on which both are true: the resident is in the household, and the household is at the address."""
    picture = _picture(subject, on)
    if picture.belonging is None or picture.address is None:
        return None
    return picture.stated(_latest(picture.belonging.since, picture.address.since))


# --- with whom


@fact("household.members", type=Table, label=_("Members of the household"), about="resident")
def members(subject: Subject, on: date) -> Stated | None:
    """Everybody in the household, with the relation to its head as the book has it."""
    picture = _picture(subject, on)
    if picture.stay is None:
        return None
    return picture.stated(Table((NAME, BORN, RELATION), tuple(_row(one) for one in picture.members)))


@fact("household.family", type=Table, label=_("Members of the family"), about="resident")
def family(subject: Subject, on: date) -> Stated | None:
    """The household without those who only live with it. A lodger's own family is not known here."""
    picture = _picture(subject, on)
    relatives = picture.family
    return picture.stated(Table((NAME, BORN, RELATION), tuple(_row(one) for one in relatives))) if relatives else None


@fact("household.family_size", type=int, label=_("Number of family members"), about="resident")
def family_size(subject: Subject, on: date) -> Stated | None:
    picture = _picture(subject, on)
    return picture.stated(len(picture.family) or None)


@fact("household.others", type=Table, label=_("Other members of the household"), about="resident")
def others(subject: Subject, on: date) -> Stated | None:
    """Everybody else in the household, and since when together with the resident."""
    picture = _picture(subject, on)
    own = picture.belonging
    if own is None:
        return None
    rows = tuple(_row(one, _latest(own.since, one.since) or "") for one in picture.members if one is not own)
    return picture.stated(Table((NAME, BORN, RELATION, SINCE), rows))


def _row(member: Member, *more: date | str) -> Row:
    relation = Bilingual(member.relation.label("ky"), member.relation.label("ru"))
    return Row(member.resident.reference, (member.resident.name, member.resident.birth_date or "", relation, *more))


def _latest(*days: date | None) -> date | None:
    """Return the latest of the days; None if one of them is not known, for it could be later still."""
    known = [day for day in days if day]
    return max(known) if len(known) == len(days) else None


@fact("household.size", type=int, label=_("Number of members"), about="resident")
def size(subject: Subject, on: date) -> Stated | None:
    picture = _picture(subject, on)
    return picture.stated(len(picture.members)) if picture.stay else None


@fact("household.head", type=PersonName, label=_("Head of the household"), about="resident")
def head(subject: Subject, on: date) -> Stated | None:
    picture = _picture(subject, on)
    found = next((one for one in picture.members if one.relation == Relation.HEAD), None)
    return picture.stated(found.resident.name) if found else None


@fact("household.book", type=Bilingual, label=_("Entry in the household book"), about="resident")
def book(subject: Subject, on: date) -> Stated | None:
    picture = _picture(subject, on)
    return picture.stated(entry_of(picture.stay.household)) if picture.stay else None
