"""A council's colour on its pages: readable in the light and in the dark theme, or refused when it is chosen.

Contrast is that of WCAG 2.2, criterion 1.4.3 (AA): 4.5 to 1 for text.
"""

import re
from dataclasses import dataclass
from typing import Final, Self

ENOUGH: Final = 4.5
WHITE, NIGHT = "#ffffff", "#06181b"
LIGHT_GROUNDS: Final = ("#f7f5ef", "#fffefa", "#efece3")
"""What stands under the accent in the light theme: paper, sheet, sunk; as in the style sheet."""
DARK_GROUNDS: Final = ("#10191b", "#172326", "#0c1416")
_SOFT: Final = 0.12
"""How much of the accent colours a soft ground."""
_COLOUR = re.compile(r"#[0-9a-f]{6}")


class NoColourError(ValueError):
    """It is not written like #1a5e8f."""


class TooPaleError(ValueError):
    """Words in this colour could not be read on our paper."""


@dataclass(frozen=True)
class Shades:
    """The accent of one theme: for words and grounds, under the mouse, as a soft ground, and for words upon it."""

    accent: str
    deep: str
    soft: str
    on: str

    @classmethod
    def light(cls, colour: str) -> Self:
        """Return the shades on paper. Raises NoColourError, TooPaleError."""
        accent = _read(colour)
        soft = mix(LIGHT_GROUNDS[1], accent, _SOFT)
        if min(contrast(accent, ground) for ground in (*LIGHT_GROUNDS, soft, WHITE)) < ENOUGH:
            raise TooPaleError(colour)
        return cls(accent, mix(accent, "#000000", 0.25), soft, WHITE)

    @classmethod
    def dark(cls, colour: str) -> Self:
        """Return the same hue as bright as the dark theme needs it. Raises NoColourError."""
        chosen = _read(colour)
        for step in range(21):
            accent = mix(chosen, WHITE, step / 20)
            soft = mix(DARK_GROUNDS[1], accent, _SOFT)
            readable = min(contrast(accent, ground) for ground in (*DARK_GROUNDS, soft, NIGHT))
            if readable >= ENOUGH:
                break
        return cls(accent, mix(accent, WHITE, 0.3), soft, NIGHT)

    @property
    def css(self) -> str:
        """The custom properties that the style sheet goes by."""
        shades = {"accent": self.accent, "accent-deep": self.deep, "accent-soft": self.soft, "on-accent": self.on}
        return ":root{" + ";".join(f"--{name}:{colour}" for name, colour in shades.items()) + "}"


def stylesheet(colour: str) -> str:
    """Return what turns the pages to the council's colour; nothing where it has none, or one that cannot be read."""
    try:
        light, dark = Shades.light(colour).css, Shades.dark(colour).css
    except (NoColourError, TooPaleError):
        return ""
    return f"@media screen{{{light}}}\n@media screen and (prefers-color-scheme:dark){{{dark}}}\n"


def contrast(one: str, other: str) -> float:
    """Return the contrast of two colours, from 1 to 21."""
    darker, lighter = sorted((_luminance(one), _luminance(other)))
    return (lighter + 0.05) / (darker + 0.05)


def mix(one: str, other: str, share: float) -> str:
    """Return `one` with a share of `other`."""
    mixed = (round(a + (b - a) * share) for a, b in zip(_parts(one), _parts(other), strict=True))
    return "#" + "".join(f"{part:02x}" for part in mixed)


def _read(colour: str) -> str:
    if not _COLOUR.fullmatch(colour.strip().lower()):
        raise NoColourError(colour)
    return colour.strip().lower()


def _parts(colour: str) -> tuple[int, int, int]:
    return int(colour[1:3], 16), int(colour[3:5], 16), int(colour[5:7], 16)


def _luminance(colour: str) -> float:
    red, green, blue = (_linear(part / 255) for part in _parts(colour))
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def _linear(part: float) -> float:
    return part / 12.92 if part <= 0.04045 else float(((part + 0.055) / 1.055) ** 2.4)
