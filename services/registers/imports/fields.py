"""What a column of an office's table can mean."""

from collections.abc import Collection
from enum import StrEnum
from typing import Final

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _


class Field(StrEnum):
    """One meaning of a column. Values are stored in remembered mappings and never change."""

    FULL_NAME = "full_name"
    SURNAME = "surname"
    GIVEN_NAME = "given_name"
    PATRONYMIC = "patronymic"
    PIN = "pin"
    BIRTH_DATE = "birth_date"
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

    @property
    def label(self) -> Promise:
        """What the column holds, for the person who maps it."""
        return LABELS[self]


LABELS: Final[dict[Field, Promise]] = {
    Field.FULL_NAME: _("Full name"),
    Field.SURNAME: _("Surname"),
    Field.GIVEN_NAME: _("Given name"),
    Field.PATRONYMIC: _("Patronymic"),
    Field.PIN: _("PIN"),
    Field.BIRTH_DATE: _("Date of birth"),
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
}

OF_HOUSEHOLD: Final = frozenset(
    {Field.ACCOUNT, Field.BOOK, Field.PAGE, Field.VILLAGE, Field.STREET, Field.HOUSE, Field.FLAT, Field.ADDRESS}
)
"""Columns that an office often fills in for the first member of a household only."""


def missing(fields: Collection[Field]) -> list[Promise]:
    """Return what is still needed before rows can be read: a name, and something that tells namesakes apart."""
    needed: list[Promise] = []
    if Field.FULL_NAME not in fields and not {Field.SURNAME, Field.GIVEN_NAME} <= set(fields):
        needed.append(_("the full name, or surname and given name"))
    if Field.PIN not in fields and Field.BIRTH_DATE not in fields:
        needed.append(_("the PIN or the date of birth"))
    return needed
