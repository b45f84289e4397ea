"""A row with problems as a form: each cell that is wrong becomes a field, with what may have been meant."""

from collections.abc import Iterator, Sequence
from typing import Final

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext as _

from services.registers.imports import choices, mending, showing, suggesting
from services.registers.imports.fields import Field, Meaning, label
from services.registers.imports.mending import Mended
from services.registers.imports.problem_codes import Code
from services.registers.imports.showing import Line
from services.registers.models import Village
from services.registers.models.imports import ImportProblem, ImportRow
from services.registers.relations import Relation

_LONGEST: Final = 400
_ALSO: Final[dict[str, tuple[Meaning, ...]]] = {
    Code.IDENTITY_MISSING: (Field.PIN, Field.BIRTH_DATE),
    Code.DATE_ONLY_YEAR: (Field.BIRTH_DATE, Field.PIN),
    Code.NO_HOUSEHOLD: (Field.ACCOUNT,),
    Code.LOOKS_LIKE: (Field.RESIDENT,),
    Code.REGISTER_OTHER_PIN: (Field.RESIDENT,),
    Code.PIN_OTHERS: (Field.RESIDENT,),
    Code.PIN_TWICE: (Field.PIN,),
    Code.HOUSEHOLD_UNKNOWN: (Field.RESIDENT,),
    Code.OWNER_UNKNOWN: (Field.RESIDENT, Field.PIN),
    Code.OWNER_NAMESAKES: (Field.RESIDENT, Field.PIN),
    Code.OWNER_MISSING: (Field.PIN, Field.RESIDENT),
    Code.OWNER_ALIKE: (Field.RESIDENT,),
    Code.OWNER_BY_INITIALS: (Field.RESIDENT,),
}
"""What else may be filled in for a problem, beside the cell in which it stands."""
_RIGHT_SO: Final = "right_so"


class RowForm(forms.Form):
    """One row: its problems, a field for each cell that is wrong, and a choice for what is right as it is."""

    def __init__(self, data: QueryDict | None, *, row: ImportRow, problems: Sequence[ImportProblem]) -> None:
        super().__init__(data, prefix=f"row{row.pk}")
        self.row = row
        self.lines: list[Line] = [showing.line(problem) for problem in problems]
        self.suggested: dict[str, list[str]] = {}
        for meaning in dict.fromkeys(_wrong(problems)):
            self.fields[meaning] = self._field(meaning, problems)
        accepted = [(one.code, showing.accepting(one)) for one in problems if mending.may_accept(one.code)]
        if accepted:
            self.fields[_RIGHT_SO] = forms.MultipleChoiceField(
                label=_("Right as it is"), required=False, choices=list(dict(accepted).items()),
                widget=forms.CheckboxSelectMultiple,
            )  # fmt: skip

    @property
    def is_error(self) -> bool:
        return any(line.is_error for line in self.lines)

    @property
    def mended(self) -> Mended:
        """What was put right: cells that differ from what stands there, and problems that are none."""
        said = self.cleaned_data
        cells = {name: said[name].strip() for name in self.fields if name != _RIGHT_SO and self._differs(name)}
        return Mended(cells, set(said.get(_RIGHT_SO, ())))

    def _differs(self, name: str) -> bool:
        return bool(self.cleaned_data[name].strip() != (self.fields[name].initial or "").strip())

    def _field(self, meaning: Meaning, problems: Sequence[ImportProblem]) -> forms.Field:
        stands = self.row.said.get(meaning, "")
        if meaning == Field.RESIDENT:
            offered = suggesting.people(self.row.said)
            empty = _("— nobody of these —") if offered else _("— nobody alike is in the register —")
            return forms.ChoiceField(
                label=label(meaning), required=False, choices=[("", empty), *offered],
                initial=stands if stands in dict(offered) else "",
            )  # fmt: skip
        if choices.has(meaning):
            return self._choice(meaning, stands)
        if meaning == Field.STREET:
            self.suggested[meaning] = suggesting.streets(stands, _village(self.row, problems))
        attrs = {"list": f"{self.prefix}-{meaning}-list"} if meaning in self.suggested else {}
        return forms.CharField(
            label=label(meaning), required=False, max_length=_LONGEST, initial=stands,
            widget=forms.TextInput(attrs={"autocomplete": "off", **attrs}),
        )  # fmt: skip

    def _choice(self, meaning: Meaning, stands: str) -> forms.ChoiceField:
        """The word as it stands comes first, so that a row that nobody touches stays as it is."""
        offered = _as_written(meaning)
        empty = [] if stands in dict(offered) else [(stands, f"«{stands}»" if stands else "—")]
        return forms.ChoiceField(label=label(meaning), required=False, choices=[*empty, *offered], initial=stands)


def _wrong(problems: Sequence[ImportProblem]) -> Iterator[Meaning]:
    for problem in problems:
        if problem.field:
            yield problem.field
        yield from _ALSO.get(problem.code, ())


def _as_written(meaning: Meaning) -> choices.Choices:
    """What can be chosen, as a cell would say it."""
    if meaning == Field.VILLAGE:
        return [(village.name_ky, village.name) for village in Village.objects.all()]
    if meaning == Field.RELATION:
        return [(one.label("ky"), f"{one.label('ky')} — {one.label('ru')}") for one in Relation]
    return choices.of(meaning)


def _village(row: ImportRow, problems: Sequence[ImportProblem]) -> str:
    told = next((str(one.about["village"]) for one in problems if one.about.get("village")), "")
    return told or str(row.said.get(Field.VILLAGE, ""))
