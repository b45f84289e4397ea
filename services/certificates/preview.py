"""What the page of an order shows: the paper to be, the words to put right, the rows to choose."""

import re
from dataclasses import dataclass
from datetime import date
from typing import Any

from services.certificates import queries, shown, wording
from services.certificates.drafting import Draft, NothingChosenError
from services.certificates.forms import OrderForm
from services.certificates.models import Certificate
from services.certificates.shown import ScreenPaper
from services.certificates.templates import CertificateTemplate
from tereze.exchange import facts
from tereze.exchange.values import Language, Table

NO_NUMBER = "…"
"""What stands for the number until there is one."""


@dataclass(frozen=True)
class Word:
    """Words that grammar made, and the clerk's own in their place. `label` says what they stand for."""

    key: str
    label: str
    language: Language
    made: str
    own: str

    @property
    def id(self) -> str:
        """What the field is called in the page: the same however many fields there are."""
        return "words-" + "-".join(re.findall("[a-z]+", self.key))

    @property
    def is_long(self) -> bool:
        """Whether the field needs a second line."""
        return len(self.own or self.made) > 30


@dataclass(frozen=True)
class Choice:
    """A row of the table that the clerk may name or leave out."""

    reference: str
    words: str
    is_chosen: bool


def context(draft: Draft, *, form: OrderForm, replaces: Certificate | None, on: date) -> dict[str, Any]:
    """Return what the page shows."""
    order = draft.order
    return {
        "draft": draft,
        "order": order,
        "paper": _paper(draft),
        "title": shown.title(draft.template),
        "form": form,
        "choices": _choices(draft),
        "words": _words(draft),
        "sources": sorted({stated.source[shown.page_language()] for stated in draft.stated.values()}),
        "valid_until": draft.valid_until,
        "replaces": replaces,
        "twin": None if replaces else queries.twin(template=order.template, resident=order.resident, on=on),
    }


def _paper(draft: Draft) -> ScreenPaper | None:
    """Return the paper to be; None as long as nobody is chosen for its table."""
    try:
        return shown.on_screen(draft.document(number=NO_NUMBER))
    except NothingChosenError:
        return None


def _words(draft: Draft) -> list[Word]:
    """Return the words to put right: names first, last those of the council, the same on every certificate."""
    own = draft.order.overrides
    words = [
        _word(key, made, own=own.get(key, ""), template=draft.template) for key, made in draft.overridable().items()
    ]
    return sorted(words, key=lambda word: (":council." in word.key, ":residence." in word.key))


def _word(key: str, made: str, *, own: str, template: CertificateTemplate) -> Word:
    language, _colon, source = key.partition(":")
    return Word(key, _label(source.partition("|")[0], template), "ru" if language == "ru" else "ky", made, own)


def _label(fact: str, template: CertificateTemplate) -> str:
    """Return what the words stand for: a fact, an answer, a fact of whoever answers, or the addressee."""
    if fact in wording.OWN_FACTS:
        return str(OrderForm.base_fields["addressee"].label)
    asked, _at, person = fact.partition("@")
    if person or asked.startswith("answer."):
        key = person or asked.removeprefix("answer.")
        return next(str(one.label) for one in template.questions if key in {one.key, *one.parts})
    return str(facts.find(fact).label)


def _choices(draft: Draft) -> list[Choice]:
    block = draft.template.chosen_table
    if block is None:
        return []
    table = draft.values[block.fact]
    assert isinstance(table, Table)  # checked when the template was published
    chosen, language = draft.order.chosen, shown.page_language()
    return [
        Choice(
            row.reference,
            " · ".join(wording.cell(value, language) for value in row.cells[:3]),
            chosen is None or row.reference in chosen,
        )
        for row in table.rows
    ]
