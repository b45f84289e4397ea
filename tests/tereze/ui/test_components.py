"""The components: how numbers, days and PINs are written, and what screen readers are told."""

from datetime import UTC, date, datetime, timedelta
from decimal import Decimal

import pytest
from django import forms
from django.core.paginator import Paginator
from django.template import Context, Template
from django.test import Client, RequestFactory
from django.utils import translation

from tereze import clock
from tereze.ui import charts
from tereze.ui.templatetags import tereze as tags

NOON = datetime(2026, 11, 23, 6, 0, tzinfo=UTC)  # twelve o'clock in Bishkek


def rendered(source: str, **told: object) -> str:
    """Render a piece of a template that loads our components."""
    return Template("{% load tereze %}" + source).render(Context(told))


@pytest.fixture(autouse=True)
def kyrgyz() -> object:
    """Speak Kyrgyz, and say so again after tests that speak Russian."""
    with translation.override("ky"):
        yield


# --- how things are written


@pytest.mark.parametrize(
    ("pin", "shown"), [("12908195709001", "••••••••••9001"), ("9001", "9001"), ("", ""), (None, "")]
)
def test_a_list_shows_only_the_last_four_digits_of_a_pin(pin: str | None, shown: str) -> None:
    assert tags.masked(pin) == shown


@pytest.mark.parametrize(
    ("number", "shown"),
    [(17_000, "17\u202f000"), (0, "0"), (None, ""), (Decimal("1204.50"), "1\u202f204,50"), (-5, "−5")],
)
def test_thousands_stand_apart(number: int | Decimal | None, shown: str) -> None:
    assert tags.grouped(number) == shown


@pytest.mark.parametrize(
    ("language", "short", "long"),
    [
        ("ky", "23.11.2026-ж.", "2026-жылдын 23-ноябры"),
        ("ru", "23.11.2026 г.", "23 ноября 2026 года"),
        ("en", "23.11.2026", "23 November 2026"),
    ],
)
def test_days_are_written_as_an_office_writes_them(language: str, short: str, long: str) -> None:
    with translation.override(language):
        assert tags.office_date(date(2026, 11, 23)) == short
        assert tags.long_date(NOON) == long


def test_a_moment_before_midnight_in_bishkek_is_still_that_day() -> None:
    assert tags.office_date(datetime(2026, 11, 23, 17, 59, tzinfo=UTC)) == "23.11.2026-ж."
    assert tags.office_date(datetime(2026, 11, 23, 18, 1, tzinfo=UTC)) == "24.11.2026-ж."


@pytest.mark.parametrize(
    ("passed", "said"),
    [
        (timedelta(seconds=5), "азыр эле"),
        (timedelta(minutes=7), "7 мүнөт мурун"),
        (timedelta(hours=2), "бүгүн, 10:00"),
        (timedelta(hours=13), "кечээ, 23:00"),
        (timedelta(days=40), "14.10.2026-ж."),
        (timedelta(seconds=-30), "бүгүн, 12:00"),  # a clock that runs ahead does not speak of the future
    ],
)
def test_a_recent_moment_is_said_in_words_with_the_exact_one_on_hover(
    monkeypatch: pytest.MonkeyPatch, passed: timedelta, said: str
) -> None:
    monkeypatch.setattr(clock, "now", lambda: NOON)
    moment = NOON - passed

    shown = tags.ago(moment)

    assert f">{said}</time>" in shown
    assert f"{tags.office_date(moment)}, {tags.office_time(moment)}" in shown


def test_no_moment_is_shown_as_nothing() -> None:
    assert tags.ago(None) == tags.office_date(None) == tags.office_time(None) == tags.long_date(None) == ""


# --- states


@pytest.mark.parametrize("state", ["valid", "expired", "revoked", "replaced", "draft"])
def test_a_state_is_never_told_by_colour_alone(state: str) -> None:
    shown = rendered("{% tag state %}", state=state)

    assert "<svg" in shown
    assert str(tags.STATES[state][1]) in shown


def test_a_state_that_nobody_knows_is_shown_plainly() -> None:
    assert "<script>" not in rendered("{% tag state label %}", state="<script>", label="<script>")


# --- forms


class Person(forms.Form):
    """A form with a hint, a choice, a tick and a hidden field."""

    name = forms.CharField(label="Аты", help_text="Паспорттогудай")
    note = forms.CharField(label="Эскертүү", required=False)
    sex = forms.ChoiceField(label="Жынысы", widget=forms.RadioSelect, choices=[("m", "эркек"), ("f", "аял")])
    agreed = forms.BooleanField(label="Макул", required=False)
    secret = forms.CharField(widget=forms.HiddenInput, required=False)


def test_a_field_leads_from_its_control_to_hint_and_error() -> None:
    shown = rendered("{% field form.name %}", form=Person({}))

    assert 'aria-describedby="id_name_hint id_name_error"' in shown
    assert 'aria-invalid="true"' in shown
    assert 'id="id_name_hint">Паспорттогудай' in shown
    assert 'id="id_name_error"><li>Бул талааны толтуруңуз.' in shown


def test_a_field_without_an_error_does_not_speak_of_one() -> None:
    shown = rendered("{% field form.note %}", form=Person())

    assert "aria-invalid" not in shown
    assert "aria-describedby" not in shown


def test_what_need_not_be_filled_in_says_so() -> None:
    assert "милдеттүү эмес" in rendered("{% field form.note %}", form=Person())
    assert "милдеттүү эмес" not in rendered("{% field form.name %}", form=Person())
    assert "милдеттүү эмес" not in rendered("{% field form.agreed %}", form=Person())


def test_choices_stand_in_a_group_with_a_name() -> None:
    shown = rendered("{% field form.sex %}", form=Person())

    assert "<fieldset" in shown
    assert "<legend>Жынысы</legend>" in shown


def test_what_was_typed_stays_after_a_refusal() -> None:
    shown = rendered("{% form_fields form %}", form=Person({"note": "Абдымиталип <b>"}))

    assert 'value="Абдымиталип &lt;b&gt;"' in shown


def test_a_form_shows_hidden_fields_without_labels_and_what_is_wrong_with_all_of_it() -> None:
    form = Person({"name": "А", "sex": "m", "secret": "7"})
    form.add_error(None, "Жазуу өзгөрүп кеткен.")

    shown = rendered("{% form_fields form %}", form=form)

    assert shown.count("<label") == 5  # three fields and two choices
    assert 'role="alert"' in shown
    assert "Жазуу өзгөрүп кеткен." in shown


# --- lists and charts


def test_pages_keep_what_was_asked_for() -> None:
    request = RequestFactory().get("/certificates/", {"q": "мамат", "page": "2"})
    page = Paginator(range(95), 20).page(2)

    shown = rendered("{% pages page %}", page=page, request=request)

    assert "q=%D0%BC%D0%B0%D0%BC%D0%B0%D1%82&amp;page=1" in shown
    assert "page=3" in shown
    assert "2-барак, баары 5" in shown


def test_one_page_needs_no_pages() -> None:
    request = RequestFactory().get("/")

    assert rendered("{% pages page %}", page=Paginator([1], 20).page(1), request=request).strip() == ""


def test_bars_are_measured_against_the_largest() -> None:
    assert [bar.share for bar in charts.bars([("Кароол", 200), ("Жазы", 50), ("Зергер", 0)])] == [100.0, 25.0, 0.0]


def test_charts_of_nothing_are_drawn_without_an_error() -> None:
    assert charts.bars([]) == []
    assert charts.columns([("Дш", 0)]).marks[0].height == 2


def test_a_chart_has_its_numbers_in_a_table_too() -> None:
    shown = rendered("{% columns series 'Жума' 'Күн' 'Маалымкат' %}", series=[("Дш", 1_204)])

    assert '<th scope="row">Дш</th><td class="num">1\u202f204</td>' in shown
    assert 'aria-hidden="true"' in shown


def test_an_empty_list_invites() -> None:
    shown = rendered("{% empty 'Маалымкат жок' 'Биринчисин бериңиз' '/' 'Издөө' %}")

    assert '<a class="button primary" href="/">Издөө</a>' in shown


def test_progress_of_nothing_divides_by_nothing() -> None:
    assert "0 %" in rendered("{% progress 0 0 'Саптар' %}")


# --- the page that shows them


@pytest.mark.parametrize("language", ["ky", "ru", "en"])
def test_the_page_of_components_shows_every_one_of_them(desk: Client, language: str) -> None:
    desk.post("/language/", {"language": language, "next": "/"})

    page = desk.get("/components/").content.decode()

    for part in (
        "toast",
        "empty",
        "steps",
        "bars",
        "tree",
        "notice",
        "tag-revoked",
        "field-errors",
        "dialog",
        "progress",
    ):
        assert part in page
