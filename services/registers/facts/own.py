"""A council's own fields, each a fact by itself: `own.resident_school` and so on."""

from datetime import date
from typing import Final

from services.registers.facts.pictures import picture_of
from services.registers.models import CustomField, CustomValue
from tereze.exchange.facts import Fact, Family, families
from tereze.exchange.values import Bilingual, Stated, Subject, Value

YES_NO: Final = {"1": Bilingual("ооба", "да"), "0": Bilingual("жок", "нет")}
_TYPES: Final[dict[str, type]] = {
    CustomField.Type.TEXT: str,
    CustomField.Type.NUMBER: str,
    CustomField.Type.DATE: date,
    CustomField.Type.YES_NO: Bilingual,
    CustomField.Type.CHOICE: Bilingual,
}


def own_facts() -> list[Fact]:
    """Return a fact for every field of residents and households that the council has not put away. One query."""
    fields = CustomField.objects.filter(archived_at__isnull=True).exclude(about=CustomField.About.PARCEL)
    return [_fact(field) for field in fields]


def _fact(field: CustomField) -> Fact:
    def answer(subject: Subject, on: date) -> Stated | None:
        picture = picture_of(subject, on)
        owner = picture.resident if field.about == CustomField.About.RESIDENT else picture.home
        found = CustomValue.objects.filter(field=field, **{field.about: owner}).first() if owner else None
        return picture.stated(value_of(field, found)) if found else None

    name = f"own.{field.about}_{field.key}"
    return Fact(name=name, type=_TYPES[field.type], label=field.label, about="resident", answer=answer)


def value_of(field: CustomField, value: CustomValue) -> Value:
    """Return what is written in the field, as documents need it."""
    if field.type == CustomField.Type.DATE and value.day:
        return value.day
    if field.type == CustomField.Type.YES_NO:
        return YES_NO[value.text]
    if field.type == CustomField.Type.CHOICE:
        words = next((one for one in field.choices if one["code"] == value.text), None)
        return Bilingual(words["ky"], words["ru"]) if words else value.text
    return value.text


families.add(Family("own", own_facts))
