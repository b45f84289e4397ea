"""What a template asks at the desk: shown, read, printed with whose word it is, and kept."""

from typing import Any

import pytest
from django.test import Client

from services.certificates import actions, papers, queries, templates
from services.certificates.drafting import UnansweredError, draft
from services.certificates.models import Certificate
from services.registers.models import Resident
from tenants.directory.models import Tenant
from tereze import clock
from tereze.accounts.models import User
from tereze.audit.models import Entry
from tests.services.certificates.asking import Ask, error
from tests.services.certificates.reading import Page
from tests.services.certificates.scene import Scene, order, scene


@pytest.fixture
def people(in_karool: Tenant) -> Scene:
    return scene()


def page_of(people: Scene, template: str) -> str:
    return f"/certificates/new/{template}/{people.about(template).reference}/"


INCOME = {
    "language": "ky", "request_key": "income", "answer-period_from": "1.1.2026", "answer-period_until": "31.10.26",
    "answer-crops": "45 000", "answer-livestock": "120345,50",
}  # fmt: skip


def test_what_is_typed_at_the_desk_is_read_printed_and_marked_as_somebodys_word(desk: Client, people: Scene) -> None:
    answer = desk.post(page_of(people, "income"), INCOME)

    assert answer.status_code == 302
    one = Certificate.objects.get()
    said = papers.document_of(one).to_json()
    assert "2026-жылдын 1-январынан 2026-жылдын 31-октябрына чейин" in said
    assert "бир жүз алтымыш беш миң үч жүз кырк беш сом 50 тыйын" in said
    assert "Арыз ээсинин айтканы боюнча жазылды." in said
    assert one.snapshot["answers"] == {
        "period_from": "2026-01-01", "period_until": "2026-10-31", "crops": "4500000", "livestock": "12034550",
    }  # fmt: skip


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        ({"answer-period_from": "эртең"}, "Күндү мындай жазыңыз"),
        ({"answer-period_until": "31.12.2025"}, "Аягы башталышынан мурун"),
        ({"answer-period_from": ""}, ""),
        ({"answer-crops": "көп"}, ""),
        ({"answer-crops": "", "answer-livestock": ""}, "жок дегенде бирин"),
        ({"answer-crops": "-5"}, ""),
    ],
)
def test_a_wrong_answer_is_said_at_its_field_and_nothing_is_issued(
    desk: Client, people: Scene, wrong: dict[str, str], said: str
) -> None:
    page = Page(desk.post(page_of(people, "income"), INCOME | wrong))

    assert page.status == 422
    assert 'class="field-errors"' in str(page.root)
    assert said in page.text("order")
    assert not Certificate.objects.exists()


def test_the_page_shows_the_paper_with_blanks_until_all_is_answered(desk: Client, people: Scene) -> None:
    page = Page(desk.get(page_of(people, "guardianship")))

    assert page.status == 200
    assert "____________" in page.text("paper")
    assert people.mother.surname in page.text("people-guardian")  # a parent is suggested


def test_a_second_person_is_found_by_name_chosen_and_journalled(desk: Client, people: Scene, clerk: User) -> None:
    where = page_of(people, "guardianship")
    found = desk.post(
        where, {"look": "1", "language": "ky", "find-guardian": "Мамытова"}, headers={"HX-Request": "true"}
    )
    assert people.lodger.reference in found.content.decode()

    chosen = {"look": "1", "language": "ky", "answer-guardian": people.lodger.reference}
    shown = desk.post(where, chosen, headers={"HX-Request": "true", "HX-Trigger-Name": "answer-guardian"})

    assert "Мамытова Айым Нурдиновна" in Page(shown).text("paper")
    assert Entry.objects.filter(action="certificate.previewed", subject=people.lodger.subject).count() == 1


@pytest.mark.parametrize("reference", ["0000000000", ""])
def test_nobody_is_no_guardian(people: Scene, clerk: User, reference: str) -> None:
    asked = order(people, "guardianship", "ky")
    said = {**asked.answers, "guardian": reference or asked.resident}
    asked = type(asked)(template=asked.template, resident=asked.resident, answers=said)

    with pytest.raises(UnansweredError):
        actions.issue(order=asked, by=clerk, at=clock.now(), request_key="x")
    assert not Certificate.objects.exists()


def test_an_act_has_a_journal_of_its_own_and_is_found_by_its_number(people: Scene, clerk: User) -> None:
    act = actions.issue(order=order(people, "damage_act", "both"), by=clerk, at=clock.now(), request_key="act")
    paper = actions.issue(order=order(people, "residence", "ky"), by=clerk, at=clock.now(), request_key="paper")

    assert (act.journal, act.number) == ("acts", f"{clock.today().year}/00001-А")
    assert paper.number == f"{clock.today().year}/00001"
    assert queries.by_number(act.number.lower(), 5) == [act]
    names = [one.name.ky for one in papers.document_of(act).signatures][1:]
    assert names == ["Токтогулова Айгүл", "Маматов Бакыт Асанович", "Токтосунова Чынара"]


def test_a_replacement_begins_with_what_was_answered(desk: Client, people: Scene, clerk: User) -> None:
    old = actions.issue(order=order(people, "income", "ky"), by=clerk, at=clock.now(), request_key="old")

    page = Page(desk.get(f"/certificates/{old.reference}/replace/"))

    assert page.value("answer-crops") == "45000"
    assert page.value("answer-period_from") == "01.01.2026"


def test_words_put_right_once_are_there_the_next_time_until_the_name_changes(people: Scene, clerk: User) -> None:
    key = "ky:resident.name|dative|bold"
    asked = order(people, "livestock", "ky")
    first = type(asked)(template="livestock", resident=asked.resident, overrides={key: "Абдыкадырова Ч. Э. айымга"})
    actions.issue(order=first, by=clerk, at=clock.now(), request_key="first")

    again = draft(order(people, "residence", "ky"), on=clock.today())
    assert again.order.overrides == {key: "Абдыкадырова Ч. Э. айымга"}

    left = type(asked)(template="residence", resident=asked.resident, as_made=frozenset({key}))
    actions.issue(order=left, by=clerk, at=clock.now(), request_key="left")
    assert draft(order(people, "residence", "ky"), on=clock.today()).order.overrides == {}


def test_words_of_an_old_name_are_not_put_into_a_new_one(people: Scene, clerk: User) -> None:
    key = "ky:resident.name|dative|bold"
    asked = order(people, "residence", "ky")
    first = type(asked)(template="residence", resident=asked.resident, overrides={key: "Чынаркүл айымга"})
    actions.issue(order=first, by=clerk, at=clock.now(), request_key="first")
    Resident.objects.filter(pk=people.mother.pk).update(surname="Жусупбекова")

    assert draft(order(people, "residence", "ky"), on=clock.today()).order.overrides == {}


def test_programs_are_told_what_is_asked_and_may_answer(ask: Ask, people: Scene) -> None:
    listed = {one["code"]: one for one in ask("get", "/certificates/templates/").json()}
    assert len(listed) == len(templates.current())
    (period, *_sums) = listed["income"]["questions"]
    assert period["names"] == ["period_from", "period_until"]
    assert listed["tax_clear"]["is_connected"] is False

    body: dict[str, Any] = {
        "template": "income", "resident": people.mother.reference,
        "answers": {"period_from": "2026-01-01", "period_until": "2026-10-31", "crops": "45000"},
    }  # fmt: skip
    assert ask("post", "/certificates/", body).status_code == 201
    body["answers"]["period_from"] = "never"
    assert error(ask("post", "/certificates/", body))[0] == 400
    refused = ask("post", "/certificates/", {"template": "no_land", "resident": people.mother.reference})
    assert error(refused)[:2] == (409, "refused")


@pytest.mark.parametrize(("template", "most"), [("residence", 19), ("same_person", 20), ("household_extract", 23)])
def test_issuing_asks_the_database_little(
    people: Scene, clerk: User, django_assert_max_num_queries: Any, template: str, *, most: int
) -> None:
    asked = order(people, template, "both")
    actions.issue(order=asked, by=clerk, at=clock.now(), request_key="warm")

    with django_assert_max_num_queries(most):
        actions.issue(order=asked, by=clerk, at=clock.now(), request_key="measured")
