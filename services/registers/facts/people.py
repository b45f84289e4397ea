"""Who the resident is, and where."""

from datetime import date
from typing import Final

from django.utils import translation
from django.utils.translation import gettext_lazy as _

from services.registers import addresses, codelists, codes, queries
from services.registers.codes import DocumentType
from services.registers.facts.pictures import latest, picture_of
from services.registers.models import BenefitHolding
from tereze.exchange.facts import fact
from tereze.exchange.values import Address, Bilingual, Column, PersonName, Row, Stated, Subject, Table

DOCUMENTS: Final = {
    DocumentType.ID_CARD: Bilingual("паспорт", "паспорт"),
    DocumentType.PASSPORT: Bilingual("паспорт", "паспорт"),
    DocumentType.BIRTH_CERTIFICATE: Bilingual("туулгандыгы тууралуу күбөлүк", "свидетельство о рождении"),
    DocumentType.FOREIGN_PASSPORT: Bilingual("чет өлкөнүн паспорту", "паспорт иностранного гражданина"),
    DocumentType.RESIDENCE_PERMIT: Bilingual("жашап турууга уруксат", "вид на жительство"),
    DocumentType.OTHER: Bilingual("документ", "документ"),
}
"""What a certificate calls each kind of document; the ID card is a citizen's passport."""
BENEFIT: Final = Column("benefit", Bilingual("Жеңилдик", "Льгота"), width=2.0)
SINCE: Final = Column("since", Bilingual("Башталышы", "С какого дня"), align="center")
UNTIL: Final = Column("until", Bilingual("Аягы", "По какой день"), align="center")
DOCUMENT: Final = Column("document", Bilingual("Документ", "Документ"), width=1.6)
ADDRESS: Final = Column("address", Bilingual("Дареги", "Адрес"), width=3.0)


# --- the person


@fact("resident.name", type=PersonName, label=_("Name"), about="resident")
def name(subject: Subject, on: date) -> Stated | None:
    picture = picture_of(subject, on)
    return picture.stated(picture.resident.name) if picture.resident else None


@fact("resident.pin", type=str, label=_("PIN"), about="resident")
def pin(subject: Subject, on: date) -> Stated | None:
    picture = picture_of(subject, on)
    return picture.stated(picture.resident.pin) if picture.resident else None


@fact("resident.birth_date", type=date, label=_("Date of birth"), about="resident")
def birth_date(subject: Subject, on: date) -> Stated | None:
    picture = picture_of(subject, on)
    return picture.stated(picture.resident.birth_date) if picture.resident else None


@fact("resident.document", type=Bilingual, label=_("Identity document"), about="resident")
def document(subject: Subject, on: date) -> Stated | None:
    """The newest document with its kind: «паспорт ID1234567»."""
    picture = picture_of(subject, on)
    found = picture.document
    if found is None:
        return None
    kind = DOCUMENTS[DocumentType(found.type)]
    return picture.stated(Bilingual(f"{kind.ky} {found}", f"{kind.ru} {found}"))


@fact("resident.birth_place", type=str, label=_("Place of birth"), about="resident")
def birth_place(subject: Subject, on: date) -> Stated | None:
    picture = picture_of(subject, on)
    return picture.stated(picture.resident.birth_place) if picture.resident else None


@fact("resident.citizenship", type=Bilingual, label=_("Citizenship"), about="resident")
def citizenship(subject: Subject, on: date) -> Stated | None:
    picture = picture_of(subject, on)
    code = picture.resident.citizenship if picture.resident else ""
    return picture.stated(_country(code)) if code else None


@fact("resident.education", type=Bilingual, label=_("Education"), about="resident")
def education(subject: Subject, on: date) -> Stated | None:
    return _coded(subject, on, "education", codelists.EDUCATION)


@fact("resident.occupation", type=Bilingual, label=_("Occupation"), about="resident")
def occupation(subject: Subject, on: date) -> Stated | None:
    return _coded(subject, on, "occupation", codelists.OCCUPATION)


@fact("resident.workplace", type=str, label=_("Workplace"), about="resident")
def workplace(subject: Subject, on: date) -> Stated | None:
    picture = picture_of(subject, on)
    return picture.stated(picture.resident.workplace) if picture.resident else None


@fact("resident.marital_status", type=Bilingual, label=_("Marital status"), about="resident")
def marital_status(subject: Subject, on: date) -> Stated | None:
    return _coded(subject, on, "marital_status", codelists.MARITAL_STATUS)


@fact("resident.disability", type=Bilingual, label=_("Disability"), about="resident")
def disability(subject: Subject, on: date) -> Stated | None:
    """The group, as long as it holds."""
    resident = picture_of(subject, on).resident
    if resident is None or (resident.disability_until and resident.disability_until <= on):
        return None
    return _coded(subject, on, "disability", codelists.DISABILITY)


@fact("resident.military_duty", type=Bilingual, label=_("Military duty"), about="resident")
def military_duty(subject: Subject, on: date) -> Stated | None:
    return _coded(subject, on, "military_duty", codelists.MILITARY_DUTY)


@fact("resident.benefits", type=Table, label=_("Benefits"), about="resident")
def benefits(subject: Subject, on: date) -> Stated | None:
    """The benefit categories that the resident has on the day, with the document each rests on."""
    picture = picture_of(subject, on)
    if picture.resident is None:
        return None
    held = BenefitHolding.objects.on(on).filter(resident=picture.resident).order_by("since", "category")
    rows = tuple(
        Row(str(one.pk), (codelists.BENEFIT.bilingual(one.category), one.since or "", one.document)) for one in held
    )
    return picture.stated(Table((BENEFIT, SINCE, DOCUMENT), rows)) if rows else None


def _coded(subject: Subject, on: date, column: str, words: codelists.CodeList) -> Stated | None:
    picture = picture_of(subject, on)
    code = getattr(picture.resident, column) if picture.resident else ""
    return picture.stated(words.bilingual(code)) if code else None


def _country(code: str) -> Bilingual:
    """Return the country's name in both languages."""
    said = {}
    for language in ("ky", "ru"):
        with translation.override(language):
            said[language] = codes.country(code)
    return Bilingual(said["ky"], said["ru"])


# --- where


@fact("residence.address", type=Address, label=_("Address"), about="resident")
def address(subject: Subject, on: date) -> Stated | None:
    picture = picture_of(subject, on)
    return picture.stated(picture.address.value) if picture.address else None


@fact("residence.since", type=date, label=_("Lives there since"), about="resident")
def since(subject: Subject, on: date) -> Stated | None:
    """The day on which both are true: the resident is in the household, and the household is at the address."""
    picture = picture_of(subject, on)
    if picture.belonging is None or picture.address is None:
        return None
    return picture.stated(latest(picture.belonging.since, picture.address.since))


@fact("residence.history", type=Table, label=_("Addresses so far"), about="resident")
def history(subject: Subject, on: date) -> Stated | None:
    """Every address of the resident's households while the resident belonged to them, the first one first."""
    picture = picture_of(subject, on)
    if picture.resident is None:
        return None
    rows = [
        Row(str(number), (one.since or "", one.until or "", addresses.both(one.address)))
        for number, one in enumerate(queries.address_history(picture.resident, on=on), start=1)
    ]
    return picture.stated(Table((SINCE, UNTIL, ADDRESS), tuple(rows))) if rows else None


@fact("migration.abroad", type=Bilingual, label=_("Abroad as a labour migrant"), about="resident")
def abroad(subject: Subject, on: date) -> Stated | None:
    """The country in which the resident works, and since when. Nothing for who is at home."""
    own = picture_of(subject, on).belonging
    if own is None or not own.abroad_country or (own.abroad_since and own.abroad_since > on):
        return None
    country = _country(own.abroad_country)
    if own.abroad_since is None:
        return picture_of(subject, on).stated(country)
    day = f"{own.abroad_since:%d.%m.%Y}"
    return picture_of(subject, on).stated(Bilingual(f"{country.ky} ({day} баштап)", f"{country.ru} (с {day})"))
