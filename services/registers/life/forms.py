"""The form of an event: what every one of them asks."""

from datetime import date
from typing import Any

from django import forms
from django.forms.utils import ErrorDict
from django.http import QueryDict
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from services.registers.forms import day_field, text_field
from services.registers.life.subjects import Subject
from tereze import clock
from tereze.ui import days

Sections = tuple[tuple[Promise | str, tuple[str, ...]], ...]


class LifeForm(forms.Form):
    """Something happened on a day. A subclass adds its own fields, and says what was said.

    `confirmed` names fields that the rules fill in by themselves; the preview shows them again for a look. They are
    declared with the class, or added by `confirm` once the rest is known. `subject` is the resident or household at
    whose page the event begins; None for one that begins at the start page. `begun` has values for fields, from the
    address of the page: another child of the same parents begins with them.
    """

    on = day_field(_("On which day"), required=True)
    note = text_field(_("Note"), longest=300)
    confirmed: tuple[str, ...] = ()
    wide: frozenset[str] = frozenset()
    """Fields that take the whole width of the page."""
    sections: Sections = ()
    """Parts of a long form: a title and its fields; the other fields come first."""
    carried: tuple[str, ...] = ()
    """Fields of what was said with which another event of this kind begins."""
    lists: tuple[tuple[str, list[str]], ...] = ()
    """Suggestions for fields: the id of a list, and what it has."""

    def __init__(
        self,
        data: QueryDict | None = None,
        *args: Any,
        subject: Subject | None,
        begun: dict[str, str] | None = None,
        **kwargs: Any,
    ) -> None:
        super().__init__(data.copy() if data is not None else None, *args, **kwargs)
        self.subject = subject
        self.fields["on"].initial = clock.today()
        self.ask()
        self.initial.update(self._begun(begun or {}))
        # whoever adds fields lets the day and the note stand last
        self.order_fields([name for name in self.fields if name not in {"on", "note"}] + ["on", "note"])

    def _begun(self, said: dict[str, str]) -> dict[str, Any]:
        """Return the values of fields that the page begins with, days as days."""
        known = {name: value for name, value in said.items() if name in self.fields}
        today = clock.today()
        return {
            name: days.read(value, today=today) if isinstance(self.fields[name], days.DayField) else value
            for name, value in known.items()
        }

    def ask(self) -> None:
        """Add the fields that depend on the subject."""

    def layout(self) -> list[tuple[Promise | str, list[tuple[forms.BoundField, bool]]]]:
        """Return what the page asks for, in parts: each field, and whether it takes the whole width."""
        placed = {name for _title, names in self.sections for name in names}
        rest = tuple(name for name in self.fields if name not in placed | {"on", "note"})
        last = tuple(name for name in ("on", "note") if name not in placed)
        parts = [("", rest), *self.sections, ("", last)] if self.sections else [("", tuple(self.fields))]
        shown = [
            (title, [(self[name], name in self.wide) for name in names if self._shows(name)]) for title, names in parts
        ]
        return [(title, fields) for title, fields in shown if fields]

    def _shows(self, name: str) -> bool:
        return name in self.fields and not self.fields[name].widget.is_hidden and self.is_asked(name)

    def is_asked(self, name: str) -> bool:
        """Return whether the page asks for the field; the preview asks for those found by rule."""
        return name not in self.confirmed or bool(self.errors.get(name))

    def clean_on(self) -> date:
        on: date = self.cleaned_data["on"]
        if on > clock.today():
            raise forms.ValidationError(_("This day is still to come."))
        return on

    def confirm(self, name: str, field: forms.Field, proposed: str) -> Any:
        """Let the preview ask for `name`, filled in with what the rules propose; return what is taken for now.

        For `clean` of subclasses: what is proposed hangs on what was typed.
        """
        self.fields[name] = field
        self.confirmed = (*self.confirmed, name)
        if name not in self.data:
            self.data[name] = proposed  # type: ignore[index]  # a copy, made in __init__
        try:
            value = field.clean(field.widget.value_from_datadict(self.data, self.files, name))
        except forms.ValidationError as error:
            self.add_error(name, error)
            return None
        self.cleaned_data[name] = value
        return value

    def without_errors(self) -> None:
        """Show what was typed so far without judging it: somebody is still looking for a person to choose."""
        self._errors = ErrorDict()
        self.cleaned_data = {}

    def said(self) -> Any:
        """Return what was said, in the type of the kind."""
        raise NotImplementedError
