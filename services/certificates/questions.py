"""What a template asks at the desk: typed questions, how an answer is read, and what a paper says of it.

What no register holds is typed here. An answer is kept as plain text in one spelling (days as 2026-11-23, money in
tyiyn, a person by reference), so that an order can be compared, repeated and sent through the API.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any, Final, Self

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from tenants.catalogue.kinds import BadTemplateError
from tereze import clock
from tereze.exchange.values import Bilingual, Value
from tereze.language import dates
from tereze.printing.fonts import UnprintableTextError
from tereze.printing.text import clean
from tereze.ui.days import DayField, DayInput, read, written

BLANK: Final = "____________"
"""What the preview shows where an answer is still missing."""
LINE, LONG, MOST_LINES = 200, 1500, 4
LARGEST_SUM: Final = Decimal("999999999.99")


@dataclass(frozen=True)
class Words:
    """The same thing said in the two languages of papers, and in English for pages."""

    ky: str
    ru: str
    en: str

    @classmethod
    def read(cls, data: Mapping[str, str]) -> Self:
        return cls(data["ky"], data["ru"], data.get("en", data["ru"]))

    def __str__(self) -> str:
        return {"ru": self.ru, "en": self.en}.get(get_language() or "ky", self.ky)

    @property
    def bilingual(self) -> Bilingual:
        return Bilingual(self.ky, self.ru)


@dataclass(frozen=True)
class Question:
    """One question. `parts` are the names of its answers: a period has two of them, everything else one.

    `suggest` is the fact of a table whose rows are offered for a person; `of` are the sums that a total adds up.
    """

    key: str
    type: str
    label: Words
    hint: Words | None
    needed: bool
    choices: tuple[tuple[str, Words], ...]
    suggest: str
    of: tuple[str, ...]

    @classmethod
    def read(cls, data: Mapping[str, Any]) -> Self:
        return cls(
            key=data["key"],
            type=data["type"],
            label=Words.read(data),
            hint=Words.read(data["hint"]) if "hint" in data else None,
            needed=bool(data.get("needed", True)),
            choices=tuple((one["code"], Words.read(one)) for one in data.get("choices", ())),
            suggest=data.get("suggest", ""),
            of=tuple(data.get("of", ())),
        )

    @property
    def parts(self) -> tuple[str, ...]:
        if self.type == "total":
            return ()
        return (f"{self.key}_from", f"{self.key}_until") if self.type == "period" else (self.key,)


TYPES: Final = frozenset({"text", "long", "date", "period", "number", "money", "choice", "person", "signers", "total"})
TYPED: Final = frozenset({"text", "long", "number", "money", "total"})
"""Types whose answer is somebody's word: a paper that repeats it says whose."""


def check(data: Mapping[str, Any]) -> None:
    """Check a question of a template. Raises BadTemplateError."""
    key = data.get("key", "")
    if not key.isidentifier():
        raise BadTemplateError(f"A question needs a key of small letters: {key!r}.")
    if data.get("type") not in TYPES:
        raise BadTemplateError(f"Question {key}: there is no type {data.get('type')!r}.")
    if not (data.get("ky") and data.get("ru")):
        raise BadTemplateError(f"Question {key}: it needs words in both languages.")
    if data["type"] == "choice" and not data.get("choices"):
        raise BadTemplateError(f"Question {key}: there is nothing to choose from.")


def line(text: str) -> str:
    """Return `text` on one line, as paper would show it. Raises ValidationError for letters no typeface has."""
    try:
        return clean(text).strip()
    except UnprintableTextError:
        raise ValidationError(_("There is a sign in it that cannot be printed. Use letters and digits.")) from None


# --- the form


def fields(asked: tuple[Question, ...]) -> dict[str, forms.Field]:
    """Return the fields of a form that asks the questions, by the names of their answers."""
    return {name: _field(one, name) for one in asked for name in one.parts}


def _field(one: Question, name: str) -> forms.Field:
    said: dict[str, Any] = {"label": one.label, "required": one.needed, "help_text": one.hint or ""}
    if one.type == "period":
        ending = _("until") if name.endswith("_until") else _("from")
        return Day(**said | {"label": _with(one.label, ending)})
    made: forms.Field = _FIELDS[one.type](one, said)
    return made


def _with(label: Words, ending: object) -> "_Joined":
    return _Joined(label, ending)


@dataclass(frozen=True)
class _Joined:
    """Words and what follows them, both in the language of whoever reads them."""

    label: Words
    ending: object

    def __str__(self) -> str:
        return f"{self.label}: {self.ending}"


class Day(DayField):
    """A day as people here write it."""

    widget = DayInput

    def to_python(self, value: Any) -> date | None:
        if isinstance(value, str) and value.strip():
            found = read(value, today=clock.today())
            if found is None:
                raise ValidationError(_("Write the day like this: 05.03.2026."))
            return found
        return super().to_python(value)


class Line(forms.CharField):
    """Words that can be printed."""

    def clean(self, value: object) -> str:
        return line(super().clean(value))


class Lines(forms.CharField):
    """Names, one to a line."""

    widget = forms.Textarea(attrs={"rows": 4})

    def clean(self, value: object) -> str:
        lines = [line(one) for one in super().clean(value).splitlines() if one.strip()]
        if len(lines) > MOST_LINES:
            raise ValidationError(_("At most four people sign beside the head."))
        if any(len(one) > LINE for one in lines):
            raise ValidationError(_("One name to a line, please."))
        return "\n".join(lines)


class Number(forms.DecimalField):
    """A number as people write it: with a comma, and gaps between thousands."""

    widget = forms.TextInput(attrs={"inputmode": "decimal"})

    def to_python(self, value: Any) -> Any:
        if isinstance(value, str):
            value = "".join(value.split()).replace(",", ".")
        return super().to_python(value)


_FIELDS: Final[Mapping[str, Any]] = {
    "text": lambda _one, said: Line(max_length=LINE, **said),
    "long": lambda _one, said: Line(max_length=LONG, widget=forms.Textarea(attrs={"rows": 4}), **said),
    "date": lambda _one, said: Day(**said),
    "number": lambda _one, said: Number(min_value=0, max_digits=12, decimal_places=4, **said),
    "money": lambda _one, said: Number(min_value=0, max_value=LARGEST_SUM, decimal_places=2, **said),
    "choice": lambda one, said: forms.ChoiceField(choices=[("", "—"), *one.choices], **said),
    "person": lambda _one, said: forms.SlugField(max_length=10, **said),
    "signers": lambda _one, said: Lines(max_length=LINE * MOST_LINES, **said),
}


def told(asked: tuple[Question, ...], cleaned: Mapping[str, Any]) -> dict[str, str]:
    """Return the answers of a valid form in their one spelling; what was left empty is left out."""
    answers = {name: _spelled(one, cleaned.get(name)) for one in asked for name in one.parts}
    return {name: answer for name, answer in answers.items() if answer}


def _spelled(one: Question, value: object) -> str:
    if value in {None, ""}:
        return ""
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, Decimal):
        return str(int(value * 100)) if one.type == "money" else f"{value.normalize():f}"
    return str(value)


def typed(asked: tuple[Question, ...], answers: Mapping[str, str]) -> dict[str, str]:
    """Return the answers as a form shows them again."""
    return {name: _again(one, answers[name]) for one in asked for name in one.parts if name in answers}


def _again(one: Question, answer: str) -> str:
    if one.type in {"date", "period"}:
        return written(date.fromisoformat(answer))
    if one.type == "money":
        return f"{Decimal(answer) / 100:f}".replace(".", ",")
    return answer.replace(".", ",") if one.type == "number" else answer


# --- what a paper says of the answers


def missing(asked: tuple[Question, ...], answers: Mapping[str, str]) -> tuple[str, ...]:
    """Return the names of the answers that are needed and not there."""
    return tuple(name for one in asked if one.needed for name in one.parts if name not in answers)


def values(asked: tuple[Question, ...], answers: Mapping[str, str]) -> dict[str, Value]:
    """Return the answers as a text may name them: `answer.purpose` and so on; what is needed and missing is blank."""
    return {f"answer.{name}": value for one in asked for name, value in _values(one, answers)}


def _values(one: Question, answers: Mapping[str, str]) -> Iterator[tuple[str, Value]]:
    if one.type == "total":
        yield one.key, sum(int(answers.get(name, "0")) for name in one.of)
    elif one.type == "period":
        first, last = (answers.get(name) for name in one.parts)
        if first and last:
            yield one.key, _period(date.fromisoformat(first), date.fromisoformat(last))
        elif one.needed:
            yield one.key, BLANK
    elif one.key in answers:
        yield one.key, _value(one, answers[one.key])
    elif one.needed:
        yield one.key, BLANK


def _period(first: date, last: date) -> Bilingual:
    return Bilingual(dates.period(first, last, "ky"), dates.period(first, last, "ru"))


def _value(one: Question, answer: str) -> Value:
    if one.type == "date":
        return date.fromisoformat(answer)
    if one.type == "money":
        return int(answer)
    if one.type == "number":
        return int(answer) if answer.isdigit() else answer.replace(".", ",")
    if one.type == "choice":
        return next((words.bilingual for code, words in one.choices if code == answer), BLANK)
    return answer.replace("\n", ", ")
