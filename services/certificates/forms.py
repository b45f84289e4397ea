"""What is asked when a certificate is issued, replaced or revoked."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, cast
from uuid import uuid4

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from services.certificates import actions, questions
from services.certificates.drafting import Order
from services.certificates.models import Certificate
from services.certificates.questions import line
from services.certificates.templates import CertificateTemplate

LANGUAGE_CHOICES = [("ky", _("Kyrgyz")), ("ru", _("Russian")), ("both", _("Kyrgyz and Russian"))]
WORDS, MADE, ANSWER = "words-", "made-", "answer-"
"""How the fields of the clerk's own words begin, those of what grammar had made, and those of answers."""
LONGEST_WORDS = 300


class AnswersForm(forms.Form):
    """The questions of a template. `named` begins the names of its fields."""

    named = ""

    def __init__(self, *args: Any, template: CertificateTemplate, **more: Any) -> None:
        super().__init__(*args, **more)
        self.template = template
        for name, field in questions.fields(template.questions).items():
            self.fields[self.named + name] = field

    def clean(self) -> dict[str, Any]:
        """Check that no period ends before it begins, and that a total adds up something."""
        for one in self.template.questions:
            days = [self.cleaned_data.get(self.named + name) for name in one.parts]
            if one.type == "period" and all(days) and days != sorted(days, key=str):
                self.add_error(self.named + one.parts[1], _("The end lies before the beginning."))
            if one.type == "total" and not any(self.cleaned_data.get(self.named + name) for name in one.of):
                self.add_error(self.named + one.of[0], _("Write at least one of the sums."))
        return self.cleaned_data

    def answers(self) -> dict[str, str]:
        """Return the answers that are valid, in their one spelling."""
        said = {name.removeprefix(self.named): value for name, value in self.cleaned_data.items()}
        return questions.told(self.template.questions, said)


class OrderForm(AnswersForm):
    """Language, addressee, answers, chosen rows, and the clerk's own words where grammar went wrong."""

    named = ANSWER
    language = forms.ChoiceField(label=_("Language of the document"), choices=LANGUAGE_CHOICES)
    addressee = forms.CharField(
        label=_("For whom"),
        required=False,
        max_length=200,
        help_text=_("Bank, school, court … Empty: wherever it is needed."),
    )
    request_key = forms.CharField(widget=forms.HiddenInput, max_length=64, required=False)

    def asked(self) -> list["AskedFor"]:
        """Return the questions with their fields, for the page; the first is where one begins to type."""
        asked = [one for one in self.template.questions if one.parts]
        if asked and not self.is_bound and asked[0].type != "person":
            self.fields[ANSWER + asked[0].parts[0]].widget.attrs["autofocus"] = True
        return [AskedFor(one, [self[ANSWER + name] for name in one.parts]) for one in asked]

    def clean_addressee(self) -> str:
        return line(self.cleaned_data["addressee"])

    def clean_request_key(self) -> str:
        return self.cleaned_data["request_key"] or uuid4().hex

    def clean(self) -> dict[str, Any]:
        """Check the own words: they may be anything that can be printed."""
        super().clean()
        self.cleaned_data["own_words"] = {key: line(words)[:LONGEST_WORDS] for key, words in self._typed()}
        return self.cleaned_data

    def _left_alone(self) -> frozenset[str]:
        """Return the keys of what grammar made and the clerk saw and left as it was."""
        made = {name.removeprefix(MADE): words for name, words in self.data.items() if name.startswith(MADE)}
        return frozenset(key for key, words in made.items() if self.data.get(WORDS + key, words) == words)

    def _typed(self) -> Iterator[tuple[str, str]]:
        """Return what was typed over the words that grammar had made, by their key."""
        for name, words in self.data.items():
            key = name.removeprefix(WORDS)
            if key != name and words.strip() and words != self.data.get(MADE + key):
                yield key, words

    def order(self, *, resident: str) -> Order:
        """Return the order that the form describes; what is not valid stays out of it."""
        self.is_valid()
        sent = cast("QueryDict", self.data)
        return Order(
            template=self.template.code,
            resident=resident,
            language=self.cleaned_data.get("language") or "ky",
            addressee=self.cleaned_data.get("addressee", ""),
            chosen=tuple(sent.getlist("chosen")) if "choosing" in sent else None,
            overrides=self.cleaned_data.get("own_words", {}),
            answers=self.answers(),
            as_made=self._left_alone(),
        )


@dataclass(frozen=True)
class AskedFor:
    """A question and its fields: two for a period, else one."""

    question: questions.Question
    fields: list[forms.BoundField]


class ReplacementForm(OrderForm):
    """An order that takes the place of an issued certificate, and why."""

    reason = forms.CharField(label=_("What was wrong"), min_length=3, max_length=300)


def blank(template: CertificateTemplate, replaces: Certificate | None) -> OrderForm:
    """Return the form as it is first shown. Its fresh request key makes pressing twice harmless."""
    initial = {"language": "ky", "request_key": uuid4().hex}
    if replaces is None:
        return OrderForm(initial=initial, template=template)
    order = actions.order_of(replaces)
    known = {ANSWER + name: words for name, words in questions.typed(template.questions, order.answers).items()}
    initial |= {"language": order.language, "addressee": order.addressee, **known}
    return ReplacementForm(initial=initial, template=template)


class ReasonForm(forms.Form):
    """Why a certificate is revoked."""

    reason = forms.CharField(
        label=_("Reason"),
        min_length=3,
        max_length=300,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text=_("Whoever checks the certificate can read it. Write no personal data."),
    )
