"""What is chosen on the pages of an import."""

from pathlib import PurePath
from typing import Any, Final

from django import forms
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext_lazy as _

from services.registers.imports import reading
from services.registers.imports.fields import LABELS, Field
from services.registers.models import Village
from services.registers.models.imports import ImportRun
from services.registers.relations import Relation

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


class ColumnsForm(forms.Form):
    """What each column of the office's table means."""

    def __init__(self, *args: Any, run: ImportRun, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        meanings = [("", _("— not needed —")), *((field.value, LABELS[field]) for field in Field)]
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
    def mapped(self) -> dict[int, Field]:
        """The chosen meanings by the column's place."""
        return {int(name.removeprefix("column_")): Field(said) for name, said in self.cleaned_data.items() if said}


class WordsForm(forms.Form):
    """What words mean that nobody understood: villages and relations."""

    def __init__(self, *args: Any, run: ImportRun, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.words = run.report.get("words", [])
        villages = [(village.code, village.name) for village in Village.objects.all()]
        # One Kyrgyz word may mean two relations, so both languages are shown.
        relations = [(one.value, f"{one.label('ky')} — {one.label('ru')}") for one in Relation]
        known = {
            Field.VILLAGE.value: villages,
            Field.RELATION.value: relations,
        }
        for number, one in enumerate(self.words):
            about = {"label": LABELS[Field(one["field"])], "count": one["count"]}
            self.fields[f"word_{number}"] = forms.ChoiceField(
                label=f"«{one['word']}»",
                required=False,
                choices=[("", _("— correct it in the file —")), *known[one["field"]]],
                initial=one["suggested"],
                help_text=_("%(label)s, rows: %(count)s") % about,
            )

    @property
    def meant(self) -> dict[tuple[Field, str], str]:
        """The chosen meanings by field and word."""
        said = {int(name.removeprefix("word_")): meaning for name, meaning in self.cleaned_data.items() if meaning}
        return {(Field(self.words[number]["field"]), self.words[number]["word"]): one for number, one in said.items()}
