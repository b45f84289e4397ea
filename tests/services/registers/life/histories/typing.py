"""Typing into the form of any event: every field gets something that could be typed there.

Nothing here knows what kinds of events there are. A new kind is tried as soon as it is registered.
"""

from collections.abc import Callable
from datetime import date
from typing import Any, Final

from django import forms
from django.http import QueryDict
from hypothesis import strategies as st

from services.registers.life import situations
from services.registers.life.choosing import HouseholdField, ResidentField
from services.registers.life.forms import LifeForm
from services.registers.life.registry import LifeKind, registry
from services.registers.models import Building, Household, LandParcel, Vehicle
from tereze.ui.days import DayField

Draw = Callable[[st.SearchStrategy[Any]], Any]

WORDS: Final[dict[str, list[str]]] = {
    "surname": ["Токтогулов", "Жумаева", "Асан уулу"],
    "given_name": ["Нурлан", "Айпери", "Бекзат", "Мээрим", "Эрлан", "Сезим", "Тилек"],
    "patronymic": ["", "Асанович"],
    "street": ["Ала-Тоо", "ала тоо", "Манас"],
    "house": ["1", "12", "14а"],
    "area_m2_0": ["4", "9"],
    "birth_date": ["09.05.1991", "01.02.2003"],
    "village": ["050"],
    "document": ["№ 7"],
    "why": ["жаңылыш жазылган"],
    "share": ["1/2", "1/3", "1"],
    "position": ["40.769214, 73.301458", ""],
}
_PAGES_OF: Final[dict[str, Any]] = {
    "resident": situations.residents(),
    "household": Household.objects.all(),
    "parcel": LandParcel.objects.all(),
    "building": Building.objects.all(),
    "vehicle": Vehicle.objects.all(),
}
_PAGES: Final = [*["resident"] * 6, *["household"] * 5, "parcel", "building", "vehicle", ""]


def begun(draw: Draw) -> tuple[LifeKind, Any] | None:
    """Return an event and where it begins: a page is opened, and something chosen from its menu."""
    page = draw(st.sampled_from(_PAGES))
    rows = list(_PAGES_OF[page].order_by("pk")) if page else [None]
    subject = draw(st.sampled_from(rows)) if rows else None
    kinds = [kind for kind in registry if kind.begins_at(subject) and kind.possible(subject)]
    return (draw(st.sampled_from(sorted(kinds, key=lambda kind: kind.name))), subject) if kinds else None


def typed(kind: LifeKind, subject: Any, on: date, draw: Draw) -> LifeForm:
    """Return the form as it is sent."""
    data = QueryDict(mutable=True)
    asked = kind.form(subject=subject)
    for name, field in asked.fields.items():
        initial = asked.get_initial_for_field(field, name)
        for key, part in _parts(name, field):
            value = f"{on:%d.%m.%Y}" if key == "on" else _value(key, part, draw, initial=initial)
            data.setlist(key, value if isinstance(value, list) else [value])
    return kind.form(data, subject=subject)


def _parts(name: str, field: forms.Field) -> list[tuple[str, forms.Field]]:
    """Return the boxes of a field: a number and its unit are two."""
    if isinstance(field, forms.MultiValueField):
        return [(f"{name}_{number}", part) for number, part in enumerate(field.fields)]
    return [(name, field)]


def _value(name: str, field: forms.Field, draw: Draw, *, initial: Any) -> Any:
    if isinstance(field, forms.MultipleChoiceField):
        keys = _keys(field)
        return draw(st.lists(st.sampled_from(keys), unique=True, max_size=4)) if keys else []
    if isinstance(field, forms.IntegerField):
        limits: Any = field
        first = int(limits.min_value or 0) + 1
        return str(initial or draw(st.integers(first, max(first, min(int(limits.max_value or 9), first + 9)))))
    return draw(st.sampled_from(_to_type(name, field, initial)))


def _to_type(name: str, field: forms.Field, initial: Any) -> list[str]:
    """Return what may be typed into a field that takes one thing."""
    if isinstance(field, ResidentField | HouseholdField):
        return _to_choose(field)
    if isinstance(field, forms.ChoiceField) and name not in WORDS:
        keys = [_plain(initial), *_keys(field)]
        return [key for key in keys if key or not field.required] or [""]
    if isinstance(field, forms.BooleanField):
        return ["on", ""]
    if isinstance(field, DayField) and name not in WORDS:
        return [_plain(initial), ""]
    return _words(name, initial)


def _words(name: str, initial: Any) -> list[str]:
    known = next((words for key, words in WORDS.items() if name == key), [""])
    return [_plain(initial), *known] if initial else known


def _to_choose(field: Any) -> list[str]:
    """Return those at hand, or anybody the search would find; nobody too, where nobody has to be chosen."""
    near = [one.reference for one in field.widget.near]
    if not field.widget.searches:
        return near or [""]
    rows = _PAGES_OF["resident" if isinstance(field, ResidentField) else "household"].order_by("pk")
    return [*near, *([] if field.required else [""]), *rows.values_list("reference", flat=True)]


def _keys(field: Any) -> list[str]:
    """Return what can be chosen, groups left out."""
    return [str(key) for key, label in field.choices if not isinstance(label, list | tuple)]


def _plain(value: Any) -> str:
    return f"{value:%d.%m.%Y}" if isinstance(value, date) else str(value or "")
