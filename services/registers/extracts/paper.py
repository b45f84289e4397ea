"""The household extract on paper: letterhead, tables, signature lines.

It bears no number and no QR code: it is not entered in a journal of issued papers. Where a numbered and verifiable
paper is asked for, a certificate says the same tables.
"""

from datetime import datetime
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import override

from services.registers.extracts.tables import Extract, Section
from services.registers.models import HouseholdBook
from tenants.customisation.models import Letterhead, Signatory
from tenants.directory import queries as directory
from tenants.directory.models import Tenant
from tereze.language import dates
from tereze.printing import emblem, lists

_HEAD = "head"
_SEAL = {"ky": "М.О.", "ru": "М.П."}


def pdf(extract: Extract, *, at: datetime, made_by: str) -> bytes:
    """Return the extract as PDF; `made_by` stands at the foot with the moment."""
    head = Letterhead.objects.first() or Letterhead()
    with override(extract.language):
        data = _data(extract, directory.current(), head, at=at, made_by=made_by)
        picture = emblem.as_svg(bytes(head.emblem) if head.emblem else None, head.accent or None)
        return lists.render_list("household_extract", data, printed_at=at, pictures={"emblem.svg": picture})


def _data(extract: Extract, council: Tenant, head: Letterhead, *, at: datetime, made_by: str) -> dict[str, Any]:
    day = dates.short_date(extract.on, extract.language)
    return {
        "title": _("EXTRACT FROM THE HOUSEHOLD BOOK"),
        "day": _("as of %(day)s") % {"day": day},
        "language": extract.language,
        "accent": emblem.colour(head.accent or None),
        "letterhead": _letterhead(council, head),
        "facts": [list(fact) for fact in extract.facts],
        "sections": [_section(one) for one in extract.sections],
        "basis": _("Written out of the household book № %(book)s, page %(page)s.")
        % {"book": extract.household.book, "page": extract.household.page},
        "signatures": _signatures(extract),
        "seal": _SEAL[extract.language],
        "foot": f"{_('Household account')} № {extract.household.account} · {at:%d.%m.%Y, %H:%M} · {made_by}",
    }


def _letterhead(council: Tenant, head: Letterhead) -> dict[str, Any]:
    district = council.district
    contacts = [head.address_ky, head.address_ru if head.address_ru != head.address_ky else ""]
    contacts += [f"тел. {head.phone}" if head.phone else "", head.email, f"ИНН {head.inn}" if head.inn else ""]
    return {
        "left": ["Кыргыз Республикасы", *((district.region.name_ky, district.name_ky) if district else ()),
                 council.okmotu_ky],
        "right": ["Кыргызская Республика", *((district.region.name_ru, district.name_ru) if district else ()),
                  council.okmotu_ru],
        "contacts": " · ".join(part for part in contacts if part),
    }  # fmt: skip


def _section(section: Section) -> dict[str, Any]:
    return {
        "title": section.title,
        "heads": [head.title for head in section.heads],
        "widths": [head.width for head in section.heads],
        "aligns": [head.align for head in section.heads],
        "rows": [list(row) for row in section.rows],
        "total": section.total,
        "empty": _("There is none."),
    }


def _signatures(extract: Extract) -> list[list[str]]:
    """Return who signs: the head of the office, and the keeper of the book."""
    russian = extract.language == "ru"
    lines = [
        [one.position_ru, one.name_ru or one.name_ky] if russian else [one.position_ky, one.name_ky]
        for one in Signatory.objects.on(extract.on).filter(role=_HEAD)
    ]
    keeper = HouseholdBook.objects.filter(number=extract.household.book).values_list("keeper", flat=True).first()
    return [*lines, [_("Keeper of the household book"), keeper or ""]]
