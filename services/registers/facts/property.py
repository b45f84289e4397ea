"""What the resident and the household have: land, house, livestock, vehicles."""

from collections.abc import Iterable
from datetime import date
from decimal import Decimal
from typing import Final

from django.utils.translation import gettext_lazy as _

from services.registers import codelists
from services.registers.facts.pictures import Picture, picture_of
from services.registers.models import Building, LandParcel, Ownership, Vehicle
from services.registers.models.ranges import holds_on
from services.registers.property.queries import Holding, is_livestock
from tereze.exchange.facts import Fact, fact, registry
from tereze.exchange.values import Bilingual, Cell, Column, Row, Stated, Subject, Table

KIND: Final = Column("kind", Bilingual("Түрү", "Вид"), width=1.8)
AREA_HA: Final = Column("area", Bilingual("Аянты, га", "Площадь, га"), align="right")
WATER: Final = Column("water", Bilingual("Сугат / кайрак", "Орошение"))
SHARE: Final = Column("share", Bilingual("Үлүшү", "Доля"), align="center", width=0.7)
TITLE: Final = Column("title", Bilingual("Укук документи", "Правоустанавливающий документ"), width=2.0)
PAPER: Final = Column("paper", Bilingual("Негизи", "Основание"), width=1.8)
YEAR: Final = Column("year", Bilingual("Жылы", "Год"), align="center", width=0.7)
WALLS: Final = Column("walls", Bilingual("Дубалы", "Стены"), width=1.4)
AREA_M2: Final = Column("area_m2", Bilingual("Аянты, м²", "Площадь, м²"), align="right")
MODEL: Final = Column("model", Bilingual("Маркасы", "Марка"), width=1.6)
PLATE: Final = Column("plate", Bilingual("Мамлекеттик номери", "Гос. номер"), width=1.2)
NUMBER: Final = Column("number", Bilingual("Саны", "Количество"), align="right")
STANDING: Final = Column("standing", Bilingual("Такталышы", "Подтверждение"), width=1.2)
WHAT: Final = Column("what", Bilingual("Эмнеси", "Сведения"), width=2.4)
HOW_MUCH: Final = Column("how_much", Bilingual("Көлөмү", "Объём"), align="right")
VERIFIED: Final = Bilingual("текшерилген", "проверено")
DECLARED: Final = Bilingual("айткан боюнча", "со слов")


def hectares(square_metres: int) -> str:
    """Return an area as documents write it: «0,12», without needless noughts."""
    return f"{Decimal(square_metres) / 10_000:.4f}".rstrip("0").rstrip(".").replace(".", ",")


@fact("land.parcels", type=Table, label=_("All land"), about="resident")
def land(subject: Subject, on: date) -> Stated | None:
    picture = picture_of(subject, on)
    return _land(picture, picture.parcels)


@fact("land.area", type=Bilingual, label=_("Land in all"), about="resident")
def land_area(subject: Subject, on: date) -> Stated | None:
    picture = picture_of(subject, on)
    total = hectares(sum(one.thing.area_m2 for one in picture.parcels))
    return picture.stated(Bilingual(f"{total} га", f"{total} га")) if picture.parcels else None


def _register_land(kind: str) -> None:
    """Register the land of one kind: `land.share_land` and so on."""

    def answer(subject: Subject, on: date) -> Stated | None:
        picture = picture_of(subject, on)
        return _land(picture, [one for one in picture.parcels if one.thing.kind == kind])

    label = codelists.LAND_KIND.lazy_label(kind)
    registry.add(Fact(name=f"land.{kind}", type=Table, label=label, about="resident", answer=answer))


for _kind in codelists.LAND_KIND:
    _register_land(_kind)


def _land(picture: Picture, held: Iterable[Holding[LandParcel]]) -> Stated | None:
    rows = tuple(Row(one.thing.reference, _parcel(one)) for one in held)
    return picture.stated(Table((KIND, AREA_HA, WATER, SHARE, TITLE), rows)) if rows else None


def _parcel(one: Holding[LandParcel]) -> tuple[Cell, ...]:
    parcel = one.thing
    water = codelists.LAND_WATER.bilingual(parcel.water)
    return codelists.LAND_KIND.bilingual(parcel.kind), hectares(parcel.area_m2), water, one.share, title_of(parcel)


def title_of(parcel: LandParcel) -> Bilingual:
    """Return the document on which the right to the land rests; empty words where there is none."""
    if not parcel.title_document:
        return Bilingual("", "")
    words, day = codelists.TITLE_DOCUMENT.bilingual(parcel.title_document), parcel.title_date
    number = f" № {parcel.title_number}" if parcel.title_number else ""
    return Bilingual(
        f"{words.ky}{number}" + (f", {day:%d.%m.%Y}" if day else ""),
        f"{words.ru}{number}" + (f" от {day:%d.%m.%Y}" if day else ""),
    )


@fact("land.co_owners", type=Bilingual, label=_("With whom the land share is held"), about="resident")
def co_owners(subject: Subject, on: date) -> Stated | None:
    """The other residents who have a share of the resident's share land on the day."""
    picture = picture_of(subject, on)
    parcels = [one.thing.pk for one in picture.parcels if one.thing.kind == "share_land"]
    if not parcels or picture.resident is None:
        return None
    held = Ownership.objects.filter(holds_on(on), parcel__in=parcels, resident__isnull=False)
    others = held.exclude(resident=picture.resident).select_related("resident").order_by("resident__sort_key")
    names = ", ".join(dict.fromkeys(one.resident.name.full for one in others if one.resident))
    return picture.stated(Bilingual(names, names)) if names else None


@fact("house.buildings", type=Table, label=_("Buildings"), about="resident")
def buildings(subject: Subject, on: date) -> Stated | None:
    picture = picture_of(subject, on)
    rows = tuple(Row(one.thing.reference, _building(one)) for one in picture.buildings)
    return picture.stated(Table((KIND, YEAR, WALLS, AREA_M2, SHARE), rows)) if rows else None


def _building(one: Holding[Building]) -> tuple[Cell, ...]:
    building = one.thing
    area = str(building.area_m2).replace(".", ",") if building.area_m2 is not None else ""
    walls = codelists.WALL_MATERIAL.bilingual(building.walls)
    return codelists.BUILDING_KIND.bilingual(building.kind), str(building.year or ""), walls, area, one.share


@fact("house.dwellings", type=Table, label=_("Dwellings"), about="resident")
def dwellings(subject: Subject, on: date) -> Stated | None:
    """The houses and flats of the resident or the household, with the paper by which they have them."""
    picture = picture_of(subject, on)
    found = [one for one in picture.buildings if codelists.BUILDING_KIND[one.thing.kind].extra["dwelling"]]
    rows = tuple(Row(one.thing.reference, (*_building(one), one.ownership.document)) for one in found)
    return picture.stated(Table((KIND, YEAR, WALLS, AREA_M2, SHARE, PAPER), rows)) if rows else None


@fact("house.presence", type=Bilingual, label=_("House, or none"), about="resident")
def presence(subject: Subject, on: date) -> Stated | None:
    """Whether the resident or the household has a dwelling. Nothing is said of somebody who lives nowhere here."""
    picture = picture_of(subject, on)
    if picture.stay is None:
        return None
    has = any(codelists.BUILDING_KIND[one.thing.kind].extra["dwelling"] for one in picture.buildings)
    return picture.stated(_HAS_A_HOUSE if has else _HAS_NONE)


_HAS_A_HOUSE: Final = Bilingual("турак үйү бар", "имеет жилой дом")
_HAS_NONE: Final = Bilingual("турак үйү жок", "жилого дома не имеет")


@fact("vehicles.owned", type=Table, label=_("Vehicles"), about="resident")
def vehicles(subject: Subject, on: date) -> Stated | None:
    picture = picture_of(subject, on)
    rows = tuple(Row(one.thing.reference, _vehicle(one)) for one in picture.vehicles)
    return picture.stated(Table((KIND, MODEL, YEAR, PLATE, SHARE), rows)) if rows else None


def _vehicle(one: Holding[Vehicle]) -> tuple[Cell, ...]:
    vehicle = one.thing
    return (
        codelists.VEHICLE_KIND.bilingual(vehicle.kind),
        vehicle.model,
        str(vehicle.year or ""),
        vehicle.plate,
        one.share,
    )


@fact("livestock.counts", type=Table, label=_("Livestock"), about="resident")
def livestock(subject: Subject, on: date) -> Stated | None:
    """The latest count of the household by the day: verified numbers where there are, else what was declared."""
    picture = picture_of(subject, on)
    counted = [one for one in picture.counts if is_livestock(one.what)]
    rows = tuple(
        Row(one.what, (codelists.COUNTED.bilingual(one.what), one.number, one.on,
                       DECLARED if one.verified is None else VERIFIED))
        for one in counted
    )  # fmt: skip
    counted_on = Column("on", Bilingual("Күнү", "На дату"), align="center")
    return picture.stated(Table((KIND, NUMBER, counted_on, STANDING), rows)) if rows else None


@fact("livestock.heads", type=int, label=_("Livestock in conditional heads"), about="resident")
def heads(subject: Subject, on: date) -> Stated | None:
    picture = picture_of(subject, on)
    return picture.stated(sum(one.heads for one in picture.counts)) if picture.stay else None


@fact("household.extract", type=Table, label=_("Extract of the household book"), about="resident")
def extract(subject: Subject, on: date) -> Stated | None:
    """The household's page in a few lines: people, land, house, livestock, vehicles."""
    picture = picture_of(subject, on)
    if picture.stay is None:
        return None
    lines: list[tuple[Bilingual, str]] = [
        (Bilingual("Үй-бүлө мүчөлөрү", "Членов хозяйства"), str(len(picture.members)))
    ]
    lines += [(Bilingual(f"{kind.ky}, га", f"{kind.ru}, га"), hectares(area)) for kind, area in _areas(picture.parcels)]
    lines += [(codelists.BUILDING_KIND.bilingual(one.thing.kind), "1") for one in picture.buildings]
    lines += [(codelists.COUNTED.bilingual(one.what), str(one.number)) for one in picture.counts]
    lines += [(codelists.VEHICLE_KIND.bilingual(one.thing.kind), "1") for one in picture.vehicles]
    rows = tuple(Row(str(number), line) for number, line in enumerate(lines, start=1))
    return picture.stated(Table((WHAT, HOW_MUCH), rows))


def _areas(parcels: Iterable[Holding[LandParcel]]) -> list[tuple[Bilingual, int]]:
    totals: dict[str, int] = {}
    for one in parcels:
        totals[one.thing.kind] = totals.get(one.thing.kind, 0) + one.thing.area_m2
    return [(codelists.LAND_KIND.bilingual(kind), area) for kind, area in totals.items()]
