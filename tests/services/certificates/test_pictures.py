"""What the certificates look like, kept as pictures for people to judge."""

from datetime import date
from pathlib import Path

import pytest

from services.certificates import actions, papers
from services.certificates.drafting import Order
from services.certificates.models import Certificate
from services.registers.codes import DocumentType
from services.registers.models import IdentityDocument, Resident
from services.registers.relations import Relation
from tenants.directory.models import Tenant
from tereze import clock
from tereze.accounts.models import User
from tereze.printing.render import page_count, render_png
from tests.services.certificates.conftest import Family, issue
from tests.services.registers.people import household, member, resident

OUTPUT = Path(__file__).resolve().parents[2] / "output" / "certificates"
TEMPLATES = ["residence", "family_composition", "joint_residence"]

# fmt: off
TWELVE = [
    ("Асан кызы Айгүл", "f", date(1968, 3, 5), Relation.HEAD),
    ("Жусупбеков Нурланбек Төрөкулович", "m", date(1965, 11, 2), Relation.HUSBAND),
    ("Жусупбеков Бекболот Нурланбекович", "m", date(1990, 1, 5), Relation.SON),
    ("Абдыкадырова Чынаркүл Эсенгулжумабековна", "f", date(1992, 7, 11), Relation.DAUGHTER_IN_LAW),
    ("Нурланбек кызы Мээрим", "f", date(1999, 9, 17), Relation.DAUGHTER),
    ("Нурланбек уулу Алмазбек", "m", date(2004, 12, 30), Relation.SON),
    ("Бекболот уулу Эмир", "m", date(2014, 2, 2), Relation.GRANDSON),
    ("Бекболот кызы Сезим", "f", date(2016, 4, 21), Relation.GRANDDAUGHTER),
    ("Бекболот кызы Аяна", "f", date(2019, 8, 8), Relation.GRANDDAUGHTER),
    ("Бекболот уулу Нурислам", "m", date(2023, 10, 1), Relation.GRANDSON),
    ("Жусупбекова Бурулкан Ыдырысовна", "f", date(1941, 5, 19), Relation.MOTHER_IN_LAW),
    ("Мамытова Айым Нурдиновна", "f", date(2005, 10, 19), Relation.LODGER),
]
# fmt: on


@pytest.fixture
def twelve(in_karool: Tenant) -> list[Resident]:
    """A household of twelve in a flat, with long names; the last of them is a lodger."""
    home = household(14, 128, at="Курманжан Датка", house="12а")
    home.addresses.update(flat="34")
    people = []
    for name, sex, born, relation in TWELVE:
        who = resident(name, sex=sex, born=born)
        member(home, who, relation, since=max(born, date(1991, 6, 2)))
        people.append(who)
    IdentityDocument.objects.create(resident=people[0], type=DocumentType.ID_CARD, series="ID", number="1234567")
    IdentityDocument.objects.create(
        resident=people[6], type=DocumentType.BIRTH_CERTIFICATE, series="КР-Х", number="123456"
    )
    return people


def keep(certificate: Certificate, name: str) -> int:
    """Keep a picture of every page; return how many there are."""
    document = papers.document_of(certificate)
    OUTPUT.mkdir(parents=True, exist_ok=True)
    pages = page_count(document)
    for page in range(1, pages + 1):
        (OUTPUT / f"{name}{'' if page == 1 else f'-{page}'}.png").write_bytes(render_png(document, page=page))
    return pages


@pytest.mark.parametrize("template", TEMPLATES)
@pytest.mark.parametrize("language", ["ky", "ru", "both"])
def test_an_ordinary_certificate_fits_on_one_page(family: Family, clerk: User, template: str, language: str) -> None:
    certificate = issue(family, clerk, template=template, language=language)

    assert keep(certificate, f"{template}-{language}") == 1


@pytest.mark.parametrize(
    ("template", "language", "pages"),
    [
        ("residence", "both", 1),
        ("family_composition", "ky", 1),
        ("family_composition", "both", 2),
        ("joint_residence", "ru", 1),
    ],
)
def test_twelve_people_with_long_names_have_room(
    twelve: list[Resident], clerk: User, template: str, language: str, *, pages: int
) -> None:
    order = Order(
        template=template,
        resident=twelve[0].reference,
        language=language,  # type: ignore[arg-type]
        addressee="Социалдык фонддун Өзгөн райондук башкармалыгы",
    )
    certificate = actions.issue(order=order, by=clerk, at=clock.now(), request_key="twelve")

    assert keep(certificate, f"twelve-{template}-{language}") <= pages
    document = papers.document_of(certificate)
    table = document.parts[0].table
    lodger = twelve[-1].name.full
    if template == "family_composition":
        assert table is not None
        assert len(table.rows) == 11
        assert lodger not in document.to_json()
    if template == "joint_residence":
        assert lodger in document.to_json()


def test_a_child_shows_a_birth_certificate(twelve: list[Resident], clerk: User) -> None:
    order = Order(template="residence", resident=twelve[6].reference, language="both", addressee="№ 5 мектеп")

    certificate = actions.issue(order=order, by=clerk, at=clock.now(), request_key="child")

    assert keep(certificate, "child-residence-both") == 1
    said = papers.document_of(certificate).to_json()
    assert "туулгандыгы тууралуу күбөлүк КР-Х123456" in said
    assert "свидетельство о рождении КР-Х123456" in said
    assert "№ 5 мектепке көрсөтүү үчүн" in said
