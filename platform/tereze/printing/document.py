"""What a printed document says.

A `Document` holds everything that its paper shows, and nothing else decides what is printed. Its JSON is the snapshot
that is kept with an issued certificate: the same snapshot printed at the same moment gives the same bytes.
"""

from dataclasses import dataclass
from typing import Literal, Self

from tereze.printing import snapshot

Language = Literal["ky", "ru"]
Languages = Literal["ky", "ru", "both"]
Align = Literal["left", "center", "right"]

# Kyrgyz stands first: it is the original where both languages are used.
LANGUAGES_IN_ORDER: dict[Languages, tuple[Language, ...]] = {"ky": ("ky",), "ru": ("ru",), "both": ("ky", "ru")}

# The layout that new documents get. Once documents have been issued with a layout its file never changes.
CURRENT_LAYOUT = 1

# About forty pages: nobody's certificate, and the most that one request may make the printer work.
MOST_LETTERS = 100_000


class ImpossibleDocumentError(ValueError):
    """The pieces of a document do not belong together, or do not fit their places on paper."""


def _fits(letters: int, *texts: str) -> None:
    """Refuse what would run out of its place; what has no limit runs on to the next line and page instead."""
    for text in texts:
        if len(text) > letters:
            raise ImpossibleDocumentError(f"At most {letters} letters have room here: “{text[:40]}…”")


@dataclass(frozen=True, slots=True)
class Words:
    """The same thing said in Kyrgyz and in Russian. Of a document in one language only that one is printed."""

    ky: str
    ru: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Letterhead:
    """The head of the page: who writes.

    `left` and `right` are the lines in Kyrgyz and Russian, the last of each being the body's own name. `emblem` is the
    council's upload (PNG or SVG, see `emblem.check`); without it our ornament is drawn. `accent` is "#rrggbb".
    """

    left: tuple[str, ...]
    right: tuple[str, ...]
    contacts: str = ""
    emblem: bytes | None = None
    accent: str | None = None

    def __post_init__(self) -> None:
        _fits(120, *self.left, *self.right)
        _fits(400, self.contacts)
        if max(len(self.left), len(self.right)) > 10:
            raise ImpossibleDocumentError("A letterhead has at most ten lines in a language.")


@dataclass(frozen=True, slots=True)
class Run:
    """A stretch of a paragraph in one weight."""

    text: str
    bold: bool = False


Paragraph = tuple[Run, ...]


@dataclass(frozen=True, slots=True)
class Column:
    """A column of a table; `width` is its share of the line beside the other columns, or 0: as wide as what it says."""

    title: str
    align: Align = "left"
    width: float = 1.0

    def __post_init__(self) -> None:
        # 2 and 2.0 are one width: they must not make two different snapshots.
        object.__setattr__(self, "width", float(self.width))


@dataclass(frozen=True, slots=True, kw_only=True)
class Table:
    """Rows under columns. `numbered` puts a column of row numbers first."""

    columns: tuple[Column, ...]
    rows: tuple[tuple[str, ...], ...]
    numbered: bool = True

    def __post_init__(self) -> None:
        if not self.columns:
            raise ImpossibleDocumentError("A table needs at least one column.")
        if not any(column.width > 0 for column in self.columns):
            raise ImpossibleDocumentError("One column of a table must take the rest of the line.")
        if any(column.width < 0 for column in self.columns):
            raise ImpossibleDocumentError("The width of a column is a share, never below zero.")
        if any(len(row) != len(self.columns) for row in self.rows):
            raise ImpossibleDocumentError("A row of a table has as many cells as the table has columns.")


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """The statement in one language: title, text, table, and the lines that close it. Empty lines are not printed."""

    language: Language
    title: str
    subtitle: str = ""
    paragraphs: tuple[Paragraph, ...]
    table: Table | None = None
    basis: str = ""
    addressee_line: str = ""
    validity: str = ""

    def __post_init__(self) -> None:
        _fits(200, self.title, self.subtitle)
        runs = sum(len(run.text) for paragraph in self.paragraphs for run in paragraph)
        cells = sum(len(cell) + 1 for row in self.table.rows for cell in row) if self.table else 0
        if runs + cells + len(self.basis) + len(self.addressee_line) + len(self.validity) > MOST_LETTERS:
            raise ImpossibleDocumentError(f"A document has at most {MOST_LETTERS} letters in a language.")


@dataclass(frozen=True, slots=True)
class Signature:
    """Who signs by hand: the position at the left of the line, the name at its right."""

    position: Words
    name: Words

    def __post_init__(self) -> None:
        _fits(200, self.position.ky, self.position.ru, self.name.ky, self.name.ru)


@dataclass(frozen=True, slots=True)
class Executor:
    """Who prepared the document, and the telephone to ask at; printed small."""

    name: Words
    phone: str = ""

    def __post_init__(self) -> None:
        _fits(120, self.name.ky, self.name.ru, self.phone)


@dataclass(frozen=True, slots=True, kw_only=True)
class Verification:
    """How to check the paper: what its QR code opens, and the code to type instead.

    The QR code carries `url` in capitals, which takes a third less room; whoever serves it must accept capitals.
    """

    url: str
    short_code: str
    caption: Words

    def __post_init__(self) -> None:
        _fits(20, self.short_code)
        _fits(220, self.caption.ky, self.caption.ru)


@dataclass(frozen=True, slots=True, kw_only=True)
class Document:
    """A document of one council, ready to print.

    `title` is for the PDF's properties. `copy_mark` is a word in the corner of a copy, `watermark` a large pale word
    behind the text of what is not valid (a preview). `seal` leaves the place for the round seal.
    """

    language: Languages
    title: str
    letterhead: Letterhead
    number: str
    issued_on_text: Words
    place: Words
    parts: tuple[Part, ...]
    signatures: tuple[Signature, ...]
    executor: Executor | None = None
    seal: bool = True
    verification: Verification | None = None
    copy_mark: str = ""
    watermark: str = ""
    layout: int = CURRENT_LAYOUT

    def __post_init__(self) -> None:
        _fits(20, self.watermark, self.copy_mark)
        _fits(60, self.number)
        _fits(200, self.title, self.issued_on_text.ky, self.issued_on_text.ru, self.place.ky, self.place.ru)
        if len(self.signatures) > 6:
            raise ImpossibleDocumentError("At most six people sign a document.")
        if tuple(part.language for part in self.parts) != LANGUAGES_IN_ORDER[self.language]:
            raise ImpossibleDocumentError("A document has one part for each of its languages, Kyrgyz first.")

    def to_json(self) -> str:
        """Return the snapshot to keep: canonical JSON, so that equal documents give equal texts."""
        return snapshot.dump(self)

    @classmethod
    def from_json(cls, text: str) -> Self:
        """Return the document that a snapshot describes; raise `snapshot.DamagedSnapshotError` if it describes none."""
        return snapshot.load(cls, text)
