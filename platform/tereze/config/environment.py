"""The environment, read once, typed, and failing loudly. A variable that is blank counts as not set.

No message repeats a value that could be a secret.
"""

import os
from urllib.parse import SplitResult, parse_qsl, unquote, urlsplit

from django.core.exceptions import ImproperlyConfigured
from psycopg.conninfo import make_conninfo

NO_DATABASE = "no-database"
"""The host of an address that says: there is no database, and this command needs none."""


def text(name: str, default: str | None = None) -> str:
    """Return the variable `name`; without a `default` it has to be there and say something."""
    value = os.environ.get(name, "").strip() or default
    if value is None:
        raise ImproperlyConfigured(f"{name} is not set. See .env.example for what it means.")
    return value


def flag(name: str, *, default: bool) -> bool:
    """Return the variable `name` as a truth value; only True and False are understood."""
    value = text(name, str(default))
    if value not in {"True", "False"}:
        raise ImproperlyConfigured(f"{name} is {value!r}; say True or False.")
    return value == "True"


def number(name: str, *, default: int) -> int:
    """Return the variable `name` as a whole number, zero or more."""
    value = text(name, str(default))
    if not value.isdecimal():
        raise ImproperlyConfigured(f"{name} is {value!r}; say a whole number.")
    return int(value)


def database(name: str) -> dict[str, object]:
    """Return the parts of a `postgresql://user:password@host:port/name?option=value` address as Django wants them."""
    parts = _address(name)
    return {
        "NAME": unquote(parts.path.lstrip("/")),
        "USER": unquote(parts.username or ""),
        "PASSWORD": unquote(parts.password or ""),
        "HOST": unquote(parts.hostname or ""),
        "PORT": str(parts.port or ""),
        "OPTIONS": dict(parse_qsl(parts.query)),
    }


def queue(name: str) -> str:
    """Return the same address as pgmq needs it.

    pgmq takes it apart, drops the options and joins the rest without quotation marks. So every part comes with its
    own, and the options ride on the last.
    """
    parts, options = _address(name), dict(parse_qsl(_address(name).query))
    riding = "".join(f" {option}={_quoted(value)}" for option, value in options.items())
    words = {
        "host": _quoted(unquote(parts.hostname)) if parts.hostname else None,
        "port": parts.port,
        "dbname": _quoted(unquote(parts.path.lstrip("/"))),
        "user": _quoted(unquote(parts.username or "")),
        "password": _quoted(unquote(parts.password or "")) + riding,
    }
    return make_conninfo("", **{word: value for word, value in words.items() if value})


def _address(name: str) -> SplitResult:
    try:
        parts = urlsplit(text(name))
        _ = parts.port
    except ValueError:  # it repeats what it could not read, which may be a piece of the password
        raise ImproperlyConfigured(
            f"{name} cannot be read. Write the special characters of its password in percent-encoding: @ is %40, / is "
            "%2F, : is %3A, # is %23, ? is %3F."
        ) from None
    if parts.scheme not in {"postgres", "postgresql"}:
        raise ImproperlyConfigured(f"{name} begins with {parts.scheme!r}; only postgresql:// is supported.")
    if not parts.path.strip("/"):
        raise ImproperlyConfigured(f"{name} names no database; say postgresql://user:password@host:port/name.")
    return parts


def _quoted(value: str) -> str:
    escaped = value.replace("\\", "\\\\").replace("'", "\\'")
    return f"'{escaped}'"
