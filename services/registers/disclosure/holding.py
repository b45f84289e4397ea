"""What the register holds on a resident, section by section."""

from collections.abc import Iterator
from datetime import datetime
from typing import Any, Final

from django.db.models import Q
from django.utils import translation

from services.registers import addresses, codelists, codes, queries
from services.registers.fields import values
from services.registers.life.registry import registry as life
from services.registers.models import BenefitHolding, CustomValue, LifeEvent, Marriage, Membership, Parenthood, Resident
from services.registers.property import queries as owned
from services.registers.property import showing
from tereze import clock
from tereze.accounts.permissions import Platform
from tereze.audit import looks
from tereze.audit import queries as audit
from tereze.exchange import personal
from tereze.exchange.personal import Holder, Section, section
from tereze.exchange.values import Bilingual, Column

_FIELD: Final = Column("field", Bilingual("Маалымат", "Сведения"), width=1.2)
_VALUE: Final = Column("value", Bilingual("Жазылганы", "Значение"), width=2.4)
_SINCE: Final = Column("since", Bilingual("Башталышы", "С"), width=0.9)
_UNTIL: Final = Column("until", Bilingual("Аягы", "По"), width=0.9)
_DOCUMENT: Final = Column("document", Bilingual("Документ", "Документ"), width=1.6)
_NAME: Final = Column("name", Bilingual("Аты-жөнү", "Фамилия, имя, отчество"), width=2.4)
_WHAT: Final = Column("what", Bilingual("Эмне", "Что"), width=2.0)
_DETAIL: Final = Column("detail", Bilingual("Чоо-жайы", "Подробности"), width=2.4)
_AT: Final = Column("at", Bilingual("Качан", "Когда"), width=1.2)
_WHO: Final = Column("who", Bilingual("Ким", "Кто"), width=1.8)
MOST_LOOKS: Final = 500
"""Looks told in full; the page of looks has all of them."""


def find(reference: str) -> Iterator[Section]:
    """Return everything the register holds on the resident. Raises Resident.DoesNotExist."""
    resident = Resident.objects.get(reference=reference)
    yield _person(resident)
    yield section(
        "former_names", Bilingual("Мурунку аты-жөнү", "Прежние имена"), [_NAME, _UNTIL],
        [(str(one), one.until) for one in resident.former_names.all()],
    )  # fmt: skip
    yield section(
        "former_pins", Bilingual("Мурунку ПИНдер", "Прежние ПИН"), [_VALUE, _UNTIL],
        [(one.pin, one.until) for one in resident.former_pins.all()],
    )  # fmt: skip
    yield section(
        "documents", Bilingual("Документтер", "Документы"), [_WHAT, _VALUE, _SINCE, _UNTIL, _DETAIL],
        [(_both(codes.DocumentType(one.type).label), str(one), one.issued_on, one.expires_on, one.authority)
         for one in resident.documents.all()],
    )  # fmt: skip
    yield from _where(resident)
    yield from _kin(resident)
    yield section(
        "benefits", Bilingual("Жеңилдиктер", "Льготы"), [_WHAT, _SINCE, _UNTIL, _DOCUMENT],
        [(codelists.BENEFIT.bilingual(one.category), one.since, one.until, one.document)
         for one in BenefitHolding.objects.filter(resident=resident).order_by("since")],
    )  # fmt: skip
    yield _property(resident)
    yield section(
        "own_fields", Bilingual("Өз талаалар", "Собственные поля"), [_FIELD, _VALUE],
        [(Bilingual(one.field.label_ky, one.field.label_ru), values.shown(one))
         for one in CustomValue.objects.filter(resident=resident).select_related("field")],
    )  # fmt: skip
    yield section(
        "events", Bilingual("Окуялар", "События"), [_AT, _WHAT, _DETAIL],
        [(one.on, _kind(one.kind), one.note) for one in LifeEvent.objects.filter(residents=resident).order_by("on")],
    )  # fmt: skip
    yield _looks(resident)


def _person(one: Resident) -> Section:
    said: list[tuple[Bilingual, Any]] = [
        (Bilingual("Аты-жөнү", "Фамилия, имя, отчество"), one.name.full),
        (Bilingual("Латын тамгалары менен", "Латиницей"), one.latin_name),
        (Bilingual("ПИН", "ПИН"), one.pin),
        (Bilingual("Жынысы", "Пол"), _both(codes.Sex(one.sex).label)),
        (Bilingual("Туулган күнү", "Дата рождения"), one.birth_date),
        (Bilingual("Туулган жери", "Место рождения"), one.birth_place),
        (Bilingual("Жарандыгы", "Гражданство"), _both_of(codes.country, one.citizenship)),
        (
            Bilingual("Улуту", "Национальность"),
            _both(codes.Nationality(one.nationality).label) if one.nationality else "",
        ),
        (Bilingual("Телефону", "Телефон"), one.phone),
        (Bilingual("Билими", "Образование"), _coded(codelists.EDUCATION, one.education)),
        (Bilingual("Эмне иш кылат", "Занятие"), _coded(codelists.OCCUPATION, one.occupation)),
        (Bilingual("Иштеген жери", "Место работы"), one.workplace),
        (Bilingual("Үй-бүлөлүк абалы", "Семейное положение"), _coded(codelists.MARITAL_STATUS, one.marital_status)),
        (Bilingual("Майыптыгы", "Инвалидность"), _coded(codelists.DISABILITY, one.disability)),
        (Bilingual("Аскердик милдети", "Воинская обязанность"), _coded(codelists.MILITARY_DUTY, one.military_duty)),
        (Bilingual("Каза болгон күнү", "Дата смерти"), one.death_date),
    ]
    return section(
        "person", Bilingual("Жеке маалымат", "Личные сведения"), [_FIELD, _VALUE],
        [(label, value) for label, value in said if value],
    )  # fmt: skip


def _where(resident: Resident) -> Iterator[Section]:
    stays = Membership.objects.filter(resident=resident).select_related("household").order_by("joined_on")
    yield section(
        "households", Bilingual("Түтүндөр", "Хозяйства"), [_WHAT, _DETAIL, _SINCE, _UNTIL],
        [(f"№ {one.household.account}", Bilingual(one.kinship.label("ky"), one.kinship.label("ru")), one.joined_on,
          one.left_on) for one in stays],
    )  # fmt: skip
    history = queries.address_history(resident, on=clock.today())
    yield section(
        "addresses", Bilingual("Даректер", "Адреса"), [_VALUE, _SINCE, _UNTIL],
        [(addresses.both(one.address), one.since, one.until) for one in history],
    )  # fmt: skip


def _kin(resident: Resident) -> Iterator[Section]:
    ties = Parenthood.objects.filter(Q(child=resident) | Q(parent=resident)).select_related("child", "parent")
    yield section(
        "kin", Bilingual("Ата-эне жана балдар", "Родители и дети"), [_NAME, _WHAT, _SINCE, _UNTIL],
        [((one.parent if one.child_id == resident.pk else one.child).name, codelists.PARENTHOOD.bilingual(one.kind),
          one.since, one.until) for one in ties],
    )  # fmt: skip
    marriages = Marriage.objects.filter(Q(husband=resident) | Q(wife=resident)).select_related("husband", "wife")
    yield section(
        "marriages", Bilingual("Никелер", "Браки"), [_NAME, _SINCE, _UNTIL, _DOCUMENT],
        [(_spouse(one, resident), one.since, one.until, one.document) for one in marriages],
    )  # fmt: skip


def _spouse(marriage: Marriage, resident: Resident) -> str:
    other = marriage.wife if marriage.husband_id == resident.pk else marriage.husband
    return other.name.full if other else marriage.elsewhere


def _property(resident: Resident) -> Section:
    today = clock.today()
    home = queries.household_of(resident, on=today)
    held = [
        *showing.parcels(owned.parcels(on=today, resident=resident, household=home)),
        *showing.buildings(owned.buildings(on=today, resident=resident, household=home)),
        *showing.vehicles(owned.vehicles(on=today, resident=resident, household=home)),
    ]
    rows: list[tuple[object, ...]] = [(one.title, one.detail) for one in held]
    counts = owned.counts(home, on=today) if home else []
    rows += [(codelists.COUNTED.bilingual(one.what), f"{one.number} ({one.on:%d.%m.%Y})") for one in counts]
    return section("property", Bilingual("Мүлк", "Имущество"), [_WHAT, _DETAIL], rows)


def _looks(resident: Resident) -> Section:
    page = audit.looks(resident.subject, limit=MOST_LOOKS)
    told = looks.tell(page.entries, reader=Platform("disclosure"))
    return section(
        "looks", Bilingual("Ким караган", "Кто смотрел"), [_AT, _WHO, _WHAT],
        [(_moment(one.at), ", ".join((one.who, *one.posts)), one.what) for one in told],
    )  # fmt: skip


def _moment(at: datetime) -> str:
    return f"{at.astimezone(clock.OFFICE_TIME):%d.%m.%Y %H:%M}"


def _nationality(code: str) -> Bilingual | str:
    return _both(codes.Nationality(code).label) if code else ""


def _coded(words: codelists.CodeList, code: str) -> Bilingual | str:
    return words.bilingual(code) if code else ""


def _kind(name: str) -> Bilingual:
    return _both(life.get(name).label) if name in life else Bilingual(name, name)


def _both(label: Any) -> Bilingual:
    """Return a lazy label in both languages."""
    return _both_of(str, label)


def _both_of(say: Any, value: Any) -> Bilingual:
    with translation.override("ky"):
        ky = say(value)
    with translation.override("ru"):
        return Bilingual(ky, say(value))


personal.registry.add(Holder("registers", 10, find))
