"""A made-up household about which every certificate can be given, and what the desk answers for each."""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final

from services.certificates.drafting import Order
from services.registers.codes import DocumentType
from services.registers.models import (
    BenefitHolding,
    Building,
    Household,
    HouseholdCount,
    IdentityDocument,
    LandParcel,
    Marriage,
    Ownership,
    Parenthood,
    Resident,
    Vehicle,
)
from services.registers.relations import Relation
from tereze import clock
from tereze.exchange import facts
from tereze.exchange.facts import Fact
from tereze.exchange.values import Bilingual, Stated
from tests.services.registers.people import household, member, resident

LONG: Final = "Абдыкадырова Чынаркүл Эсенгулжумабековна"
CHARACTER: Final = (
    "Айылда эмгекчил, тынчтыкты сүйгөн, кошуналары менен ынтымактуу адам катары белгилүү. "
    "Айылдын коомдук иштерине, ашарларга активдүү катышат, балдарын жакшы тарбиялайт. "
    "Айылдаштарынын жана ардагерлердин арасында кадыр-баркы бар, тартип бузган учуру болгон эмес."
)


@dataclass(frozen=True)
class Scene:
    """People by their part in it."""

    mother: Resident
    father: Resident
    child: Resident
    migrant: Resident
    lodger: Resident
    dead: Resident

    def about(self, template: str) -> Resident:
        """Return whom the certificate is about."""
        return {
            "death_residence": self.dead, "burial": self.dead, "heirs": self.dead, "guardianship": self.child,
            "migration_absence": self.migrant, "military": self.migrant, "no_land": self.lodger,
            "no_house": self.lodger, "archive": self.dead, "address_confirmation": self.father,
        }.get(template, self.mother)  # fmt: skip


def scene() -> Scene:
    """Write the household into the register of the council that is entered."""
    home = household(14, 128, at="Курманжан Датка", house="12а", categories=["low_income", "many_children"])
    mother = resident(LONG, sex="f", born=date(1984, 7, 11), occupation="housewife", marital_status="widowed",
                      education="secondary")  # fmt: skip
    father = resident("Жусупбеков Нурланбек Төрөкулович", born=date(1950, 11, 2))
    migrant = resident("Нурланбек уулу Алмазбек", born=date(2004, 12, 30), military_duty="reserve")
    lodger = resident("Мамытова Айым Нурдиновна", sex="f", born=date(1999, 10, 19))
    dead = resident("Жусупбеков Бекболот Нурланбекович", born=date(1979, 1, 5))
    member(home, father, Relation.HEAD, since=date(1991, 6, 2))
    member(home, mother, Relation.DAUGHTER_IN_LAW, since=date(2003, 8, 2))
    member(home, migrant, Relation.SON, since=date(2004, 12, 30), abroad_country="RU", abroad_since=date(2023, 3, 1))
    member(home, lodger, Relation.LODGER, since=date(2024, 9, 1))
    children = _children(mother)
    for one in children:
        member(home, one, Relation.GRANDSON if one.sex == "m" else Relation.GRANDDAUGHTER, since=one.birth_date)
    member(home, dead, Relation.SON, since=date(1979, 1, 5))
    _die(dead)
    _own(mother, father)
    _count(home)
    IdentityDocument.objects.create(resident=mother, type=DocumentType.ID_CARD, series="ID", number="1234567")
    BenefitHolding.objects.create(resident=mother, category="many_children", since=date(2018, 1, 1))
    return Scene(mother, father, children[0], migrant, lodger, dead)


def _children(mother: Resident) -> list[Resident]:
    named = (
        ("Бекболот уулу Эмир", "m", date(2012, 2, 2)),
        ("Бекболот кызы Сезим", "f", date(2014, 4, 21)),
        ("Бекболот кызы Аяна", "f", date(2019, 8, 8)),
        ("Бекболот уулу Нурислам", "m", date(2021, 10, 1)),
    )
    children = [resident(name, sex=sex, born=born) for name, sex, born in named]
    for child in children:
        Parenthood.objects.create(child=child, parent=mother, kind="birth", since=child.birth_date)
    return children


def _die(who: Resident) -> None:
    day = clock.today() - timedelta(days=20)
    Resident.objects.filter(pk=who.pk).update(death_date=day)
    who.memberships.update(left_on=day, leave_reason="died")


def _own(mother: Resident, father: Resident) -> None:
    titled = {"title_document": "state_act", "title_number": "0123456", "title_date": date(1996, 5, 14)}
    plot = LandParcel.objects.create(kind="household_plot", area_m2=1200, water="irrigated", **titled)
    share = LandParcel.objects.create(
        kind="share_land", area_m2=4500, water="irrigated", title_document="certificate", title_number="77-145"
    )
    lease = LandParcel.objects.create(
        kind="fund_lease", area_m2=21000, water="rainfed", title_document="lease", title_number="12",
        title_date=date(2022, 3, 1),
    )  # fmt: skip
    house = Building.objects.create(kind="house", year=1987, walls="adobe", area_m2="86.5")
    car = Vehicle.objects.create(kind="car", model="Honda Fit", year=2003, plate="01KG123ABC")
    for thing in ({"parcel": plot}, {"parcel": lease}, {"vehicle": car}):
        Ownership.objects.create(resident=mother, **thing)
    Ownership.objects.create(resident=mother, building=house, document="айыл өкмөтүнүн чечими № 4, 12.06.1987")
    for owner in (mother, father):
        Ownership.objects.create(resident=owner, parcel=share, numerator=1, denominator=2)


def _count(home: Household) -> None:
    for what, number in (("cow", 2), ("calf", 3), ("ewe", 24), ("lamb", 11), ("mare", 1), ("hen", 15)):
        HouseholdCount.objects.create(household=home, what=what, on=date(2026, 1, 1), number=number)


def order(people: Scene, template: str, language: str) -> Order:
    """Return the order of a certificate of the scene."""
    return Order(
        template=template,
        resident=people.about(template).reference,
        language=language,  # type: ignore[arg-type]
        addressee="Социалдык фонддун Өзгөн райондук башкармалыгы",
        answers=answers(people).get(template, {}),
    )


def answers(people: Scene) -> Mapping[str, Mapping[str, str]]:
    """Return what the desk answers, by template."""
    season = {"season_from": "2027-04-15", "season_until": "2027-10-15"}
    signers = {"commission": "Токтогулова Айгүл\nМаматов Бакыт Асанович\nТоктосунова Чынара"}
    return {
        "house_ownership": {"document": "айыл өкмөтүнүн чечими № 4, 12.06.1987"},
        "burial": {
            "buried_on": (clock.today() - timedelta(days=18)).isoformat(),
            "cemetery": "Шералы айылынын мүрзөсү",
            "organiser": "Жусупбеков Нурланбек Төрөкулович, атасы",
        },
        "heirs": {"others": "кызы Жусупбекова Назгүл Бекболотовна, Бишкек шаарында жашайт"},
        "income": {
            "period_from": "2026-01-01", "period_until": "2026-10-31", "crops": "4500000", "livestock": "12034550",
        },
        "farm_activity": {"crop": "буудай, жүгөрү, картошка", "sown": "1.8", "since": "2009"},
        "own_produce": {"produce": "картошка", "quantity": "1500", "unit": "kg", "market": "Өзгөн базары"},
        "livestock_sale": {"animals": "кой", "heads": "6", "marks": "KG 0417 22", "passport": "А-118204"},
        "single_parent": {"other_parent": "күйөөсү Жусупбеков Бекболот 2026-жылы каза болгон"},
        "guardianship": {
            "guardian": people.mother.reference, "visited_on": "2026-11-20", **signers,
            "housing": "4 бөлмөлүү чопо үй, жарык, жылуу, таза; балага өзүнчө керебет жана сабак окуй турган орун бар",
            "care": "бала таза кийинген, дени соо, № 5 мектепте окуйт, окуусу жакшы",
            "conclusion": "жашоо шарты баланы тарбиялоого ылайыктуу",
        },
        "poor_family": {"income": "215000"},
        "characteristic": {"words": CHARACTER, "village_head": "Эргешов Марат Сапарович"},
        "migration_absence": {"told_by": "апасы", "details": "Москва шаары, 2027-жылдын жазында кайтат"},
        "same_person": {
            "other_name": "Абдыкадырова Чинара Эсенгуловна", "paper": "жер үлүшүнө күбөлүк № 77-145, 1996-жыл",
            "witness": people.father.reference,
        },
        "military": {"card": "АА № 0123456"},
        "damage_act": {
            "event": "mudflow", "happened_on": "2026-11-12", "visited_on": "2026-11-14", "sum": "34000000", **signers,
            "damage": "сарай толугу менен кулаган, короонун дубалы 18 метр бузулган, 1,5 тонна чөп агып кеткен",
        },
        "address_confirmation": {"decision": "17", "decided_on": "2024-02-09"},
        "pasture_ticket": {"pasture": "Кара-Шоро", **season, "heads": "62", "fee": "124000"},
        "lease": {"rent": "630000"},
        "archive": {
            "organisation": "«Кызыл-Октябрь» колхозу", "period_from": "1998-04-01", "period_until": "2003-11-30",
            "position": "механизатор", "pay": "1998-жылы 214 эмгек күн", "source": "фонд 12, тизме 1, иш 48, 17-барак",
        },
    }  # fmt: skip


@contextmanager
def other_services() -> Iterator[None]:
    """Let services be there that know what is owed: nothing of taxes, and a little for water."""
    source = Bilingual("эсеп", "учёт")
    owed = {"tax.debt": 0, "water.debt": 48050}
    for name, debt in owed.items():
        facts.registry.add(
            Fact(name, int, name, "resident", lambda _subject, _on, debt=debt: Stated(debt, source))  # type: ignore[misc]
        )
    try:
        yield
    finally:
        for name in owed:
            del facts.registry._things[name]


def marry(who: Resident) -> None:
    """Let somebody be married to somebody from elsewhere."""
    Marriage.objects.create(wife=who, elsewhere="Иванов Пётр", since=date(2020, 1, 1))
