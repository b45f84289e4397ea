"""The picture in the middle of a letterhead.

A council may upload its own emblem. We ship none of the state's symbols: until then our drawing of a tündük, the crown
of a yurt, stands in its place.
"""

import re
import struct
from functools import cache
from importlib.resources import files

DEFAULT_ACCENT = "#1f4e5f"
LARGEST_BYTES = 100_000
# Twenty millimetres at 600 dots per inch are 472 pixels; decoding a huge picture would exhaust the memory.
LARGEST_SIDE = 1000

_PNG = b"\x89PNG\r\n\x1a\n"
_ACCENT = re.compile(r"#[0-9a-fA-F]{6}")
# What a drawing may be made of. No text (our fonts), no pictures or links (other files), no filters or references
# (a few lines of nested <use> can draw a billion shapes).
_SVG_TAGS = frozenset({"svg", "g", "path", "rect", "circle", "ellipse", "line", "polyline", "polygon", "title", "desc"})
_SVG_TAG = re.compile(r"<\s*/?\s*([^\s/>!?]+)")


class UnusableEmblemError(ValueError):
    """The picture cannot be an emblem; the message says why."""


def check(picture: bytes) -> str:
    """Return the kind of `picture`, "png" or "svg", if it can be printed; raise `UnusableEmblemError` if not."""
    if len(picture) > LARGEST_BYTES:
        raise UnusableEmblemError(f"An emblem has at most {LARGEST_BYTES // 1000} kB.")
    if picture.startswith(_PNG):
        return _check_png(picture)
    return _check_svg(picture)


def drawn(accent: str | None) -> bytes:
    """Return our own ornament in the colour `accent`, "#rrggbb"."""
    return _tunduk().replace(b"currentColor", colour(accent).encode())


def colour(accent: str | None) -> str:
    """Return `accent` if it is a colour, ours if there is none; raise `ValueError` otherwise."""
    if accent is None:
        return DEFAULT_ACCENT
    if not _ACCENT.fullmatch(accent):
        raise ValueError(f"{accent!r} is not a colour like {DEFAULT_ACCENT}.")
    return accent.lower()


@cache
def _tunduk() -> bytes:
    return (files("tereze.printing") / "layouts" / "tunduk.svg").read_bytes()


def _check_png(picture: bytes) -> str:
    if picture[12:16] != b"IHDR" or len(picture) < 33:
        raise UnusableEmblemError("The PNG picture is damaged.")
    width, height = struct.unpack(">II", picture[16:24])
    if not (0 < width <= LARGEST_SIDE and 0 < height <= LARGEST_SIDE):
        raise UnusableEmblemError(f"An emblem has at most {LARGEST_SIDE} by {LARGEST_SIDE} pixels.")
    return "png"


def _check_svg(picture: bytes) -> str:
    try:
        drawing = picture.decode("utf-8")
    except UnicodeDecodeError as error:
        raise UnusableEmblemError("An emblem is a PNG or SVG picture.") from error
    if "<!" in drawing.replace("<!--", "") or "<?xml-stylesheet" in drawing:
        raise UnusableEmblemError("An SVG emblem carries no document type and no style sheets.")
    tags = set(_SVG_TAG.findall(drawing))
    if "svg" not in tags:
        raise UnusableEmblemError("An emblem is a PNG or SVG picture.")
    if strange := sorted(tags - _SVG_TAGS):
        raise UnusableEmblemError(f"An SVG emblem is made of plain shapes, without <{strange[0]}>.")
    return "svg"
