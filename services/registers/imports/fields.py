"""What a column of an office's table can mean, and what a meaning is called."""

from collections.abc import Mapping
from enum import StrEnum
from typing import Final

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from services.registers import codelists

Meaning = str
"""A `Field`, or `counted(code)` for how many of one thing a household has. Stored in remembered mappings."""


class Field(StrEnum):
    """One meaning of a column. Values are stored and never change."""

    FULL_NAME = "full_name"
    SURNAME = "surname"
    GIVEN_NAME = "given_name"
    PATRONYMIC = "patronymic"
    PIN = "pin"
    BIRTH_DATE = "birth_date"
    BIRTH_DAY = "birth_day"
    BIRTH_MONTH = "birth_month"
    BIRTH_YEAR = "birth_year"
    SEX = "sex"
    RELATION = "relation"
    ACCOUNT = "account"
    BOOK = "book"
    PAGE = "page"
    VILLAGE = "village"
    STREET = "street"
    HOUSE = "house"
    FLAT = "flat"
    ADDRESS = "address"
    PHONE = "phone"
    DOCUMENT = "document"
    DOCUMENT_SERIES = "document_series"
    DOCUMENT_NUMBER = "document_number"
    DOCUMENT_ISSUED_ON = "document_issued_on"
    DOCUMENT_AUTHORITY = "document_authority"
    NATIONALITY = "nationality"
    BIRTH_PLACE = "birth_place"
    SURNAME_LATIN = "surname_latin"
    GIVEN_NAME_LATIN = "given_name_latin"
    LIVES_SINCE = "lives_since"
    EDUCATION = "education"
    OCCUPATION = "occupation"
    WORKPLACE = "workplace"
    MARITAL_STATUS = "marital_status"
    DISABILITY = "disability"
    MILITARY_DUTY = "military_duty"
    BENEFIT = "benefit"
    RESIDENT = "resident"
    SHARE = "share"
    OWNED_SINCE = "owned_since"
    BASIS = "basis"
    ENI = "eni"
    LAND_KIND = "land_kind"
    AREA = "area"
    AREA_HA = "area_ha"
    AREA_SOTKA = "area_sotka"
    AREA_M2 = "area_m2"
    LAND_WATER = "land_water"
    TITLE_DOCUMENT = "title_document"
    TITLE_NUMBER = "title_number"
    TITLE_DATE = "title_date"
    LAND_PLACE = "land_place"
    CROP = "crop"
    BUILDING_KIND = "building_kind"
    BUILT_YEAR = "built_year"
    WALLS = "walls"
    ROOF = "roof"
    FLOOR_AREA = "floor_area"
    LIVING_AREA = "living_area"
    ROOMS = "rooms"
    HEATING = "heating"
    WATER_SUPPLY = "water_supply"
    ELECTRICITY = "electricity"
    GAS = "gas"
    INTERNET = "internet"
    VEHICLE_KIND = "vehicle_kind"
    MODEL = "model"
    MADE_YEAR = "made_year"
    ENGINE = "engine"
    PLATE = "plate"
    COUNTED = "counted"
    NUMBER = "number"

    @property
    def label(self) -> Promise:
        """What the column holds, for the person who maps it."""
        return LABELS[self]


LABELS: Final[Mapping[Field, Promise]] = {
    Field.FULL_NAME: _("Full name"),
    Field.SURNAME: _("Surname"),
    Field.GIVEN_NAME: _("Given name"),
    Field.PATRONYMIC: _("Patronymic"),
    Field.PIN: _("PIN"),
    Field.BIRTH_DATE: _("Date of birth"),
    Field.BIRTH_DAY: _("Day of birth (the day alone)"),
    Field.BIRTH_MONTH: _("Month of birth"),
    Field.BIRTH_YEAR: _("Year of birth"),
    Field.SEX: _("Sex"),
    Field.RELATION: _("Relation to the head of the household"),
    Field.ACCOUNT: _("Household account No."),
    Field.BOOK: _("Book"),
    Field.PAGE: _("Page"),
    Field.VILLAGE: _("Village"),
    Field.STREET: _("Street"),
    Field.HOUSE: _("House"),
    Field.FLAT: _("Flat"),
    Field.ADDRESS: _("Whole address"),
    Field.PHONE: _("Phone"),
    Field.DOCUMENT: _("Document, series and number"),
    Field.DOCUMENT_SERIES: _("Document series"),
    Field.DOCUMENT_NUMBER: _("Document number"),
    Field.DOCUMENT_ISSUED_ON: _("Document issued on"),
    Field.DOCUMENT_AUTHORITY: _("Document issued by"),
    Field.NATIONALITY: _("Ethnicity"),
    Field.BIRTH_PLACE: _("Place of birth"),
    Field.SURNAME_LATIN: _("Surname in Latin letters"),
    Field.GIVEN_NAME_LATIN: _("Given name in Latin letters"),
    Field.LIVES_SINCE: _("Lives here since"),
    Field.EDUCATION: _("Education"),
    Field.OCCUPATION: _("Occupation"),
    Field.WORKPLACE: _("Place of work"),
    Field.MARITAL_STATUS: _("Marital status"),
    Field.DISABILITY: _("Disability group"),
    Field.MILITARY_DUTY: _("Military duty"),
    Field.BENEFIT: _("Benefit category"),
    Field.RESIDENT: _("Who it is in the register"),
    Field.SHARE: _("Share"),
    Field.OWNED_SINCE: _("Owned since"),
    Field.BASIS: _("How it was acquired"),
    Field.ENI: _("ЕНИ code of the cadastre"),
    Field.LAND_KIND: _("Kind of land"),
    Field.AREA: _("Area, with its unit"),
    Field.AREA_HA: _("Area in hectares"),
    Field.AREA_SOTKA: _("Area in sotka"),
    Field.AREA_M2: _("Area in m²"),
    Field.LAND_WATER: _("Irrigated or rain-fed"),
    Field.TITLE_DOCUMENT: _("Title document"),
    Field.TITLE_NUMBER: _("Number of the title document"),
    Field.TITLE_DATE: _("Date of the title document"),
    Field.LAND_PLACE: _("Where the field lies"),
    Field.CROP: _("Crop of the year"),
    Field.BUILDING_KIND: _("Kind of building"),
    Field.BUILT_YEAR: _("Year of building"),
    Field.WALLS: _("Walls"),
    Field.ROOF: _("Roof"),
    Field.FLOOR_AREA: _("Floor area in m²"),
    Field.LIVING_AREA: _("Living area in m²"),
    Field.ROOMS: _("Rooms"),
    Field.HEATING: _("Heating"),
    Field.WATER_SUPPLY: _("Water supply"),
    Field.ELECTRICITY: _("Electricity"),
    Field.GAS: _("Gas"),
    Field.INTERNET: _("Internet"),
    Field.VEHICLE_KIND: _("Kind of vehicle"),
    Field.MODEL: _("Make and model"),
    Field.MADE_YEAR: _("Year of make"),
    Field.ENGINE: _("Engine, cm³"),
    Field.PLATE: _("Number plate"),
    Field.COUNTED: _("What is counted"),
    Field.NUMBER: _("How many"),
}

NAME: Final = (Field.FULL_NAME, Field.SURNAME, Field.GIVEN_NAME, Field.PATRONYMIC)
WHERE: Final = (Field.VILLAGE, Field.STREET, Field.HOUSE, Field.FLAT, Field.ADDRESS)
HOUSEHOLD: Final = (Field.ACCOUNT, Field.BOOK, Field.PAGE)

_COUNTED: Final = "count:"


def counted(code: str) -> Meaning:
    """Return the meaning of a column that says how many of one thing (the code list counted) a household has."""
    return f"{_COUNTED}{code}"


def counted_code(meaning: Meaning) -> str:
    """Return the thing that a column counts; empty for any other column."""
    return meaning.removeprefix(_COUNTED) if meaning.startswith(_COUNTED) else ""


def label(meaning: Meaning) -> str:
    """Return what a meaning is called in the language of the page."""
    if code := counted_code(meaning):
        return codelists.COUNTED.label(code)
    return str(LABELS[Field(meaning)]) if meaning in set(Field) else meaning
