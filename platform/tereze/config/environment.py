"""The environment, read once, typed, and failing loudly."""

import os
from urllib.parse import parse_qsl, unquote, urlsplit

from django.core.exceptions import ImproperlyConfigured


def text(name: str, default: str | None = None) -> str:
    """Return the variable `name`; without a `default` it has to be there and say something."""
    value = os.environ.get(name, default)
    if value is None or (default is None and not value.strip()):
        raise ImproperlyConfigured(f"{name} is not set. See .env.example for what it means.")
    return value.strip()


def flag(name: str, *, default: bool) -> bool:
    """Return the variable `name` as a truth value; only True and False are understood."""
    value = os.environ.get(name, str(default)).strip()
    if value not in {"True", "False"}:
        raise ImproperlyConfigured(f"{name} is {value!r}; say True or False.")
    return value == "True"


def number(name: str, *, default: int) -> int:
    """Return the variable `name` as a whole number."""
    value = os.environ.get(name, str(default)).strip()
    try:
        return int(value)
    except ValueError:
        raise ImproperlyConfigured(f"{name} is {value!r}; say a whole number.") from None


def database(name: str) -> dict[str, object]:
    """Return the parts of a `postgresql://user:password@host:port/name?option=value` address as Django wants them."""
    parts = urlsplit(text(name))
    if parts.scheme not in {"postgres", "postgresql"}:
        raise ImproperlyConfigured(f"{name} begins with {parts.scheme!r}; only postgresql:// is supported.")
    if not parts.path.strip("/"):
        raise ImproperlyConfigured(f"{name} names no database; say postgresql://user:password@host:port/name.")
    return {
        "NAME": unquote(parts.path.lstrip("/")),
        "USER": unquote(parts.username or ""),
        "PASSWORD": unquote(parts.password or ""),
        "HOST": parts.hostname or "",
        "PORT": str(parts.port or ""),
        "OPTIONS": dict(parse_qsl(parts.query)),
    }
