"""The interface's typeface: cut down to our letters from its package, so that nothing binary is kept in the tree.

A finder of static files: `collectstatic` and the test server find the fonts like any other file.
"""

import hashlib
import logging
import os
import tempfile
from collections.abc import Iterable
from importlib import resources
from pathlib import Path
from typing import Final, Literal, overload

from django.conf import settings
from django.contrib.staticfiles.finders import BaseFinder
from django.core.files.storage import FileSystemStorage

logging.getLogger("fontTools").setLevel(logging.WARNING)  # it tells every glyph

PACKAGE: Final = "font_source_sans_pro"
WEIGHTS: Final = {"400": "SourceSansPro-Regular.ttf", "600": "SourceSansPro-Semibold.ttf"}
FOLDER: Final = "ui/fonts"

LETTERS: Final = "".join(
    [
        "".join(map(chr, range(0x20, 0x7F))),  # Latin
        "".join(map(chr, range(0x410, 0x450))),  # Russian
        "ЁёҢңӨөҮү",  # Kyrgyz
        "ЎўҚқҒғҲҳ",  # names of Uzbek neighbours
        "«»„“”‘’‚–—−…•·×№§°±≈≤≥→←↑↓✓",
        "\u00a0\u202f",
    ]
)
FEATURES: Final = ["kern", "ccmp", "locl", "mark"]
CUT: Final = "3"
"""Change it when the way of cutting changes, so that old files are not taken for new ones."""


class FontFinder(BaseFinder):
    """Finds `ui/fonts/tereze-sans-400.woff2` and `-600.woff2`, cutting them when they are asked for first."""

    @overload
    def find(self, path: str, find_all: Literal[False] = ...) -> str | None: ...
    @overload
    def find(self, path: str, find_all: Literal[True]) -> list[str]: ...
    def find(self, path: str, find_all: bool = False) -> str | list[str] | None:  # noqa: FBT001, FBT002
        """Return where the font lies, or nothing when `path` is none of ours."""
        found = str(made() / path) if path in names() else None
        if find_all:
            return [found] if found else []
        return found

    def list(self, ignore_patterns: Iterable[str] | None) -> Iterable[tuple[str, FileSystemStorage]]:
        """Return all our fonts with the storage they lie in."""
        storage = FileSystemStorage(location=str(made()))
        return [(name, storage) for name in names()]


def names() -> list[str]:
    """Return the fonts' names among the static files."""
    return [f"{FOLDER}/tereze-sans-{weight}.woff2" for weight in WEIGHTS]


def made() -> Path:
    """Return the folder in which all fonts lie, cutting those that are missing."""
    folder = settings.STATIC_ROOT.parent / f"fonts-{_digest()}"
    for name, source in zip(names(), WEIGHTS.values(), strict=True):
        target = folder / name
        if not target.exists():
            target.parent.mkdir(parents=True, exist_ok=True)
            _put(target, cut(_source(source)))
    return folder


def cut(source: Path) -> bytes:
    """Return the typeface in `source` as WOFF2 with our letters only. Takes about a second."""
    from fontTools import subset

    options = subset.Options(
        flavor="woff2",
        layout_features=FEATURES,
        hinting=True,
        notdef_outline=True,
        name_IDs=[1, 2],
    )
    cutter = subset.Subsetter(options)
    cutter.populate(text=LETTERS)
    with subset.load_font(str(source), options) as font, tempfile.TemporaryDirectory() as folder:
        cutter.subset(font)
        target = Path(folder) / "cut.woff2"
        subset.save_font(font, str(target), options)
        return target.read_bytes()


def _source(name: str) -> Path:
    return Path(str(resources.files(PACKAGE))) / "files" / name


def _digest() -> str:
    known = hashlib.sha256(f"{CUT}{LETTERS}{FEATURES}".encode())
    for name in WEIGHTS.values():
        known.update(f"{name}{_source(name).stat().st_size}".encode())
    return known.hexdigest()[:12]


def _put(target: Path, content: bytes) -> None:
    """Write in one step: two processes may start at once, and none may read half a font."""
    handle, unfinished = tempfile.mkstemp(dir=target.parent)
    with os.fdopen(handle, "wb") as file:
        file.write(content)
    Path(unfinished).chmod(0o644)
    Path(unfinished).replace(target)
