"""What is chosen on the pages of an import."""

from datetime import date
from pathlib import PurePath
from typing import Any, Final

from django import forms
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext_lazy as _

from services.registers.imports import choices, reading
from services.registers.imports.counts import dating
from services.registers.imports.fields import Meaning, label
from services.registers.imports.parts import PARTS
from services.registers.models import HouseholdCount
from services.registers.models.imports import ImportRun
from tereze.ui.days import DayField

ENDINGS: Final = (".xlsx", ".xlsm", ".xls", ".ods", ".csv", ".tsv", ".txt")


class UploadForm(forms.Form):
    """The office's file."""

    file = forms.FileField(
        label=_("Excel or CSV file"),
        help_text=_("Drag it here or choose it. Up to 20 MB and 200,000 rows: .xlsx, .xls, .ods, .csv."),
        widget=forms.ClearableFileInput(attrs={"accept": ",".join(ENDINGS)}),
        error_messages={
            "required": _("Choose the file with the register."),
            "empty": _("The file is empty. Choose the file with the register."),
            "missing": _("Choose the file with the register."),
        },
    )

    def clean_file(self) -> "UploadedFile[Any]":
        """Refuse what is too large, or no table by its name, before it is read."""
        file: UploadedFile[Any] = self.cleaned_data["file"]
        if (file.size or 0) > reading.MOST_BYTES:
            raise ValidationError(str(reading.REFUSALS["too_large"]))
        if PurePath(file.name or "").suffix.lower() not in ENDINGS:
            raise ValidationError(str(reading.REFUSALS["not_a_table"]))
        return file


class PartForm(forms.Form):
    """What the table holds."""

    part = forms.ChoiceField(label=_("What does the table hold?"))

    def __init__(self, *args: Any, run: ImportRun, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["part"]
        assert isinstance(field, forms.ChoiceField)
        field.choices = [(part.name, str(part.label)) for part in PARTS.values()]
        field.initial, field.help_text = run.part, str(PARTS[run.part].hint)


class ColumnsForm(forms.Form):
    """What each column of the office's table means."""

    def __init__(self, *args: Any, run: ImportRun, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        meanings = [("", _("— not needed —")), *((one, label(one)) for one in PARTS[run.part].meanings)]
        for place, title in enumerate(run.report["table"]["titles"]):
            self.fields[f"column_{place}"] = forms.ChoiceField(
                label=title or _("Column without a heading"),
                required=False,
                choices=meanings,
                initial=run.mapping.get(str(place), ""),
            )

    def clean(self) -> dict[str, Any]:
        """Refuse one meaning for two columns."""
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        taken: dict[str, str] = {}
        for name, meaning in list(cleaned.items()):
            if meaning and meaning in taken:
                self.add_error(name, _("Another column has this meaning already."))
            taken.setdefault(meaning, name)
        return cleaned

    @property
    def mapped(self) -> dict[int, Meaning]:
        """The chosen meanings by the column's place."""
        return {int(name.removeprefix("column_")): said for name, said in self.cleaned_data.items() if said}

    @property
    def columns(self) -> list[forms.BoundField]:
        """The fields of the columns, from the left."""
        return [self[name] for name in self.fields]


class CountForm(forms.Form):
    """What a table of counts does not say in its columns: of which day it is, and who says so."""

    as_of = DayField(
        label=_("Day of the count"),
        help_text=_("Usually 1 January or 1 June."),
        error_messages={"required": _("Say of which day the count is.")},
    )
    standing = forms.ChoiceField(
        label=_("Who says so"),
        choices=[
            (HouseholdCount.Standing.DECLARED.value, _("the household declared it")),
            (HouseholdCount.Standing.VERIFIED.value, _("somebody went and counted")),
        ],
        initial=HouseholdCount.Standing.DECLARED.value,
    )

    def __init__(self, *args: Any, run: ImportRun, today: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.today = today
        known = dating.settings_of(run, today=today)
        self.fields["as_of"].initial = date.fromisoformat(known["as_of"]) if "as_of" in known else None
        self.fields["standing"].initial = known["standing"]

    def clean_as_of(self) -> date:
        """Refuse a count of a day to come."""
        day: date = self.cleaned_data["as_of"]
        if day > self.today:
            raise ValidationError(_("This day is still to come."))
        return day

    @property
    def settings(self) -> dict[str, str]:
        """What was said, as a run keeps it."""
        return {"as_of": self.cleaned_data["as_of"].isoformat(), "standing": self.cleaned_data["standing"]}


class WordsForm(forms.Form):
    """What words mean that nobody understood: villages, relations, words of code lists."""

    def __init__(self, *args: Any, run: ImportRun, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.words = run.report.get("words", [])
        known = {meaning: choices.of(meaning) for meaning in {one["field"] for one in self.words}}
        for number, one in enumerate(self.words):
            about = {"label": label(one["field"]), "count": one["count"]}
            self.fields[f"word_{number}"] = forms.ChoiceField(
                label=f"«{one['word']}»",
                required=False,
                choices=[("", _("— leave it as it is —")), *known[one["field"]]],
                initial=one["suggested"],
                help_text=_("%(label)s, rows: %(count)s") % about,
            )

    @property
    def meant(self) -> dict[tuple[Meaning, str], str]:
        """The chosen meanings by field and word."""
        said = {int(name.removeprefix("word_")): meaning for name, meaning in self.cleaned_data.items() if meaning}
        return {(self.words[number]["field"], self.words[number]["word"]): one for number, one in said.items()}
