"""What frames a certificate: the council's letterhead above it, and those who sign below."""

from collections.abc import Mapping
from datetime import date
from typing import Final

from services.certificates.templates import CertificateTemplate
from tenants.customisation.models import Letterhead, Signatory
from tenants.directory.models import Tenant
from tereze.exchange.values import Bilingual
from tereze.printing import document as paper
from tereze.printing.document import Words

MEMBER: Final = Words("Комиссиянын мүчөсү", "Член комиссии")


def signatures(template: CertificateTemplate, answers: Mapping[str, str], *, on: date) -> tuple[paper.Signature, ...]:
    """Return a line for each officer who signs the template on the day, and for those named at the desk."""
    by_role = {one.role: one for one in Signatory.objects.on(on)}
    chosen = [by_role[role] for role in template.signatories if role in by_role]
    officers = (
        paper.Signature(
            position=Words(one.position_ky, one.position_ru),
            name=Words(one.name_ky, one.name_ru or one.name_ky),
        )
        for one in chosen
    )
    return (*officers, *_members(template, answers))


def _members(template: CertificateTemplate, answers: Mapping[str, str]) -> tuple[paper.Signature, ...]:
    asked = (one for one in template.questions if one.type == "signers")
    return tuple(
        paper.Signature(position=MEMBER, name=Words(name, name))
        for one in asked
        for name in answers.get(one.key, "").splitlines()
    )


def letterhead(council: Tenant, head: Letterhead) -> paper.Letterhead:
    """Return the head of the council's papers."""
    district = council.district
    places_ky = (district.region.name_ky, district.name_ky) if district else ()
    places_ru = (district.region.name_ru, district.name_ru) if district else ()
    address = Bilingual(head.address_ky, head.address_ru)
    contacts = [address.ky, address.ru if address.ru != address.ky else ""]
    contacts += [f"тел. {head.phone}" if head.phone else "", head.email, f"ИНН {head.inn}" if head.inn else ""]
    return paper.Letterhead(
        left=("Кыргыз Республикасы", *places_ky, council.okmotu_ky),
        right=("Кыргызская Республика", *places_ru, council.okmotu_ru),
        contacts=" · ".join(part for part in contacts if part),
        emblem=bytes(head.emblem) if head.emblem else None,
        accent=head.accent or None,
    )
