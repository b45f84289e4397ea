"""What is said of an event: plain dataclasses of references, words and days, kept as JSON."""

from dataclasses import fields
from datetime import date
from typing import Any, ClassVar, Protocol, TypeVar, get_type_hints


class Said(Protocol):
    """What is said of an event. Every one happens on a day; people and households are named by their references.

    Fields are of type str, int, bool, date, of these or None, tuples of str, or mappings of str to str.
    """

    __dataclass_fields__: ClassVar[dict[str, Any]]

    @property
    def on(self) -> date: ...


_S = TypeVar("_S", bound=Said)


def to_json(said: Said) -> dict[str, Any]:
    """Return what was said as plain JSON."""
    return {field.name: _plain(getattr(said, field.name)) for field in fields(said)}


def from_json(kind: type[_S], data: dict[str, Any]) -> _S:
    """Return what `to_json` made into `data`."""
    types = get_type_hints(kind)
    return kind(**{name: _typed(types[name], value) for name, value in data.items()})


def _plain(value: Any) -> Any:
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, tuple):
        return list(value)
    return dict(value) if hasattr(value, "keys") else value


def _typed(type_: Any, value: Any) -> Any:
    if value is None:
        return None
    if "date" in str(type_):
        return date.fromisoformat(value)
    return tuple(value) if isinstance(value, list) else value
