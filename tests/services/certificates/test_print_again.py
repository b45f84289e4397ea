"""Printing again: counted, journalled, the same bytes; and what happens when the file cannot be read."""

import pytest
from django.test import Client

from services.certificates import actions, papers
from services.certificates.models import Certificate
from tereze import clock
from tereze.accounts.models import User
from tereze.audit.models import Entry
from tereze.storage import files
from tereze.storage.files import FileLostError
from tereze.storage.models import StoredFile
from tereze.storage.places import StorageDownError
from tests.services.certificates.reading import Page


def test_every_printing_is_counted_and_journalled(desk: Client, certificate: Certificate) -> None:
    for _ in range(2):
        response = desk.post(f"/certificates/{certificate.reference}/print/")

    assert response["Location"] == f"/certificates/{certificate.reference}/?print=1"
    certificate.refresh_from_db()
    assert certificate.times_printed == 2
    assert [one.by_name for one in certificate.printings.all()] == ["Айгүл Токтогулова"] * 2
    times = [one.details["time"] for one in Entry.objects.filter(action="certificate.printed")]
    assert times == [1, 2]
    assert "Кайра басылган" in Page(desk.get(f"/certificates/{certificate.reference}/")).text()


def test_what_is_void_is_not_printed_again(desk: Client, certificate: Certificate, clerk: User) -> None:
    actions.revoke(certificate=certificate, by=clerk, at=clock.now(), reason="Дареги ката")

    page = Page(desk.post(f"/certificates/{certificate.reference}/print/", follow=True))

    assert "Эч нерсе өзгөргөн жок" in page.text()
    certificate.refresh_from_db()
    assert certificate.times_printed == 0


def test_the_pdf_opens_in_the_browser_or_is_saved_and_no_cache_keeps_it(desk: Client, certificate: Certificate) -> None:
    opened = desk.get(f"/certificates/{certificate.reference}/pdf/")
    saved = desk.get(f"/certificates/{certificate.reference}/pdf/?download=1")

    name = f'filename="residence-{certificate.number.replace("/", "-")}.pdf"'
    assert opened["Content-Type"] == "application/pdf"
    assert opened["Content-Disposition"] == f"inline; {name}"
    assert saved["Content-Disposition"] == f"attachment; {name}"
    assert opened["Cache-Control"] == "private, no-store"
    assert opened["X-Frame-Options"] == "SAMEORIGIN"  # the desk prints from a frame of its own
    assert opened.content == saved.content


@pytest.fixture
def down(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let storage be out of reach."""

    def refuse(file: StoredFile) -> bytes:
        raise StorageDownError("no route")

    monkeypatch.setattr(files, "read", refuse)


def test_with_storage_down_the_same_paper_is_made_from_the_snapshot(
    desk: Client, certificate: Certificate, down: None
) -> None:
    kept = bytes(StoredFile.objects.get().content or b"")

    response = desk.get(f"/certificates/{certificate.reference}/pdf/")

    assert response.status_code == 200
    assert response.content == kept


def test_a_paper_that_comes_out_otherwise_is_never_handed_out(
    desk: Client, certificate: Certificate, down: None
) -> None:
    StoredFile.objects.update(sha256="0" * 64)
    certificate.file.refresh_from_db()

    page = Page(desk.get(f"/certificates/{certificate.reference}/pdf/"))

    assert page.status == 503
    assert certificate.number in page.text()
    assert "Кайра аракет кылуу" in page.text()
    with pytest.raises(FileLostError):
        papers.pdf_of(certificate)


def test_a_file_changed_in_storage_is_noticed(certificate: Certificate) -> None:
    good = papers.pdf_of(certificate)
    StoredFile.objects.update(content=good.replace(b"%PDF", b"%FDP", 1))
    certificate.file.refresh_from_db()

    assert papers.pdf_of(certificate) == good
