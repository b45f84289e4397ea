"""The typefaces of documents: Source Serif for the text, Source Sans for the small print.

Only upright cuts are used: their italics lack ң, ө and ү. Only the four files needed are shown to Typst: reading all
forty-eight takes longer than printing, and which of two files of one cut it takes would depend on the machine.
"""

import tempfile
from functools import cache
from pathlib import Path

import font_source_sans_pro
import font_source_serif_pro
import typst
from fontTools.ttLib import TTFont

# The OpenType files: their subsets are a third smaller in the PDF than those of the TrueType ones.
_FILES = (
    Path(font_source_serif_pro.font_directory, "SourceSerifPro-Regular.otf"),
    Path(font_source_serif_pro.font_directory, "SourceSerifPro-Semibold.otf"),
    Path(font_source_sans_pro.font_directory, "SourceSansPro-Regular.otf"),
    Path(font_source_sans_pro.font_directory, "SourceSansPro-Semibold.otf"),
)


class UnprintableTextError(ValueError):
    """A letter is in none of our typefaces; the message names it."""


@cache
def for_typst() -> typst.Fonts:
    """Return the typefaces as Typst wants them: it reads folders only, so one of links is made for the moment."""
    with tempfile.TemporaryDirectory(prefix="tereze-fonts-") as folder:
        for file in _FILES:
            Path(folder, file.name).symlink_to(file)
        # Typst follows the links at once and reads the files themselves when it needs them.
        fonts = typst.Fonts(include_system_fonts=False, include_embedded_fonts=False, font_paths=[folder])
    if len(fonts.fonts()) != len(_FILES):
        raise RuntimeError("The packages font-source-serif-pro and font-source-sans-pro are incomplete.")
    return fonts


def check(text: str) -> None:
    """Raise `UnprintableTextError` if a letter of `text` would be missing on paper."""
    missing = set(text).difference(_printable())
    if missing:
        letters = ", ".join(f"{letter} (U+{ord(letter):04X})" for letter in sorted(missing)[:5])
        raise UnprintableTextError(f"These letters cannot be printed: {letters}.")


def width(text: str) -> float:
    """Return how wide `text` is in the regular cut of the serif, in ems."""
    return sum(map(_advances().__getitem__, text))


class _Advances(dict[str, float]):
    """How wide each letter is, in ems; one em for a letter that we do not have."""

    def __missing__(self, letter: str) -> float:
        return 1.0


@cache
def _printable() -> frozenset[str]:
    charts = []
    for file in _FILES:
        with TTFont(file, lazy=True) as font:
            charts.append({chr(code) for code in font.getBestCmap()})
    return frozenset(set.intersection(*charts))


@cache
def _advances() -> _Advances:
    with TTFont(_FILES[0], lazy=True) as font:
        units, metrics = font["head"].unitsPerEm, font["hmtx"].metrics
        return _Advances({chr(code): metrics[glyph][0] / units for code, glyph in font.getBestCmap().items()})
