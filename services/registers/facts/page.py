"""The whole page of a household in one table: people, land, buildings, what was counted, vehicles."""

from collections.abc import Iterator
from datetime import date
from typing import Final

from django.utils.translation import gettext_lazy as _

from services.registers import codelists
from services.registers.facts.pictures import Picture, picture_of
from services.registers.facts.property import hectares, title_of
from services.registers.models import Building, LandParcel
from services.registers.property.queries import Holding
from services.registers.queries import Member
from tereze.exchange.facts import fact
from tereze.exchange.values import Bilingual, Column, Row, Stated, Subject, Table

ENTRY: Final = Column("entry", Bilingual("Жазуу", "Запись"), width=1.3)
DETAILS: Final = Column("details", Bilingual("Маалымат", "Сведения"), width=2.6)


@fact("household.page", type=Table, label=_("Page of the household book"), about="resident")
def page(subject: Subject, on: date) -> Stated | None:
    picture = picture_of(subject, on)
    if picture.stay is None:
        return None
    rows = tuple(Row(str(number), line) for number, line in enumerate(_lines(picture), start=1))
    return picture.stated(Table((ENTRY, DETAILS), rows))


def _lines(picture: Picture) -> Iterator[tuple[Bilingual, Bilingual]]:
    for member in picture.members:
        yield _member(member)
    for parcel in picture.parcels:
        yield codelists.LAND_KIND.bilingual(parcel.thing.kind), _parcel(parcel)
    for building in picture.buildings:
        yield codelists.BUILDING_KIND.bilingual(building.thing.kind), _building(building)
    for count in picture.counts:
        yield codelists.COUNTED.bilingual(count.what), Bilingual(str(count.number), str(count.number))
    for vehicle in picture.vehicles:
        words = ", ".join(str(one) for one in (vehicle.thing.model, vehicle.thing.year, vehicle.thing.plate) if one)
        yield codelists.VEHICLE_KIND.bilingual(vehicle.thing.kind), Bilingual(words, words)


def _member(one: Member) -> tuple[Bilingual, Bilingual]:
    born = f", {one.resident.birth_date:%d.%m.%Y}" if one.resident.birth_date else ""
    relation = Bilingual(one.relation.label("ky"), one.relation.label("ru"))
    return relation, Bilingual(f"{one.resident.name.full}{born}", f"{one.resident.name.full}{born}")


def _parcel(one: Holding[LandParcel]) -> Bilingual:
    water, title = codelists.LAND_WATER.bilingual(one.thing.water), title_of(one.thing)
    area = f"{hectares(one.thing.area_m2)} га"
    return Bilingual(_joined(area, water.ky, one.share, title.ky), _joined(area, water.ru, one.share, title.ru))


def _building(one: Holding[Building]) -> Bilingual:
    walls, area = codelists.WALL_MATERIAL.bilingual(one.thing.walls), one.thing.area_m2
    metres = f"{area:f} м²".replace(".", ",") if area is not None else ""
    year = str(one.thing.year or "")
    return Bilingual(_joined(year, walls.ky, metres, one.share), _joined(year, walls.ru, metres, one.share))


def _joined(*parts: str) -> str:
    return ", ".join(part for part in parts if part)
