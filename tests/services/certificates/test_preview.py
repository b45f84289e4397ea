"""The page of an order: what it shows is what will be printed, and it issues once."""

import pytest
from django.test import Client

from services.certificates import papers
from services.certificates.models import Certificate
from tereze.accounts.models import User
from tereze.audit.models import Entry
from tereze.numbering.models import Counter
from tests.services.certificates.conftest import Family, issue, order_page
from tests.services.certificates.reading import Page, letters
from tests.tereze.printing.reading import plain, text_of

TEMPLATES = ["residence", "family_composition", "joint_residence"]


def look(desk: Client, where: str, **said: object) -> Page:
    """Ask how the paper would look, as a browser with scripts does."""
    return Page(desk.post(where, {"look": "1", **said}, headers={"hx-request": "true"}))


def without_number(text: str, number: str) -> str:
    return plain(text.replace(number, "…"))


@pytest.mark.parametrize("template", TEMPLATES)
@pytest.mark.parametrize("language", ["ky", "ru", "both"])
def test_the_preview_says_word_for_word_what_is_printed(
    desk: Client, family: Family, clerk: User, template: str, language: str
) -> None:
    shown = look(desk, order_page(family, template), language=language, addressee="Айыл Банк").text("paper")

    certificate = issue(family, clerk, template=template, language=language, addressee="Айыл Банк")

    printed = text_of(papers.pdf_of(certificate))
    executor = "Аткаруучу" if language != "ru" else "Исполнитель"
    body = without_number(printed, certificate.number).partition(executor)[0]
    assert letters(body) == letters(shown)


def test_the_page_shows_the_paper_and_the_button(desk: Client, family: Family) -> None:
    page = Page(desk.get(order_page(family)))

    assert page.status == 200
    assert family.head.name.surname in page.text("paper")
    assert family.head.pin in page.text("paper")
    assert "№ …" in page.text("paper")
    assert "Берүү жана басып чыгаруу" in page.text()


def test_looking_is_journalled_and_uses_no_number(desk: Client, family: Family) -> None:
    desk.get(order_page(family))
    look(desk, order_page(family), language="ru")

    entry = Entry.objects.get(action="certificate.previewed")
    assert entry.subject == f"resident:{family.head.reference}"
    assert not Certificate.objects.exists()
    assert not Counter.objects.exists()


@pytest.mark.parametrize(
    ("template", "said"),
    [
        ("residence", {"language": "ru"}),
        ("residence", {"language": "both", "addressee": "№ 5 мектеп"}),
        ("residence", {"language": "ky", "words-ky:resident.name|dative|bold": "Бакытка"}),
        ("joint_residence", {"language": "ky", "choosing": "1"}),
    ],
)
def test_a_fragment_put_into_the_page_gives_the_page(
    desk: Client, family: Family, template: str, said: dict[str, str]
) -> None:
    where, first = order_page(family, template), Page(desk.get(order_page(family, template)))

    first.swap(look(desk, where, **said))

    whole = Page(desk.post(where, {"look": "1", **said}))
    assert first.element("paper") == whole.element("paper")
    assert first.element("words") == whole.element("words")


def test_issuing_leads_to_the_certificate_and_prints_it(desk: Client, family: Family) -> None:
    form = Page(desk.get(order_page(family))).fields()

    response = desk.post(order_page(family), form)

    certificate = Certificate.objects.get()
    assert response.status_code == 302
    assert response["Location"] == f"/certificates/{certificate.reference}/?print=1"
    page = desk.get(response["Location"]).content.decode()
    assert f'data-print-src="/certificates/{certificate.reference}/pdf/"' in page
    assert certificate.number in page


def test_pressing_twice_resending_and_coming_back_give_one_certificate(desk: Client, family: Family) -> None:
    form = Page(desk.get(order_page(family))).fields()

    places = {desk.post(order_page(family), form)["Location"] for _ in range(3)}

    assert len(places) == 1
    assert Certificate.objects.count() == 1


def test_a_used_form_that_was_changed_asks_before_it_issues_another(desk: Client, family: Family) -> None:
    form = Page(desk.get(order_page(family))).fields()
    desk.post(order_page(family), form)

    page = Page(desk.post(order_page(family), {**form, "addressee": "Айыл Банк"}))

    assert page.status == 409
    assert Certificate.objects.get().number in page.text()
    assert "Айыл Банкка" in page.text("paper")
    again = desk.post(order_page(family), page.fields())
    assert again.status_code == 302
    assert Certificate.objects.count() == 2


def test_a_second_of_the_same_kind_on_one_day_is_pointed_out(desk: Client, certificate: Certificate) -> None:
    page = Page(desk.get(f"/certificates/new/residence/{certificate.subject}/"))

    assert certificate.number in page.text()
    other = Page(desk.get(f"/certificates/new/family_composition/{certificate.subject}/"))
    assert certificate.number not in other.text()


def test_own_words_are_printed_and_kept_in_the_form(desk: Client, family: Family) -> None:
    form = Page(desk.get(order_page(family))).fields()
    form["words-ky:resident.name|dative|bold"] = ["Акматов Нурлан Маматовичге"]

    page = Page(desk.post(order_page(family), {**form, "look": "1"}))
    desk.post(order_page(family), page.fields())

    assert "Акматов Нурлан Маматовичге" in page.text("paper")
    overrides = Certificate.objects.get().snapshot["overrides"]
    assert overrides == {"ky:resident.name|dative|bold": "Акматов Нурлан Маматовичге"}


def test_words_left_as_grammar_made_them_are_nobodys_own(desk: Client, family: Family) -> None:
    form = Page(desk.get(order_page(family))).fields()
    form["addressee"] = ["Айыл Банк"]
    page = Page(desk.post(order_page(family), {**form, "look": "1"}))
    changed = {**page.fields(), "addressee": ["Өзгөн шаардык соту"]}

    desk.post(order_page(family), changed)

    certificate = Certificate.objects.get()
    assert certificate.snapshot["overrides"] == {}
    assert "Өзгөн шаардык сотуна көрсөтүү үчүн" in text_of(papers.pdf_of(certificate))


def test_only_ticked_people_are_named(desk: Client, family: Family) -> None:
    where = order_page(family, "joint_residence")
    form = Page(desk.get(where)).fields()
    kept, left_out = form["chosen"][0], form["chosen"][1]

    desk.post(where, {**form, "chosen": [kept]})

    names = {one.reference: one.name.full for one in family.members}
    printed = text_of(papers.pdf_of(Certificate.objects.get()))
    assert names[kept] in printed
    assert names[left_out] not in printed


def test_somebody_has_to_be_ticked(desk: Client, family: Family) -> None:
    where = order_page(family, "joint_residence")
    form = Page(desk.get(where)).fields() | {"chosen": []}

    seen, pressed = look(desk, where, **form), Page(desk.post(where, form))

    assert seen.status == 200
    assert "бир адамды тандаңыз" in seen.text("paper")
    assert pressed.status == 422
    assert family.members[1].name.full in pressed.text("order")
    assert not Certificate.objects.exists()


def test_the_pages_are_light(desk: Client, family: Family) -> None:
    where = order_page(family, "family_composition")
    fragment = desk.post(where, {"look": "1", "language": "both"}, headers={"hx-request": "true"})

    assert len(desk.get(where).content) < 30_000
    assert len(fragment.content) < 15_000


def test_the_pages_speak_russian(desk: Client, family: Family, clerk: User) -> None:
    clerk.language = "ru"
    clerk.save()

    page = Page(desk.get(order_page(family)))

    assert "Справка о месте жительства" in page.text()
    assert "Выдать и напечатать" in page.text()
    assert "МААЛЫМКАТ" in page.text("paper")  # the document's language is chosen apart from the page's
