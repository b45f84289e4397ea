"""The few icons, each beside its word: Heroicons (MIT licence) from their package, by the names we use."""

import re
from collections.abc import Mapping
from importlib.resources import files
from io import BytesIO
from typing import Final
from zipfile import ZipFile

NAMES: Final = {
    "search": "magnifying-glass",
    "print": "printer",
    "back": "arrow-left",
    "next": "arrow-right",
    "down": "chevron-down",
    "add": "plus",
    "close": "x-mark",
    "check": "check",
    "clock": "clock",
    "replace": "arrows-right-left",
    "draft": "pencil",
    "warning": "exclamation-triangle",
    "info": "information-circle",
    "person": "user",
    "calendar": "calendar",
    "download": "arrow-down-tray",
    "upload": "arrow-up-tray",
    "phone": "phone",
}
_STROKES = re.compile(r' (?:stroke-linecap|stroke-linejoin)="round"')  # the style sheet says so for all


def _read() -> Mapping[str, str]:
    """Return what stands inside each drawing, all on a grid of 24. A name that the set lacks fails at start."""
    with ZipFile(BytesIO((files("heroicons") / "heroicons.zip").read_bytes())) as drawings:
        whole = {name: drawings.read(f"outline/{theirs}.svg").decode() for name, theirs in NAMES.items()}
    return {name: _STROKES.sub("", _inside(drawing)) for name, drawing in whole.items()}


def _inside(drawing: str) -> str:
    return drawing.partition(">")[2].rpartition("</svg>")[0].strip()


SHAPES: Final = _read()
