"""Frozen dataclasses to JSON and back, without loss.

Only what documents are made of is understood: dataclasses, tuples, text, bytes (as Base64), numbers, truth values,
`None` and fixed choices. Anything else, or anything missing or left over, is refused: a snapshot that is read wrongly
would print a different certificate.
"""

import base64
import binascii
import json
import types
from collections.abc import Mapping
from dataclasses import fields, is_dataclass
from typing import Any, Literal, TypeVar, Union, get_args, get_origin, get_type_hints

T = TypeVar("T")


class DamagedSnapshotError(ValueError):
    """The text is not the snapshot of such a document."""


def dump(thing: Any) -> str:
    """Return `thing`, a dataclass, as canonical JSON: sorted, no spaces, letters as they are."""
    return json.dumps(_plain(thing), ensure_ascii=False, sort_keys=True, separators=(",", ":"), allow_nan=False)


def load(cls: type[T], text: str) -> T:
    """Return the `cls` that `dump` wrote as `text`; raise `DamagedSnapshotError` if it did not."""
    try:
        made = _made(cls, json.loads(text))
    except (ValueError, TypeError, RecursionError) as error:
        raise DamagedSnapshotError(f"This is not the snapshot of a {cls.__name__}: {error}") from error
    if not isinstance(made, cls):
        raise DamagedSnapshotError(f"This is not the snapshot of a {cls.__name__}.")
    return made


def _plain(value: Any) -> Any:
    if is_dataclass(value):
        return {field.name: _plain(getattr(value, field.name)) for field in fields(value)}
    if isinstance(value, tuple):
        return [_plain(item) for item in value]
    if isinstance(value, bytes):
        return base64.b64encode(value).decode("ascii")
    return value


def _made(wanted: Any, value: Any) -> Any:
    origin = get_origin(wanted)
    if origin is Literal:
        return _one_of(get_args(wanted), value)
    if origin in (Union, types.UnionType):
        return _optional(get_args(wanted), value)
    if origin is tuple:
        return _tuple(get_args(wanted), value)
    if is_dataclass(wanted) and isinstance(wanted, type):
        return _dataclass(wanted, value)
    return _scalar(wanted, value)


def _one_of(choices: tuple[Any, ...], value: Any) -> Any:
    if value not in choices:
        raise ValueError(f"{value!r} is none of {choices}")
    return value


def _optional(choices: tuple[Any, ...], value: Any) -> Any:
    if value is None and types.NoneType in choices:
        return None
    (wanted,) = (choice for choice in choices if choice is not types.NoneType)
    return _made(wanted, value)


def _tuple(items: tuple[Any, ...], value: Any) -> Any:
    if not isinstance(value, list) or items[1:] != (...,):
        raise TypeError(f"expected a list, found {value!r}")
    return tuple(_made(items[0], item) for item in value)


def _dataclass(wanted: type[Any], value: Any) -> Any:
    hints = get_type_hints(wanted)
    if not isinstance(value, Mapping) or set(value) != set(hints):
        raise TypeError(f"expected the fields of {wanted.__name__}")
    return wanted(**{name: _made(hint, value[name]) for name, hint in hints.items()})


def _scalar(wanted: Any, value: Any) -> Any:
    if wanted is bytes and isinstance(value, str):
        try:
            return base64.b64decode(value, validate=True)
        except binascii.Error as error:
            raise ValueError("expected Base64") from error
    if wanted is float and type(value) in (int, float):
        return float(value)
    if type(value) is not wanted:
        raise TypeError(f"expected {wanted.__name__}, found {value!r}")
    return value
