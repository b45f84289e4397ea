"""What other programs find in our PDFs."""

import io
from collections.abc import Iterator

import pikepdf
from pypdf import PdfReader

_ZERO_WIDTH = str.maketrans({"\u200b": None, "\u00a0": " "})


def plain(text: str) -> str:
    """Return `text` with its white space made single, as a reader sees it."""
    return " ".join(text.translate(_ZERO_WIDTH).split())


def text_of(pdf: bytes) -> str:
    """Return all the text of a PDF on one line."""
    return plain(" ".join(page.extract_text() for page in PdfReader(io.BytesIO(pdf)).pages))


def pages_of(pdf: bytes) -> list[str]:
    """Return the text of each page."""
    return [plain(page.extract_text()) for page in PdfReader(io.BytesIO(pdf)).pages]


def dictionaries(pdf: pikepdf.Pdf) -> Iterator[pikepdf.Dictionary]:
    """Yield every dictionary among the objects of a PDF, those of streams too."""
    for thing in pdf.objects:
        if isinstance(thing, pikepdf.Dictionary):
            yield thing
        elif isinstance(thing, pikepdf.Stream):
            yield thing.stream_dict
