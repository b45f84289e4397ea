"""What is typed about a field of the council's own."""

import re
from typing import Any, Final

from django import forms
from django.utils.translation import gettext_lazy as _

from services.registers.fields.actions import Described
from services.registers.forms import text_field
from services.registers.models import CustomField
from tereze.language import transliteration

_KEY: Final = re.compile(r"[^a-z0-9]+")
MOST_CHOICES: Final = 60


class DescriptionForm(forms.Form):
    """What the field is called, and what may be chosen in it."""

    label_ky = text_field(_("Name in Kyrgyz"), longest=80, required=True)
    label_ru = text_field(_("Name in Russian"), longest=80, required=True)
    choices = forms.CharField(
        label=_("Choices"),
        required=False,
        widget=forms.Textarea(attrs={"rows": 6}),
        help_text=_("One a line, Kyrgyz and Russian with a slash between: «№ 1 мектеп / школа № 1». For lists only."),
    )

    known: dict[tuple[str, str], str] = {}
    """Codes of choices that are there already, by their words."""

    def clean_choices(self) -> tuple[tuple[str, str, str], ...]:
        lines = [line.strip() for line in str(self.cleaned_data["choices"]).splitlines() if line.strip()]
        if len(lines) > MOST_CHOICES:
            raise forms.ValidationError(_("At most 60 choices."))
        read = [self._choice(line) for line in lines]
        if len({(ky, ru) for ky, ru in read}) < len(read):
            raise forms.ValidationError(_("A choice stands there twice."))
        taken = set(self.known.values())
        return tuple((self._code(words, taken), *words) for words in read)

    def _choice(self, line: str) -> tuple[str, str]:
        ky, slash, ru = (part.strip() for part in line.partition("/"))
        if not ky or (slash and not ru):
            raise forms.ValidationError(_("Write both languages with a slash between: %(line)s"), params={"line": line})
        return ky, ru or ky

    def _code(self, words: tuple[str, str], taken: set[str]) -> str:
        if words in self.known:
            return self.known[words]
        return _unique(_key(words[1]), taken)

    @property
    def described(self) -> Described:
        """What was typed."""
        data = self.cleaned_data
        return Described(data["label_ky"], data["label_ru"], data["choices"])


class NewFieldForm(DescriptionForm):
    """A new field."""

    about = forms.ChoiceField(label=_("Belongs to"), choices=CustomField.About.choices)
    type = forms.ChoiceField(label=_("What is written in it"), choices=CustomField.Type.choices)
    field_order = ["about", "label_ky", "label_ru", "type", "choices"]

    def clean(self) -> dict[str, Any]:
        data = super().clean() or self.cleaned_data
        if data.get("type") == CustomField.Type.CHOICE and not data.get("choices") and "choices" not in self.errors:
            self.add_error("choices", str(_("A list needs its choices.")))
        return data

    @property
    def key(self) -> str:
        """A key from the Russian name, of its own among the fields of its kind."""
        taken = set(CustomField.objects.filter(about=self.cleaned_data["about"]).values_list("key", flat=True))
        return _unique(_key(self.cleaned_data["label_ru"]), taken)


class OldFieldForm(DescriptionForm):
    """A field that is there: its key and type stay."""

    def __init__(self, *args: Any, field: CustomField, **kwargs: Any) -> None:
        lines = "\n".join(f"{one['ky']} / {one['ru']}" for one in field.choices)
        kwargs["initial"] = {"label_ky": field.label_ky, "label_ru": field.label_ru, "choices": lines}
        super().__init__(*args, **kwargs)
        self.known = {(one["ky"], one["ru"]): one["code"] for one in field.choices}
        if field.type != CustomField.Type.CHOICE:
            del self.fields["choices"]

    @property
    def described(self) -> Described:
        data = self.cleaned_data
        return Described(data["label_ky"], data["label_ru"], data.get("choices", ()))


def _key(words: str) -> str:
    latin = transliteration.to_latin_bgn(words).lower()
    return _KEY.sub("_", latin).strip("_")[:30] or "field"


def _unique(key: str, taken: set[str]) -> str:
    found, number = key, 2
    while found in taken:
        found, number = f"{key}_{number}", number + 1
    taken.add(found)
    return found
