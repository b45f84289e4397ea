"""The picture in the middle of a letterhead.

A council may upload its own emblem. We ship none of the state's symbols: until then our drawing of a tündük, the crown
of a yurt, stands in its place.
"""

import base64
import re
import struct
import zlib
from functools import cache
from importlib.resources import files

DEFAULT_ACCENT = "#1f4e5f"
LARGEST_BYTES = 100_000
# Twenty-four millimetres at 600 dots per inch are 567 pixels; decoding a huge picture would exhaust the memory.
LARGEST_SIDE = 1000

_PNG = b"\x89PNG\r\n\x1a\n"
_ACCENT = re.compile(r"#[0-9a-fA-F]{6}")
# What a drawing may be made of. No text (it needs our fonts), no pictures or links (they name files), no filters, no
# references (a few lines of nested <use> draw a billion shapes).
_SVG_TAGS = frozenset({"svg", "g", "path", "rect", "circle", "ellipse", "line", "polyline", "polygon", "title", "desc"})
_SVG_TAG = re.compile(r"<\s*/?\s*([^\s/>!?]+)")
_SVG_COMMENT = re.compile(r"<!--.*?-->", re.DOTALL)


class UnusableEmblemError(ValueError):
    """The picture cannot be an emblem; the message says why."""


def check(picture: bytes) -> None:
    """Raise `UnusableEmblemError` if `picture` is not a PNG or SVG that can be printed."""
    if len(picture) > LARGEST_BYTES:
        raise UnusableEmblemError(f"An emblem has at most {LARGEST_BYTES // 1000} kB.")
    if picture.startswith(_PNG):
        _png_size(picture)
    else:
        _check_svg(picture)


def as_svg(picture: bytes | None, accent: str | None) -> bytes:
    """Return the council's `picture`, or our ornament in the colour `accent`, as SVG.

    A PNG is wrapped, for Typst takes only text from memory. Raise `UnusableEmblemError` as `check` does.
    """
    if picture is None:
        return _tunduk().replace(b"currentColor", colour(accent).encode())
    check(picture)
    if not picture.startswith(_PNG):
        return picture
    width, height = _png_size(picture)
    data = base64.b64encode(picture).decode("ascii")
    size = f'width="{width}" height="{height}"'
    image = f'<image {size} href="data:image/png;base64,{data}"/>'
    return f'<svg xmlns="http://www.w3.org/2000/svg" {size}>{image}</svg>'.encode()


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


def _png_size(picture: bytes) -> tuple[int, int]:
    """Return width and height of a whole PNG: every chunk is as long and has the checksum that it says."""
    at, kind, width, height = len(_PNG), b"", 0, 0
    while kind != b"IEND":
        if at + 12 > len(picture):
            raise UnusableEmblemError("The PNG picture is damaged.")
        (length,) = struct.unpack(">I", picture[at : at + 4])
        kind, body = picture[at + 4 : at + 8], picture[at + 8 : at + 8 + length]
        checksum = picture[at + 8 + length : at + 12 + length]
        if checksum != struct.pack(">I", zlib.crc32(kind + body)):
            raise UnusableEmblemError("The PNG picture is damaged.")
        if kind == b"IHDR" and length >= 8:
            width, height = struct.unpack(">II", body[:8])
        at += 12 + length
    if not (0 < width <= LARGEST_SIDE and 0 < height <= LARGEST_SIDE):
        raise UnusableEmblemError(f"An emblem has at most {LARGEST_SIDE} by {LARGEST_SIDE} pixels.")
    return width, height


def _check_svg(picture: bytes) -> None:
    try:
        drawing = _SVG_COMMENT.sub("", picture.decode("utf-8"))
    except UnicodeDecodeError as error:
        raise UnusableEmblemError("An emblem is a PNG or SVG picture.") from error
    if "<!" in drawing or "<?xml-stylesheet" in drawing:
        raise UnusableEmblemError("An SVG emblem has no document type and no style sheets.")
    tags = set(_SVG_TAG.findall(drawing))
    if "svg" not in tags:
        raise UnusableEmblemError("An emblem is a PNG or SVG picture.")
    if strange := sorted(tags - _SVG_TAGS):
        raise UnusableEmblemError(f"An SVG emblem is made of plain shapes, without <{strange[0]}>.")
