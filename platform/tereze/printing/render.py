"""Documents to PDF and to pictures, by Typst.

What a council writes reaches Typst only as JSON, never as markup, and Typst reads no file but those handed to it here.
The same document at the same moment gives the same bytes, in every thread, process and machine with these packages.
"""

import json
import os
import re
import threading
from collections.abc import Callable
from datetime import datetime
from functools import cache
from importlib.resources import files
from typing import Any

import typst

from tereze.printing import emblem, fitting, fonts, qr, view
from tereze.printing.document import Document

_PAGES = re.compile(rb"/Type/Pages/Count (\d+)")
_compilers = threading.local()
_printing_processes: set[int] = set()

Inputs = dict[str, bytes]


class ForkedWhilePrintingError(RuntimeError):
    """This process was forked from one that had printed: Typst would wait for ever for threads left behind there."""


def render_pdf(document: Document, *, printed_at: datetime) -> bytes:
    """Return `document` as PDF/A-2b, its properties saying that it was made at `printed_at` (which knows its zone)."""
    if printed_at.tzinfo is None:
        raise ValueError("The moment of printing needs a time zone.")
    moment = int(printed_at.timestamp())

    def printed(inputs: Inputs) -> list[bytes]:
        # Without tags: they would make the file half as large again, and PDF/A-2b does not ask for them.
        pdf = compiler().compile(inputs, format="pdf", pdf_standards="a-2b", pdf_tags=False, timestamp=moment)
        return [pdf] * _pages(pdf)

    return _fitted(document, printed)[0]


def render_png(document: Document, *, page: int = 1, ppi: float = 110) -> bytes:
    """Return a picture of `page` of `document`, at `ppi` dots to the inch."""
    return _pictures(document, ppi)[page - 1]


def page_count(document: Document) -> int:
    """Return how many pages `document` takes."""
    return len(_pictures(document, 1))


def _pictures(document: Document, ppi: float) -> list[bytes]:
    def drawn(inputs: Inputs) -> list[bytes]:
        pages = compiler().compile(inputs, format="png", ppi=ppi)
        return pages if isinstance(pages, list) else [pages]

    return _fitted(document, drawn)


def _fitted(document: Document, made: Callable[[Inputs], list[bytes]]) -> list[bytes]:
    """Return the pages of `document`: one at the first density that allows it, else as few as may be."""
    inputs, shown = _inputs(document)
    for density in fitting.for_one_page(document):
        pages = made(_with(inputs, shown, density, several=False))
        if len(pages) == 1:
            return pages
    best: list[bytes] = []
    for density in fitting.FOR_SEVERAL_PAGES:
        pages = made(_with(inputs, shown, density, several=True))
        if not best or len(pages) < len(best):
            best = pages
        if len(best) == 2:
            break
    return best


def _inputs(document: Document) -> tuple[Inputs, dict[str, Any]]:
    """Return the files that Typst needs, and what the layout is to show of them and of `document`."""
    shown = view.of(document)
    inputs = {
        "main.typ": _layout(document.layout),
        "emblem.svg": emblem.as_svg(document.letterhead.emblem, document.letterhead.accent),
    }
    if document.verification:
        code = qr.draw(document.verification.url)
        inputs["qr.svg"] = code.svg
        shown["qr"] = {"side": code.side_mm, "quiet": code.quiet_mm}
    return inputs, shown


def _with(inputs: Inputs, shown: dict[str, Any], density: fitting.Density, *, several: bool) -> Inputs:
    shown = {**shown, "density": view.of_density(density), "several_pages": several}
    return {**inputs, "document.json": json.dumps(shown).encode()}


def compiler() -> Any:
    """Return this thread's compiler: it must not be shared, and making one for each document would be slow.

    Its type stub does not know that it takes a dictionary of files, hence `Any`.
    """
    _printing_processes.add(os.getpid())
    if len(_printing_processes) > 1:
        raise ForkedWhilePrintingError("Print only after forking: the process before this one printed already.")
    if not hasattr(_compilers, "own"):
        _compilers.own = typst.Compiler(font_paths=fonts.for_typst(), ignore_system_fonts=True)
    return _compilers.own


@cache
def _layout(edition: int) -> bytes:
    return (files("tereze.printing") / "layouts" / f"certificate_{edition}.typ").read_bytes()


def _pages(pdf: bytes) -> int:
    found = _PAGES.search(pdf)
    if found is None:
        raise RuntimeError("Typst writes its page tree in another way now.")
    return int(found[1])
