"""Issuing a certificate."""

from datetime import timedelta

import pytest

from services.certificates import actions, papers
from services.certificates.drafting import NothingChosenError, Order
from services.certificates.models import Certificate
from services.registers.models import Membership
from tereze import clock
from tereze.accounts.models import User
from tereze.audit.models import Entry
from tereze.exchange.facts import MissingFactsError
from tereze.exchange.models import Event
from tereze.numbering.models import Counter
from tereze.printing.document import Document
from tereze.printing.render import render_pdf
from tests.services.certificates.conftest import Family, issue


@pytest.mark.parametrize("template", ["residence", "family_composition", "joint_residence"])
@pytest.mark.parametrize("language", ["ky", "ru", "both"])
def test_every_certificate_is_issued_in_every_language(
    family: Family, clerk: User, template: str, language: str
) -> None:
    certificate = issue(family, clerk, template=template, language=language)

    assert papers.pdf_of(certificate).startswith(b"%PDF-")
    assert certificate.number == f"{clock.today().year}/00001"


def test_numbers_follow_each_other_without_a_gap(family: Family, clerk: User) -> None:
    serials = [issue(family, clerk, key=f"request {number}").serial for number in range(4)]

    assert serials == [1, 2, 3, 4]


def test_the_same_request_gives_the_same_certificate(family: Family, clerk: User) -> None:
    first, second = issue(family, clerk), issue(family, clerk)

    assert first.pk == second.pk
    assert Certificate.objects.count() == 1


def test_an_old_key_with_another_order_is_refused(family: Family, clerk: User) -> None:
    issue(family, clerk)

    with pytest.raises(actions.KeyReusedError):
        issue(family, clerk, addressee="Айыл Банк")


def test_a_failure_takes_back_number_file_and_event(
    family: Family, clerk: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("services.certificates.papers.render_pdf", lambda *a, **k: 1 / 0)

    with pytest.raises(ZeroDivisionError):
        issue(family, clerk)

    assert not Counter.objects.exists()
    assert not Certificate.objects.exists()
    assert not Event.objects.exists()


def test_what_the_paper_says_is_kept_with_its_sources(family: Family, clerk: User) -> None:
    certificate = issue(family, clerk)

    assert certificate.snapshot["facts"]["residence.address"]["source"]["ky"].startswith("чарба китеби №")
    assert Document.from_json(certificate.snapshot["document"]).number == certificate.number


def test_the_pdf_can_be_made_again_byte_for_byte(family: Family, clerk: User) -> None:
    certificate = issue(family, clerk, template="family_composition", language="both")

    again = render_pdf(Document.from_json(certificate.snapshot["document"]), printed_at=certificate.issued_at)

    assert again == papers.pdf_of(certificate)


def test_issuing_is_journalled_and_told(family: Family, clerk: User) -> None:
    certificate = issue(family, clerk)

    entry = Entry.objects.get(action="certificate.issued")
    assert (entry.actor, entry.subject) == ("user:aigul", f"resident:{family.head.reference}")
    assert entry.details["number"] == certificate.number
    assert family.head.pin not in str(entry.details)
    assert Event.objects.get().payload == {"certificate": certificate.reference, "subject": family.head.reference}


def test_own_words_take_the_place_of_what_grammar_made(family: Family, clerk: User) -> None:
    key = "ky:resident.name|dative|bold"

    certificate = issue(family, clerk, overrides={key: "Акматов Нурлан Маматовичге"})

    runs = Document.from_json(certificate.snapshot["document"]).parts[0].paragraphs[0]
    assert "Акматов Нурлан Маматовичге" in [run.text for run in runs if run.bold]
    assert Entry.objects.get(action="certificate.issued").details["own_words"] == [key]


def test_only_chosen_people_are_named(family: Family, clerk: User) -> None:
    chosen = next(one for one in family.members if one != family.head)

    certificate = issue(family, clerk, template="joint_residence", chosen=(chosen.reference,))

    table = Document.from_json(certificate.snapshot["document"]).parts[0].table
    assert table is not None
    assert [row[0] for row in table.rows] == [chosen.name.full]


def test_choosing_nobody_who_lives_there_is_refused(family: Family, clerk: User) -> None:
    with pytest.raises(NothingChosenError):
        issue(family, clerk, template="joint_residence", chosen=("0000000000",))


def test_nobody_who_left_gets_a_certificate_and_no_number_is_used(family: Family, clerk: User) -> None:
    Membership.objects.filter(resident=family.head, left_on__isnull=True).update(
        left_on=clock.today() - timedelta(days=1), leave_reason="moved"
    )

    with pytest.raises(MissingFactsError) as refusal:
        issue(family, clerk)

    assert "residence.address" in refusal.value.names
    assert not Counter.objects.exists()


def test_the_seconds_since_the_card_was_opened_are_kept(family: Family, clerk: User) -> None:
    from tereze.audit import journal

    journal.record("resident.viewed", subject=f"resident:{family.head.reference}", by=clerk)
    order = Order(template="residence", resident=family.head.reference)

    certificate = actions.issue(order=order, by=clerk, at=clock.now() + timedelta(seconds=18), request_key="x")

    assert certificate.seconds_taken in {18, 19}
