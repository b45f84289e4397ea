"""Reporting errors to a Sentry server, without a single resident in the report.

A report is built anew from the few parts of an event that say where the program failed; whatever else the library has
gathered is left behind. In what is left, everything that could be data of a person is masked by how it looks, because
names of fields cannot be trusted to give it away.
"""

import re
from collections.abc import Mapping
from typing import Any, Final
from urllib.parse import urlsplit

import sentry_sdk
from celery.signals import task_prerun
from sentry_sdk.types import Event, Hint

_UNTOUCHED: Final = (
    "event_id", "timestamp", "platform", "level", "release", "environment", "server_name", "sdk", "modules"
)  # fmt: skip
_MASKED: Final = ("exception", "threads", "logger", "logentry", "message", "transaction", "transaction_info")

MASK: Final = "…"
# PostgreSQL and psycopg repeat the row that was refused, with all its names.
_REFUSED_ROW = re.compile(r"(DETAIL|CONTEXT|LINE \d+):.*", re.DOTALL)
# PINs (14 digits), telephones, numbers of documents, dates of birth: six digits or more, however they are set apart.
_DIGITS = re.compile(r"\+?\d(?:[\s().\-/]{0,3}\d){5,}")
_LETTER_BOX = re.compile(r"[^\s<>\"']+@[^\s<>\"']+")
# Our messages to each other are English; Cyrillic in an error is somebody's name or street.
_CYRILLIC = re.compile(r"[\u0400-\u04ff]+(?:[\s.\-]+[\u0400-\u04ff]+)*")


def start(dsn: str, *, release: str, environment: str) -> None:
    """Send errors to `dsn` from now on. Logs, breadcrumbs, requests' content, variables and sessions stay here."""
    sentry_sdk.init(
        dsn=dsn,
        release=release,
        environment=environment,
        # send_default_pii is deprecated in name; unset it means False, which is what is meant
        include_local_variables=False,
        max_request_body_size="never",
        max_breadcrumbs=0,
        auto_session_tracking=False,
        send_client_reports=False,
        before_send=report,
    )
    task_prerun.connect(_say_council, dispatch_uid="tereze.ops.sentry")


def report(event: Event, _hint: Hint) -> Event:
    """Return what is sent instead of `event`."""
    parts: Mapping[str, Any] = event
    kept = {name: parts[name] for name in _UNTOUCHED if name in parts}
    kept |= {name: masked(parts[name]) for name in _MASKED if name in parts}
    kept["tags"] = {"council": _council(), **masked(dict(parts.get("tags") or {}))}
    if request := parts.get("request"):
        # The address may hold what was typed into the search, or a key that opens an account: only the host goes out.
        kept["request"] = {"method": request.get("method"), "url": f"//{urlsplit(request.get('url', '')).netloc}/"}
    return kept  # type: ignore[return-value]


def masked(value: Any) -> Any:
    """Return `value` with every text in it masked, however deep it lies."""
    if isinstance(value, str):
        return masked_text(value)
    if isinstance(value, Mapping):
        return {key: masked(item) for key, item in value.items()}
    if isinstance(value, list | tuple):
        return [masked(item) for item in value]
    return value


def masked_text(text: str) -> str:
    """Mask what could be a person's: long numbers, addresses of letters, Cyrillic words, rows of the database."""
    for pattern in (_REFUSED_ROW, _LETTER_BOX, _DIGITS, _CYRILLIC):
        text = pattern.sub(MASK, text)
    return text


def _council() -> str:
    from tereze.config.database import connection

    return getattr(connection, "schema_name", None) or "-"


def _say_council(kwargs: Mapping[str, Any] | None = None, **_signal: Any) -> None:
    # by the time a task's failure is reported, its schema has been left
    sentry_sdk.set_tag("council", (kwargs or {}).get("council") or "-")
