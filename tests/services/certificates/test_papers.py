"""The paper itself: what it says can be read back, and it comes out the same for ever."""

import hashlib
import io
import json
from datetime import datetime
from pathlib import Path
from typing import Any

import pikepdf
import pytest
from django_tenants.utils import get_public_schema_name, schema_context

from services.certificates import papers, templates
from services.certificates.models import Certificate
from tenants.catalogue import actions as catalogue
from tenants.catalogue import queries
from tenants.customisation.models import Letterhead, Signatory
from tereze.accounts.models import User
from tereze.exchange.values import from_json
from tereze.printing.document import Document
from tereze.printing.render import render_pdf
from tereze.storage.models import StoredFile
from tests.services.certificates.conftest import Family, issue
from tests.tereze.printing.reading import plain, text_of

GOLDEN = Path(__file__).parent / "golden"


def test_everything_the_paper_says_can_be_read_back(family: Family, clerk: User) -> None:
    certificate = issue(family, clerk, template="family_composition", language="both", addressee="Айыл Банк")

    text = text_of(papers.pdf_of(certificate))

    for words in (
        "МААЛЫМКАТ", "СПРАВКА", f"№ {certificate.number}", family.head.pin, "Айыл Банкка көрсөтүү үчүн",
        "по месту требования: Айыл Банк", "Айыл өкмөтүнүн башчысы", "Глава айыл окмоту", certificate.short_code,
        "30 күн жарактуу, акыркы күнү", "30 дней со дня выдачи", "Айгүл Токтогулова",
    ):  # fmt: skip
        assert words in text
    for member in family.members:
        assert member.name.full in text


def test_it_is_pdf_a_and_says_nothing_of_the_person_outside_the_page(certificate: Certificate, family: Family) -> None:
    content = papers.pdf_of(certificate)

    with pikepdf.open(io.BytesIO(content)) as pdf, pdf.open_metadata() as metadata:
        assert metadata.pdfa_status == "2B"
        properties = f"{dict(pdf.docinfo)} {metadata}"
    assert certificate.number in properties
    assert family.head.surname not in properties
    assert family.head.pin not in properties


def test_the_snapshot_tells_each_fact_with_its_source(certificate: Certificate, family: Family) -> None:
    facts = {name: from_json(stated) for name, stated in certificate.snapshot["facts"].items()}

    assert facts["resident.name"].value == family.head.name
    assert facts["residence.address"].source.ru.startswith("похозяйственная книга №")


def test_nothing_that_changes_later_changes_what_was_printed(family: Family, clerk: User) -> None:
    certificate = issue(family, clerk, language="both", addressee="Айыл Банк")
    before = papers.pdf_of(certificate)
    content = queries.get(templates.KIND, "residence").content
    changed = content | {"blocks": [{**block, "ky": "Башкача", "ru": "Иначе"} for block in content["blocks"]]}

    with schema_context(get_public_schema_name()):
        catalogue.publish(kind=templates.KIND, code="residence", content=changed)
    Letterhead.objects.update(phone="0 000", village_ky="Башка")
    Signatory.objects.update(name_ky="Башка Адам", name_ru="Другой Человек")
    family.head.surname = "Башкаев"
    family.head.save()
    StoredFile.objects.update(content=b"%PDF- lost")
    certificate.file.refresh_from_db()

    assert papers.pdf_of(certificate) == before
    assert issue(family, clerk, key="two").template_version == certificate.template_version + 1


def test_two_certificates_of_one_moment_differ_only_in_what_is_theirs(family: Family, clerk: User) -> None:
    one, two = issue(family, clerk), issue(family, clerk, key="two")

    first, second = (Document.from_json(each.snapshot["document"]) for each in (one, two))

    assert first.parts == second.parts
    assert first.number != second.number
    assert first.verification != second.verification


@pytest.mark.parametrize("name", ["residence-ky", "family_composition-both"])
def test_a_paper_issued_long_ago_still_comes_out_byte_for_byte(name: str) -> None:
    """If this fails, certificates in the field can no longer be made again: the change belongs into a new layout."""
    kept: dict[str, Any] = json.loads((GOLDEN / f"{name}.json").read_text(encoding="utf-8"))

    document = Document.from_json(kept["document"])
    pdf = render_pdf(document, printed_at=datetime.fromisoformat(kept["printed_at"]))

    assert plain(kept["begins"]) in text_of(pdf)
    assert hashlib.sha256(pdf).hexdigest() == kept["sha256"]
