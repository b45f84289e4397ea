"""What the register holds on a resident, section by section."""

from collections.abc import Callable, Iterator
from datetime import date, datetime
from typing import Any, Final

from django.db.models import Q
from django.utils import translation

from services.registers import addresses, codelists, codes, queries
from services.registers.fields import values
from services.registers.life import subjects
from services.registers.life.registry import registry as life
from services.registers.models import (
    BenefitHolding,
    CustomValue,
    Household,
    LifeEvent,
    Marriage,
    Membership,
    Ownership,
    Parenthood,
    Resident,
)
from services.registers.property import queries as owned
from services.registers.property.queries import Holding
from services.registers.story import relation_label
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
_SAW: Final = Column("saw", Bilingual("Эмнени көргөн", "Что видел"), width=1.8)
_WHO: Final = Column("who", Bilingual("Ким", "Кто"), width=1.8)
_Row = tuple[object, ...]
THINGS: Final = ("parcel", "building", "vehicle")
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
        [(Bilingual(one.field.label_ky, one.field.label_ru), _both_of(values.shown, one))
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
        (Bilingual("Майыптыгы качанга чейин", "Инвалидность до"), one.disability_until),
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
        [(f"№ {one.household.account}", _both_of(_stay, one), one.joined_on, one.left_on) for one in stays],
    )  # fmt: skip
    history = queries.address_history(resident, on=clock.today())
    yield section(
        "addresses", Bilingual("Даректер", "Адреса"), [_VALUE, _SINCE, _UNTIL],
        [(addresses.both(one.address), one.since, one.until) for one in history],
    )  # fmt: skip


def _stay(one: Membership) -> str:
    """Return the relation, and where the resident is meanwhile, in the language of the page."""
    return ", ".join(part for part in (relation_label(one.kinship), codes.country(one.abroad_country)) if part)


def _kin(resident: Resident) -> Iterator[Section]:
    ties = Parenthood.objects.filter(Q(child=resident) | Q(parent=resident)).select_related("child", "parent")
    yield section(
        "kin", Bilingual("Ата-эне жана балдар", "Родители и дети"), [_NAME, _WHAT, _SINCE, _UNTIL],
        [((one.parent if one.child_id == resident.pk else one.child).name, _tie(one, resident), one.since, one.until)
         for one in ties],
    )  # fmt: skip
    marriages = Marriage.objects.filter(Q(husband=resident) | Q(wife=resident)).select_related("husband", "wife")
    yield section(
        "marriages", Bilingual("Никелер", "Браки"), [_NAME, _SINCE, _UNTIL, _DOCUMENT],
        [(_spouse(one, resident), one.since, one.until, one.document) for one in marriages],
    )  # fmt: skip


def _tie(tie: Parenthood, resident: Resident) -> Bilingual:
    kind = codelists.PARENTHOOD.bilingual(tie.kind)
    if tie.child_id == resident.pk:
        return Bilingual(f"ата-энеси ({kind.ky})", f"родитель ({kind.ru})")
    return Bilingual(f"баласы ({kind.ky})", f"ребёнок ({kind.ru})")


def _spouse(marriage: Marriage, resident: Resident) -> str:
    other = marriage.wife if marriage.husband_id == resident.pk else marriage.husband
    return other.name.full if other else marriage.elsewhere


def _property(resident: Resident) -> Section:
    """Return what was and is the resident's own, what the household has, and what was counted there last."""
    today = clock.today()
    home = queries.household_of(resident, on=today)
    rows = _in_both_languages(lambda: _owned(resident))
    if home:
        rows += _in_both_languages(lambda: _of_household(home, today))
        rows += [(codelists.COUNTED.bilingual(one.what), str(one.number), one.on, None)
                 for one in owned.counts(home, on=today)]  # fmt: skip
    return section("property", Bilingual("Мүлк", "Имущество"), [_WHAT, _DETAIL, _SINCE, _UNTIL], rows)


def _owned(resident: Resident) -> list[_Row]:
    found = Ownership.objects.filter(resident=resident).select_related(*THINGS).order_by("since", "pk")
    return [_line(row, row.parcel or row.building or row.vehicle) for row in found]


def _of_household(home: Household, today: date) -> list[_Row]:
    """Return what belongs to the household as a whole today."""
    held: list[Holding[Any]] = [
        *owned.parcels(on=today, household=home),
        *owned.buildings(on=today, household=home),
        *owned.vehicles(on=today, household=home),
    ]
    return [_line(one.ownership, one.thing, f"№ {home.account}") for one in held]


def _line(row: Ownership, thing: Any, whose: str = "") -> _Row:
    share = "" if row.numerator == row.denominator else f"{row.numerator}/{row.denominator}"
    said = (whose, share, codelists.OWNERSHIP_BASIS.label(row.basis), row.document)
    return subjects.name(thing), ", ".join(part for part in said if part), row.since, row.until


def _in_both_languages(tell: Callable[[], list[_Row]]) -> list[_Row]:
    """Return rows whose words are told in both languages; days are the same in each."""
    with translation.override("ky"):
        ky = tell()
    with translation.override("ru"):
        ru = tell()
    return [tuple(_joined(*cells) for cells in zip(*rows, strict=True)) for rows in zip(ky, ru, strict=True)]


def _joined(ky: object, ru: object) -> object:
    return Bilingual(ky, ru) if isinstance(ky, str) and isinstance(ru, str) else ky


def _looks(resident: Resident) -> Section:
    page = audit.looks(resident.subject, limit=MOST_LOOKS)
    rows = _in_both_languages(
        lambda: [
            (_moment(one.at), ", ".join((one.who, *one.posts)), one.what, one.saw)
            for one in looks.tell(page.entries, reader=Platform("disclosure"))
        ]
    )
    return section("looks", Bilingual("Ким караган", "Кто смотрел"), [_AT, _WHO, _WHAT, _SAW], rows)


def _moment(at: datetime) -> str:
    return f"{at.astimezone(clock.OFFICE_TIME):%d.%m.%Y %H:%M}"


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
