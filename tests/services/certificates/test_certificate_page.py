"""The page of an issued certificate."""

from datetime import timedelta

from django.test import Client

from services.certificates import actions, papers
from services.certificates.models import Certificate
from tereze import clock
from tereze.accounts.models import User
from tereze.audit.models import Entry
from tests.services.certificates.reading import Page, letters
from tests.tereze.printing.reading import text_of


def test_certificates_tell_what_became_of_them(desk: Client, certificate: Certificate, clerk: User) -> None:
    fresh = Page(desk.get(f"/certificates/{certificate.reference}/"))
    actions.revoke(certificate=certificate, by=clerk, at=clock.now(), reason="Дареги туура эмес")
    revoked = Page(desk.get(f"/certificates/{certificate.reference}/"))

    assert "Жарактуу" in fresh.text()
    assert certificate.short_code in fresh.text("paper")
    assert "Айгүл Токтогулова" in revoked.text()
    assert "Дареги туура эмес" in revoked.text()


def test_the_page_shows_the_paper_word_for_word(desk: Client, certificate: Certificate) -> None:
    shown = Page(desk.get(f"/certificates/{certificate.reference}/")).text("paper")

    assert letters(shown) == letters(text_of(papers.pdf_of(certificate)))


def test_a_certificate_whose_time_ran_out_says_so(desk: Client, certificate: Certificate) -> None:
    long_ago = clock.today() - timedelta(days=60)
    Certificate.objects.update(issued_on=long_ago, valid_until=long_ago + timedelta(days=30))

    page = Page(desk.get(f"/certificates/{certificate.reference}/"))

    assert "Мөөнөтү бүткөн" in page.text()
    assert "Кайра басып чыгаруу" not in page.text()


def test_opening_a_certificate_is_journalled(desk: Client, certificate: Certificate) -> None:
    desk.get(f"/certificates/{certificate.reference}/")
    desk.get(f"/certificates/{certificate.reference}/pdf/")

    looks = Entry.objects.filter(action__in=["certificate.viewed", "certificate.opened"])
    served = f"certificate:{certificate.reference}"
    assert {(one.action, one.subject, one.details["served"]) for one in looks} == {
        ("certificate.viewed", f"resident:{certificate.subject}", served),
        ("certificate.opened", f"resident:{certificate.subject}", served),
    }
