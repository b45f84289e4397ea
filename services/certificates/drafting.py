"""From an order to what the paper will say: facts collected, words chosen, nothing written yet."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from functools import cached_property
from typing import Final

from services.certificates import lettering, questions, remembering, templates, wording
from services.certificates.questions import BLANK
from services.certificates.refusals import NotConnectedError, RefusedError
from services.certificates.templates import Block, CertificateTemplate, DocumentLanguage
from tenants.customisation.models import Letterhead
from tenants.directory import queries as directory
from tereze.exchange import facts
from tereze.exchange.values import Language, PersonName, Row, Stated, Subject, Table, Value
from tereze.language import dates
from tereze.printing import document as paper
from tereze.printing.document import Words

HERE: Final = frozenset({"resident.name", "residence.address", "household.book"})
"""What is known of whoever lives in the council."""


class NothingChosenError(Exception):
    """The template's table needs at least one row; `draft` tells whether none was chosen or there are none."""

    def __init__(self, draft: "Draft") -> None:
        self.draft = draft
        super().__init__(draft.order.template)


class UnansweredError(Exception):
    """The template asks what nobody answered. `questions` are what was asked, by the names of the answers."""

    def __init__(self, names: tuple[str, ...]) -> None:
        self.names = names
        super().__init__(", ".join(names))


@dataclass(frozen=True)
class Order:
    """What is asked for: which certificate, about whom, how.

    `chosen` are row references of the template's table; None chooses all. `overrides` are a clerk's own words for what
    grammar made, by `language:placeholder`; `as_made` names those that the clerk saw and left as they were made.
    `answers` are what the template's questions were answered, in the spelling of `questions`.
    """

    template: str
    resident: str
    language: DocumentLanguage = "ky"
    addressee: str = ""
    chosen: tuple[str, ...] | None = None
    overrides: Mapping[str, str] = field(default_factory=dict)
    answers: Mapping[str, str] = field(default_factory=dict)
    as_made: frozenset[str] = frozenset()

    @property
    def subject(self) -> Subject:
        return Subject("resident", self.resident)


@dataclass(frozen=True)
class Draft:
    """Everything a certificate says except its number and seal.

    `people` is what is stated of those who answer questions, by question; `unanswered` names what is still to be said;
    `remembered` are the places for which words of a clerk were kept.
    """

    order: Order
    template: CertificateTemplate
    on: date
    stated: Mapping[str, Stated]
    people: Mapping[str, Mapping[str, Stated]] = field(default_factory=dict)
    unanswered: tuple[str, ...] = ()
    remembered: frozenset[str] = frozenset()

    @property
    def valid_until(self) -> date | None:
        """The last valid day; None when there is no limit."""
        days = self.template.validity_days
        return self.on + timedelta(days=days) if days else None

    @property
    def name(self) -> PersonName:
        value = self.stated["resident.name"].value
        assert isinstance(value, PersonName)  # the fact's type says so
        return value

    @cached_property
    def values(self) -> dict[str, Value]:
        """Facts by name, the certificate's own among them."""
        own: dict[str, Value] = {
            "certificate.addressee": self.order.addressee,
            "certificate.validity_days": self.template.validity_days,
            "certificate.date": self.on,
        }
        if self.valid_until:
            own["certificate.valid_until"] = self.valid_until
        said = {name: stated.value for name, stated in self.stated.items()}
        return said | own | questions.values(self.template.questions, self.order.answers) | self._of_people()

    def _of_people(self) -> dict[str, Value]:
        """Return what is said of those who answer questions; blanks for whoever is still to be chosen."""
        said: dict[str, Value] = {}
        for one in self.template.people:
            stated = self.people.get(one.key)
            if stated is not None:
                said |= {f"{name}@{one.key}": found.value for name, found in stated.items()}
                said[f"answer.{one.key}"] = stated["resident.name"].value
            elif one.needed:
                said |= dict.fromkeys((f"{name}@{one.key}" for name in self.template.facts_of(one.key)[0]), BLANK)
        return said

    def overridable(self) -> dict[str, str]:
        """Return what grammar made, by `language:placeholder`, for the clerk to put right."""
        found: dict[str, str] = {}
        for block in self.template.blocks:
            for language in templates.LANGUAGES[self.order.language]:
                text = self._text(block, language)
                found |= wording.overridable(text, values=self.values, language=language)
        return found

    def table(self, block: Block) -> Table:
        """Return the block's table, cut down to the chosen rows."""
        table = self.values[block.fact]
        assert isinstance(table, Table)  # checked when the template was published
        chosen = self.order.chosen
        if block.choose and chosen is not None:
            table = replace(table, rows=tuple(row for row in table.rows if row.reference in chosen))
        return table

    def document(self, *, number: str, executor: paper.Executor | None = None) -> paper.Document:
        """Return the document to print, still without its verification."""
        council, head = directory.current(), Letterhead.objects.first() or Letterhead()
        return paper.Document(
            language=self.order.language,
            title=f"{self._name()} № {number}",
            letterhead=lettering.letterhead(council, head),
            number=number,
            issued_on_text=Words(dates.long_date(self.on, "ky"), dates.long_date(self.on, "ru")),
            place=Words(f"{head.village_ky} айылы", f"с. {head.village_ru}"),
            parts=tuple(self._part(language) for language in templates.LANGUAGES[self.order.language]),
            signatures=lettering.signatures(self.template, self.order.answers, on=self.on),
            executor=executor,
        )

    def _name(self) -> str:
        return self.template.name["ru" if self.order.language == "ru" else "ky"]

    def _text(self, block: Block, language: Language) -> str:
        empty = block.kind == "addressee" and not self.order.addressee
        return block.otherwise[language] if empty else block.text[language]

    def _part(self, language: Language) -> paper.Part:
        by_kind: dict[str, str] = {}
        paragraphs: list[paper.Paragraph] = []
        table = None
        for block in self.template.blocks:
            if block.kind == "table":
                table = self._table(block, language)
                continue
            runs = wording.say(
                self._text(block, language), values=self.values, language=language, overrides=self.order.overrides
            )
            if block.kind == "paragraph":
                paragraphs += [_marked(runs, block, language)] if runs else []
            else:
                by_kind[block.kind] = "".join(run.text for run in runs)
        return paper.Part(
            language=language,
            title=by_kind["title"],
            subtitle=by_kind.get("subtitle", ""),
            paragraphs=tuple(paragraphs),
            table=table,
            basis=by_kind.get("basis", ""),
            addressee_line=by_kind.get("addressee", ""),
            validity=by_kind.get("validity", ""),
        )

    def _table(self, block: Block, language: Language) -> paper.Table:
        table = self.table(block)
        if not table.rows:
            raise NothingChosenError(self)
        keys = [column.key for column in table.columns]
        shown = [keys.index(key) for key in block.columns if key in keys] or list(range(len(keys)))
        return paper.Table(
            columns=tuple(
                paper.Column(title=one.title[language], align=one.align, width=one.width)
                for one in (table.columns[index] for index in shown)
            ),
            rows=tuple(_cells(row, shown, language) for row in table.rows),
        )


def _marked(runs: tuple[paper.Run, ...], block: Block, language: Language) -> tuple[paper.Run, ...]:
    """Return a paragraph with whose word it is, if it is somebody's."""
    return (*runs, paper.Run(f" {templates.MARKS[block.said_by][language]}")) if block.said_by else runs


def _cells(row: Row, shown: list[int], language: Language) -> tuple[str, ...]:
    return tuple(wording.cell(row.cells[index], language) for index in shown)


def _tidied(draft: Draft) -> Draft:
    """Leave out own words that repeat what grammar made, and choices and words that belong nowhere."""
    order, block = draft.order, draft.template.chosen_table
    if order.overrides:
        made = draft.overridable()
        own = {key: words for key, words in order.overrides.items() if words != made.get(key, words)}
        order = replace(order, overrides=own)
    if order.chosen is not None:
        order = replace(order, chosen=tuple(row.reference for row in draft.table(block).rows) if block else None)
    return replace(draft, order=order)


def draft(order: Order, *, on: date) -> Draft:
    """Collect what `order` needs, as of the day `on`. What nobody answered yet is named in the draft.

    Raises Template.DoesNotExist, NotConnectedError, RefusedError, MissingFactsError (naming what is not known),
    NothingChosenError.
    """
    template = templates.get(order.template)
    if not template.is_connected:
        raise NotConnectedError(str(template.title))
    stated = _stated(template, order.subject, on)
    people, nobody = _people(template, order, on)
    unanswered = (*questions.missing(template.questions, order.answers), *nobody)
    made = _tidied(_recalled(Draft(order, template, on, stated, people, unanswered)))
    block = template.chosen_table
    if block and not made.table(block).rows:
        raise NothingChosenError(made)
    return made


def _stated(template: CertificateTemplate, subject: Subject, on: date) -> Mapping[str, Stated]:
    """Return what is stated about the subject, unless it stands in the way."""
    needed, optional = template.facts
    first = needed & HERE  # who lives nowhere here is told that, whatever else is not known
    stated = facts.collect(first, subject=subject, on=on, optional=optional | (needed - first))
    if reasons := tuple(one.reason for one in template.refusals if one.holds(stated)):
        raise RefusedError(reasons)
    if missing := sorted(needed - set(stated)):
        raise facts.MissingFactsError(missing)
    return stated


def _people(
    template: CertificateTemplate, order: Order, on: date
) -> tuple[dict[str, Mapping[str, Stated]], tuple[str, ...]]:
    """Return what is stated of those who answer questions, and the questions answered by nobody of the register."""
    found: dict[str, Mapping[str, Stated]] = {}
    nobody: list[str] = []
    for one in template.people:
        reference = order.answers.get(one.key, "")
        if not reference:
            continue
        needed, optional = template.facts_of(one.key)
        try:
            if reference == order.resident:
                raise facts.MissingFactsError(["resident.name"])
            found[one.key] = facts.collect(needed, subject=Subject("resident", reference), on=on, optional=optional)
        except facts.MissingFactsError as error:
            if "resident.name" not in error.names:
                raise
            nobody.append(one.key)
    return found, tuple(nobody)


def _recalled(draft: Draft) -> Draft:
    """Put in the words that clerks wrote for this resident before, wherever this one said nothing else."""
    known = remembering.recalled(draft.order.resident)
    if not known:
        return draft
    said = {
        key: known[key, made]
        for key, made in draft.overridable().items()
        if (key, made) in known and key not in draft.order.as_made
    }
    order = replace(draft.order, overrides=said | dict(draft.order.overrides))
    return replace(draft, order=order, remembered=frozenset(key for key, _made in known))
