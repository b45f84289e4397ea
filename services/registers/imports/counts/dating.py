"""The day of a count, as the name of a file or the lines above a table say it."""

import re
from collections.abc import Iterable
from datetime import date
from pathlib import PurePath

from services.registers.imports.cells import dates
from services.registers.models import HouseholdCount
from services.registers.models.imports import ImportRun

_FULL = re.compile(r"(?<!\d)(\d{1,2}[./-]\d{1,2}[./-](?:20)?\d{2}|20\d{2}[./-]\d{1,2}[./-]\d{1,2})(?!\d)")
_WORDS = re.compile(r"(20\d{2})\s*-?\s*(?:ж[ыа-я]*\.?\s*)?(\d{1,2})\s*-?\s*([а-яөүң]{3,})", re.IGNORECASE)
_RUSSIAN = re.compile(r"(?<!\d)(\d{1,2})\s+([а-я]{3,})\s+(20\d{2})", re.IGNORECASE)
_YEAR = re.compile(r"(?<!\d)(20\d{2})(?!\d)")


def day_of(texts: Iterable[str], *, today: date) -> date | None:
    """Return the day that the first of the texts names; a year alone is the first of January, the day of the round."""
    said = [" ".join(text.split()) for text in texts]
    for text in said:
        if (day := _day(text, today)) is not None:
            return day
    years = (int(found[1]) for text in said if (found := _YEAR.search(text)))
    return next((date(year, 1, 1) for year in years if date(year, 1, 1) <= today), None)


def _day(text: str, today: date) -> date | None:
    candidates = [found[1] for found in _FULL.finditer(text)]
    candidates += [f"{found[2]} {found[3]} {found[1]}" for found in _WORDS.finditer(text)]
    candidates += [found[0] for found in _RUSSIAN.finditer(text)]
    return next((day for one in candidates if (day := dates.read(one, today=today).value) is not None), None)


def settings_of(run: ImportRun, *, today: date) -> dict[str, str]:
    """Return what is asked beside the columns of a count, as far as it is said or can be guessed."""
    texts = [PurePath(run.file_name).stem, *run.report["table"].get("above", [])]
    day = day_of(texts, today=today)
    guessed = {"as_of": day.isoformat()} if day else {}
    return {"standing": HouseholdCount.Standing.DECLARED.value, **guessed, **run.settings}
