"""What the certificates look like, kept as pictures for people to judge."""

from pathlib import Path

import pytest

from services.certificates import actions
from services.certificates.drafting import Order
from tereze import clock
from tereze.accounts.models import User
from tereze.printing.document import Document
from tereze.printing.render import page_count, render_png
from tests.services.certificates.conftest import Family

OUTPUT = Path(__file__).resolve().parents[2] / "output" / "certificates"


@pytest.mark.parametrize("template", ["residence", "family_composition", "joint_residence"])
@pytest.mark.parametrize("language", ["ky", "ru", "both"])
def test_an_ordinary_certificate_fits_on_one_page(family: Family, clerk: User, template: str, language: str) -> None:
    order = Order(template=template, resident=family.head.reference, language=language)  # type: ignore[arg-type]
    certificate = actions.issue(order=order, by=clerk, at=clock.now(), request_key="picture")
    document = Document.from_json(certificate.snapshot["document"])
    OUTPUT.mkdir(parents=True, exist_ok=True)
    (OUTPUT / f"{template}-{language}.png").write_bytes(render_png(document))

    assert page_count(document) == 1
