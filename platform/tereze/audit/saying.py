"""How values of journal details are put into words."""

from collections.abc import Callable, Mapping
from datetime import date
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from tereze.language import dates, numbers


def plain(value: Any) -> str:
    """Say a value as people write it: numbers with their thousands apart, yes and no in words."""
    if value is None or value == "":
        return "—"
    if isinstance(value, bool):
        return _("yes") if value else _("no")
    return numbers.grouped(value) if isinstance(value, int) else str(value)


def one_of(labels: Mapping[Any, Promise | str]) -> Callable[[Any], str]:
    """Return how to say a code of a list; a code that is no longer on it is said as it is."""
    return lambda value: str(labels.get(value, value))


def day(value: Any) -> str:
    """Say a day that is written as 2026-11-23."""
    try:
        written = date.fromisoformat(str(value))
    except ValueError:
        return str(value)
    language = get_language()
    return dates.short_date(written, language if language in {"ky", "ru", "en"} else "ky")  # type: ignore[arg-type]


def number_of_paper(value: Any) -> str:
    """Say the number of a paper."""
    return f"№ {value}"


def kilobytes(value: Any) -> str:
    """Say a count of bytes."""
    return _("%(count)s KB") % {"count": numbers.grouped(max(1, round(int(value) / 1024)))}
