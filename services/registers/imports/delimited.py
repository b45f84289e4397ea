"""Tables as text (csv, tsv, txt): which encoding, which delimiter."""

import codecs
import csv
import io
import itertools
import re
from collections import Counter
from typing import Final

ENCODINGS_BY_MARK: Final = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
DELIMITERS: Final = ";,\t|"
_NEVER_IN_OUR_TEXTS = re.compile("[ґҐѕЅїЇєЄўЎђЂћЋ]")
"""Letters that Windows-1251 shows where its Kazakh sister shows ң ө ү."""
_BOX_DRAWING = re.compile("[░▒▓│┤╡╢╖╕╣║╗╝╜╛┐└┴┬├─┼╞╟╚╔╩╦╠═╬╧╨╤╥╙╘╒╓╫╪┘┌█▄▌▐▀]")
_SMALL_CYRILLIC = re.compile("[а-яё]")
_CAPITAL_AFTER_SMALL = re.compile("[а-яё][А-ЯЁ]")
_CONTROL = re.compile("[\x00-\x08\x0e-\x1f]")
_LOOK_AT_CHARACTERS: Final = 20_000
_LOOK_AT_ROWS: Final = 60


class NotTextError(Exception):
    """The bytes are no text in any encoding that offices use."""


class TooManyRowsError(Exception):
    """There are more rows than can be taken."""


def rows(content: bytes, *, most: int) -> list[list[str]]:
    """Return the rows of a text table. Raises NotTextError, TooManyRowsError."""
    text = decoded(content)
    sep, text = _announced(text)
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=sep or delimiter(text))
    found: list[list[str]] = []
    try:
        for row in reader:
            found.append(row)
            if len(found) > most:
                raise TooManyRowsError
    except csv.Error as error:
        raise NotTextError(str(error)) from None
    return found


def decoded(content: bytes) -> str:
    """Return `content` as text: UTF-8, UTF-16, or one of the one-byte encodings of Cyrillic. Raises NotTextError."""
    text = _decoded(content)
    if _CONTROL.search(text[:_LOOK_AT_CHARACTERS]):
        raise NotTextError
    return text


def _decoded(content: bytes) -> str:
    for mark, encoding in ENCODINGS_BY_MARK:
        if content.startswith(mark):
            return content.decode(encoding, errors="replace")
    if b"\x00" in content[:1_000]:
        return content.decode(_utf16_without_mark(content), errors="replace")
    try:
        return content.decode("utf-8")
    except UnicodeDecodeError:
        return _one_byte(content)


def _utf16_without_mark(content: bytes) -> str:
    """Delimiters and digits have a zero as their upper byte: it shows on which side that stands."""
    sample = content[:1_000]
    return "utf-16-le" if sample[1::2].count(0) >= sample[::2].count(0) else "utf-16-be"


def _one_byte(content: bytes) -> str:
    sample = content[:_LOOK_AT_CHARACTERS]
    dos = sample.decode("cp866", errors="replace")
    windows = sample.decode("cp1251", errors="replace")
    if _strangeness(dos) < _strangeness(windows):
        return content.decode("cp866", errors="replace")
    encoding = "kz1048" if _NEVER_IN_OUR_TEXTS.search(windows) else "cp1251"
    return content.decode(encoding, errors="replace")


def _strangeness(text: str) -> float:
    """How unlike Cyrillic writing a text looks: signs among letters, capitals inside words, few small letters."""
    odd = len(_BOX_DRAWING.findall(text)) + len(_CAPITAL_AFTER_SMALL.findall(text)) + text.count("\ufffd")
    odd += len(re.findall("[Ђ-Џђ-џ‚„…†‡€‰‹‘’“”•–—™›¤¦§©®°±µ¶·]", text))
    return odd - len(_SMALL_CYRILLIC.findall(text)) / 1_000


def _announced(text: str) -> tuple[str, str]:
    """Excel may say the delimiter in the first line: «sep=;». The line is kept as an empty row, to keep row numbers."""
    found = re.match(r"sep=(.)\r?\n", text, re.IGNORECASE)
    return (found[1], "\n" + text[found.end() :]) if found else ("", text)


def delimiter(text: str) -> str:
    """Return the character that parts the most rows into the same number of cells; of several, into the most cells."""
    sample = text[:_LOOK_AT_CHARACTERS]
    return max(DELIMITERS, key=lambda sign: _regularity(sample, sign))


def _regularity(sample: str, sign: str) -> tuple[float, int]:
    try:
        rows = list(itertools.islice(csv.reader(io.StringIO(sample, newline=""), delimiter=sign), _LOOK_AT_ROWS))
    except csv.Error:
        return (0, 0)
    filled = [len(row) for row in rows if any(row)]
    widths = Counter(width for width in filled if width > 1)
    width, often = max(widths.items(), key=lambda item: (item[1], item[0]), default=(0, 0))
    return (round(often / max(len(filled), 1), 1), width)
