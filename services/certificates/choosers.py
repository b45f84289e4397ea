"""How the page asks a template's questions; a person is chosen among those near to the resident, or found by name."""

from dataclasses import dataclass
from typing import Final

from django.urls import Resolver404, resolve

from services.certificates import wording
from services.certificates.drafting import Order
from services.certificates.forms import AskedFor, OrderForm
from services.certificates.questions import Question
from services.certificates.shown import page_language
from tereze import clock
from tereze.accounts.http import CouncilRequest
from tereze.exchange import facts, finders
from tereze.exchange.values import Subject, Table

FIND: Final = "find-"
"""How the fields begin in which a person is looked for."""
MOST: Final = 8
SHORTEST: Final = 2


@dataclass(frozen=True)
class Person:
    """Somebody to choose."""

    reference: str
    words: str
    is_chosen: bool


@dataclass(frozen=True)
class Shown:
    """A question as the page shows it. `people` are those to choose from, `sought` what was typed to find one."""

    asked: AskedFor
    people: list[Person]
    sought: str = ""

    @property
    def is_person(self) -> bool:
        return self.asked.question.type == "person"

    @property
    def find(self) -> str:
        """The name of the field in which a person is looked for."""
        return FIND + self.asked.question.key


def questions(request: CouncilRequest, form: OrderForm, order: Order) -> list[Shown]:
    """Return what the page asks."""
    return [_shown(request, one, order) for one in form.asked()]


def _shown(request: CouncilRequest, asked: AskedFor, order: Order) -> Shown:
    question = asked.question
    if question.type != "person":
        return Shown(asked, [])
    sought = request.POST.get(FIND + question.key, "").strip()[:80]
    known = _found(request, sought) if len(sought) >= SHORTEST else _near(question, order)
    chosen = order.answers.get(question.key, "")
    if chosen and chosen not in known:
        known[chosen] = _name(chosen)
    known.pop(order.resident, None)
    people = [Person(reference, words, reference == chosen) for reference, words in known.items() if words]
    return Shown(asked, people, sought)


def _near(question: Question, order: Order) -> dict[str, str]:
    """Return those whom the suggested table names."""
    if not question.suggest:
        return {}
    found = facts.collect([], subject=order.subject, on=clock.today(), optional=[question.suggest])
    table = found[question.suggest].value if question.suggest in found else None
    rows = table.rows if isinstance(table, Table) else ()
    language = page_language()
    return {row.reference: " · ".join(wording.cell(one, language) for one in row.cells[:3]) for row in rows[:MOST]}


def _found(request: CouncilRequest, sought: str) -> dict[str, str]:
    """Return residents that the one search box finds, for whoever may search there."""
    hits = (hit for group in finders.find(sought, by=request.user, limit=MOST) for hit in group.hits)
    return {reference: f"{hit.title} · {hit.detail}" for hit in hits if (reference := _resident_of(hit.url))}


def _resident_of(url: str) -> str:
    try:
        found = resolve(url)
    except Resolver404:
        return ""
    return str(found.kwargs["reference"]) if found.url_name == "resident" else ""


def _name(reference: str) -> str:
    subject = Subject("resident", reference)
    found = facts.collect([], subject=subject, on=clock.today(), optional=["resident.name"])
    return wording.cell(found["resident.name"].value, page_language()) if "resident.name" in found else ""
