"""What is held on a person as JSON for machines and as PDF for people."""

import json
from collections.abc import Sequence
from datetime import date, datetime
from typing import Any

from services.registers.models import Resident
from tereze import clock
from tereze.exchange import facts
from tereze.exchange.personal import Section
from tereze.exchange.values import Bilingual, Cell, Language, PersonName, Subject
from tereze.printing.lists import render_list

_TITLE = Bilingual("Адам жөнүндө сакталган бардык маалымат", "Все сведения о человеке")
_MADE = Bilingual("Түзүлгөн убактысы", "Составлено")
_WHY = Bilingual(
    "Жеке мүнөздөгү маалымат жөнүндө мыйзамга ылайык адамдын өз суроосу боюнча берилди.",
    "Выдано по запросу самого человека согласно закону об информации персонального характера.",
)


def as_json(resident: Resident, sections: Sequence[Section], *, at: datetime) -> bytes:
    """Return everything as JSON (UTF-8): sections with titles, columns and rows; words in both languages."""
    told = {
        "resident": resident.reference,
        "made_at": at.isoformat(),
        "sections": [
            {
                "name": one.name,
                "title": {"ky": one.title.ky, "ru": one.title.ru},
                "columns": [column.key for column in one.table.columns],
                "rows": [[_plain(cell) for cell in row.cells] for row in one.table.rows],
            }
            for one in sections
        ],
    }
    return json.dumps(told, ensure_ascii=False, indent=1).encode()


def _plain(cell: Cell) -> Any:
    if isinstance(cell, Bilingual):
        return {"ky": cell.ky, "ru": cell.ru}
    if isinstance(cell, PersonName):
        return cell.full
    return cell.isoformat() if isinstance(cell, date) else cell


def as_pdf(resident: Resident, sections: Sequence[Section], *, language: Language, at: datetime) -> bytes:
    """Return everything as a PDF in one language."""
    office = facts.collect(["council.okmotu"], subject=Subject("council", ""), on=at.date())["council.okmotu"].value
    assert isinstance(office, Bilingual)
    told = {
        "language": language,
        "office": office[language],
        "title": _TITLE[language],
        "name": resident.name.full,
        "made": f"{_MADE[language]}: {at.astimezone(clock.OFFICE_TIME):%d.%m.%Y %H:%M}",
        "why": _WHY[language],
        "sections": [
            {
                "title": one.title[language],
                "columns": [column.title[language] for column in one.table.columns],
                "widths": [column.width for column in one.table.columns],
                "rows": [[_said(cell, language) for cell in row.cells] for row in one.table.rows],
            }
            for one in sections
        ],
    }
    return render_list("personal_data", told, printed_at=at)


def _said(cell: Cell, language: Language) -> str:
    if isinstance(cell, Bilingual):
        return cell[language]
    if isinstance(cell, PersonName):
        return cell.full
    return f"{cell:%d.%m.%Y}" if isinstance(cell, date) else str(cell)
