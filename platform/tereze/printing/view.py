"""What the layout reads: a document's text made ready for paper, as JSON."""

from typing import Any

from tereze.printing import emblem
from tereze.printing.document import Document, Languages, Part, Signature, Table, Words
from tereze.printing.fitting import Density
from tereze.printing.text import NO_BREAK_SPACE, Line, bound, clean, pieces

_SEAL: dict[Languages, str] = {"ky": "М.О.", "ru": "М.П.", "both": "М.О. / М.П."}
_EXECUTOR: dict[Languages, str] = {"ky": "Аткаруучу", "ru": "Исполнитель", "both": "Аткаруучу / Исполнитель"}


def of(document: Document) -> dict[str, Any]:
    """Return all that the layout shows, except how densely and the pictures."""
    return {
        "language": document.language,
        "title": clean(document.title),
        "number": bound(document.number),
        "accent": emblem.colour(document.letterhead.accent),
        "letterhead": {
            "left": [pieces(line) for line in document.letterhead.left],
            "right": [pieces(line) for line in document.letterhead.right],
            "contacts": pieces(document.letterhead.contacts),
        },
        "issued_on": _both(document.issued_on_text),
        "place": _both(document.place),
        "parts": [_part(part) for part in document.parts],
        "signatures": [_signature(signature) for signature in document.signatures],
        "seal": _SEAL[document.language] if document.seal else "",
        "executor": _executor(document),
        "verification": _verification(document),
        "copy_mark": bound(document.copy_mark),
        "watermark": bound(document.watermark),
    }


def of_density(density: Density) -> dict[str, float]:
    """Return the sizes of `density` under the names that the layout uses."""
    return {
        "size": density.size_pt,
        "leading": density.leading_em,
        "gap": density.gap_mm,
        "row": density.row_mm,
        "sign": density.sign_mm,
        "emblem": density.emblem_mm,
    }


def _both(words: Words) -> dict[str, Line]:
    return {"ky": pieces(words.ky), "ru": pieces(words.ru)}


def _part(part: Part) -> dict[str, Any]:
    return {
        "language": part.language,
        "title": bound(part.title),
        "subtitle": pieces(part.subtitle),
        "paragraphs": [
            [{"text": pieces(run.text), "bold": run.bold} for run in paragraph] for paragraph in part.paragraphs
        ],
        "table": _table(part.table) if part.table else None,
        "closing": [pieces(line) for line in (part.basis, part.addressee_line, part.validity) if line],
    }


def _table(table: Table) -> dict[str, Any]:
    return {
        "numbered": table.numbered,
        "titles": [pieces(column.title) for column in table.columns],
        "aligns": [column.align for column in table.columns],
        "widths": [column.width for column in table.columns],
        "rows": [[pieces(cell) for cell in row] for row in table.rows],
    }


def _signature(signature: Signature) -> dict[str, Any]:
    return {"position": _both(signature.position), "name": _both(signature.name)}


def _executor(document: Document) -> Line:
    if document.executor is None:
        return ""
    name = document.executor.name.ru if document.language == "ru" else document.executor.name.ky
    phone = f", тел.{NO_BREAK_SPACE}{document.executor.phone}" if document.executor.phone else ""
    return pieces(f"{_EXECUTOR[document.language]}: {name}{phone}")


def _verification(document: Document) -> dict[str, Any] | None:
    if document.verification is None:
        return None
    return {"short_code": bound(document.verification.short_code), "caption": _both(document.verification.caption)}
