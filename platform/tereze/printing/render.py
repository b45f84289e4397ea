"""Documents to PDF and to pictures, by Typst.

Council text reaches Typst only as JSON, never as markup. Typst sees the files handed to it here and nothing else.
"""

import shutil
import tempfile
import threading
from dataclasses import asdict
from datetime import datetime
from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import Any
import json

import font_source_sans_pro
import font_source_serif_pro
import typst

from tereze.printing import emblem, qr
from tereze.printing.document import Document
from tereze.printing.text import set_line

_FONTS = (
    (font_source_serif_pro, "SourceSerifPro-Regular.ttf"),
    (font_source_serif_pro, "SourceSerifPro-Semibold.ttf"),
    (font_source_sans_pro, "SourceSansPro-Regular.ttf"),
    (font_source_sans_pro, "SourceSansPro-Semibold.ttf"),
)
_compilers = threading.local()


def render_pdf(document, *, printed_at: datetime) -> bytes:
    return _compiler().compile(_typst_files(document), format="pdf", pdf_standards="a-2b", timestamp=int(printed_at.timestamp()))

def render_png(document, *, page=1, ppi=110):
    r = _compiler().compile(_typst_files(document), format="png", ppi=ppi)
    return r[page-1] if isinstance(r, list) else r

def page_count(document):
    r = _compiler().compile(_typst_files(document), format="png", ppi=1)
    return len(r) if isinstance(r, list) else 1

def _compiler() -> typst.Compiler:
    if not hasattr(_compilers, "own"):
        _compilers.own = typst.Compiler(font_paths=_fonts(), ignore_system_fonts=True)
    return _compilers.own


@cache
def _fonts():
    with tempfile.TemporaryDirectory(prefix="tereze-fonts-") as folder:
        for package, name in _FONTS:
            (Path(folder)/name).symlink_to(Path(package.font_directory)/name)
        return typst.Fonts(include_system_fonts=False, include_embedded_fonts=False, font_paths=[folder])

@cache
def _layout(version: int) -> bytes:
    return (files("tereze.printing") / "layouts" / f"certificate_{version}.typ").read_bytes()


def _typst_files(document: Document):
    picture = document.letterhead.emblem or emblem.drawn(document.letterhead.accent)
    view = _view(document)
    found = {"main.typ": _layout(document.layout), "emblem": picture}
    view["emblem"] = emblem.check(picture)
    view["accent"] = emblem.colour(document.letterhead.accent)
    if document.verification:
        drawing, width = qr.draw(document.verification.url)
        found["qr.svg"] = drawing.encode()
        view["qr_width"] = width
    found["document.json"] = json.dumps(view).encode()
    return found

def _view(document):
    d = asdict(document)
    d["letterhead"].pop("emblem")
    if d["verification"]: d["verification"].pop("url")
    return _set(d)

def _set(v):
    if isinstance(v, str): return set_line(v)
    if isinstance(v, (tuple, list)): return [_set(x) for x in v]
    if isinstance(v, dict): return {k: _set(x) for k, x in v.items()}
    return v
