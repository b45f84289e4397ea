"""The register's lists of codes. Values are stored and never change; labels are for people."""

from django.db import models
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class Sex(models.TextChoices):
    """As in the document."""

    FEMALE = "f", _("female")
    MALE = "m", _("male")


class Nationality(models.TextChoices):
    """Улуту: as the person states it. The list of the household books of Uzgen district."""

    KYRGYZ = "kyrgyz", pgettext_lazy("nationality", "Kyrgyz")
    UZBEK = "uzbek", pgettext_lazy("nationality", "Uzbek")
    TURK = "turk", pgettext_lazy("nationality", "Turk")
    UYGHUR = "uyghur", pgettext_lazy("nationality", "Uyghur")
    TAJIK = "tajik", pgettext_lazy("nationality", "Tajik")
    TATAR = "tatar", pgettext_lazy("nationality", "Tatar")
    RUSSIAN = "russian", pgettext_lazy("nationality", "Russian")
    AZERBAIJANI = "azerbaijani", pgettext_lazy("nationality", "Azerbaijani")
    DUNGAN = "dungan", pgettext_lazy("nationality", "Dungan")
    KURD = "kurd", pgettext_lazy("nationality", "Kurd")
    KOREAN = "korean", pgettext_lazy("nationality", "Korean")
    KAZAKH = "kazakh", pgettext_lazy("nationality", "Kazakh")
    OTHER = "other", pgettext_lazy("nationality", "other")


class DocumentType(models.TextChoices):
    """What proves who somebody is."""

    ID_CARD = "id_card", _("ID card")
    PASSPORT = "passport", _("Travel passport")
    BIRTH_CERTIFICATE = "birth_certificate", _("Birth certificate")
    FOREIGN_PASSPORT = "foreign_passport", _("Foreign passport")
    RESIDENCE_PERMIT = "residence_permit", _("Residence permit")
    OTHER = "other", pgettext_lazy("document", "other document")


class HouseholdKind(models.TextChoices):
    """Why a household has an account in the book."""

    PERMANENT = "permanent", _("permanent")
    TEMPORARY = "temporary", _("temporary")
    EMPTY = "empty", _("empty house")
    REGISTERED_ONLY = "registered_only", _("registered only")


class JoinReason(models.TextChoices):
    """Why somebody became a member of a household."""

    BIRTH = "birth", _("birth")
    MARRIAGE = "marriage", _("marriage")
    MOVED = "moved", pgettext_lazy("joining", "moved in")
    RETURNED = "returned", _("returned")
    HEAD_CHANGED = "head_changed", _("the head changed")
    RELATION = "relation", _("the relation changed")
    ABROAD = "abroad", _("went abroad")
    BACK = "back", _("came back from abroad")
    OTHER = "other", pgettext_lazy("reason", "other")


class LeaveReason(models.TextChoices):
    """Why somebody ceased to be one."""

    DEATH = "death", _("death")
    MARRIAGE = "marriage", _("marriage")
    MOVED = "moved", pgettext_lazy("leaving", "moved away")
    DIVORCE = "divorce", _("divorce")
    HEAD_CHANGED = "head_changed", _("the head changed")
    RELATION = "relation", _("the relation changed")
    ABROAD = "abroad", _("went abroad")
    BACK = "back", _("came back from abroad")
    OTHER = "other", pgettext_lazy("reason", "other")


CONTINUED = frozenset({"head_changed", "relation", "abroad", "back"})
"""Reasons for which a stretch ends only to go on otherwise, in the same household, on the same day."""


COUNTRIES: dict[str, Promise | str] = {
    "KG": _("Kyrgyzstan"),
    "RU": _("Russia"),
    "KZ": _("Kazakhstan"),
    "UZ": _("Uzbekistan"),
    "TJ": _("Tajikistan"),
    "TR": _("Türkiye"),
    "KR": _("South Korea"),
    "CN": _("China"),
    "AE": _("United Arab Emirates"),
    "DE": _("Germany"),
    "PL": _("Poland"),
    "GB": _("United Kingdom"),
    "US": _("United States"),
}
"""Where our residents are citizens or work (ISO 3166); any other code is shown as it is."""


def country(code: str) -> str:
    """Return the country's name in the language of the page; an unlisted code as it is."""
    return str(COUNTRIES.get(code, code))
