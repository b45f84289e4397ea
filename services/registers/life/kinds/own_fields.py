"""What is written in the council's own fields of a resident, a household or a parcel."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any, Final

from django.utils.translation import gettext_lazy as _

from services.registers.fields import values
from services.registers.life import subjects
from services.registers.life.forms import LifeForm
from services.registers.life.pen import Pen
from services.registers.life.registry import About, Group, LifeKind, RefusedError, registry
from services.registers.models import CustomField, CustomValue


@dataclass(frozen=True)
class Said:
    """What is written in each field, by its key; empty where nothing is. Values as `fields.values` keeps them."""

    about: str
    subject: str
    values: Mapping[str, str]
    on: date


class OwnFieldsForm(LifeForm):
    """Asks for every field that is not put away."""

    def ask(self) -> None:
        assert self.subject is not None
        self.about = subjects.kind_of(self.subject)
        written = {one.field_id: one for one in CustomValue.objects.filter(**{self.about: self.subject})}
        self.own = list(asked(self.about))
        for field in self.own:
            self.fields[_name(field)] = values.form_field(field)
            if field.pk in written:
                one = written[field.pk]
                self.initial[_name(field)] = one.day or one.text

    def said(self) -> Said:
        assert self.subject is not None
        typed = {field.key: values.as_text(self.cleaned_data[_name(field)]) for field in self.own}
        return Said(self.about, self.subject.reference, typed, self.cleaned_data["on"])


def _name(field: CustomField) -> str:
    """Return what the form calls a field: no key of a council's own collides with the form's."""
    return f"own_{field.key}"


def asked(about: str) -> Any:
    """Return the fields that are asked of such a thing."""
    return CustomField.objects.filter(about=about, archived_at__isnull=True)


def apply(pen: Pen, said: Said) -> None:
    """Write, change and empty fields. Refused where nothing is new."""
    subject = subjects.find(said.subject)
    if subject is None:
        raise RefusedError(_("There is nothing of that code."))
    written = {one.field_id: one for one in CustomValue.objects.filter(**{said.about: subject})}
    for field in asked(said.about):
        text, present = said.values.get(field.key), written.get(field.pk)
        if text is None:
            continue
        if not text and present:
            pen.delete(present)
        elif text and present:
            pen.change(present, **values.columns(field, text))
        elif text:
            pen.create(CustomValue(field=field, **{said.about: subject}, **values.columns(field, text)))
    if not pen.changes:
        raise RefusedError(_("Nothing is different from what is written."))


def _has_fields(subject: Any) -> bool:
    return bool(asked(subjects.kind_of(subject)).exists())


_ABOUT: Final[tuple[tuple[str, About], ...]] = (("own_fields", "either"), ("parcel_own_fields", "parcel"))
for _place, (_kind, _about) in enumerate(_ABOUT):
    registry.add(
        LifeKind(
            name=_kind,
            label=_("Own fields filled in"),
            hint=_("What only this council writes down."),
            about=_about,
            order=400 + _place,
            said=Said,
            form=OwnFieldsForm,
            apply=apply,
            possible=_has_fields,
            group=Group.PAPERS,
        )
    )
