"""Getting the printer ready, so that the first resident of the morning does not wait for it.

Typst reads the typefaces and the layout when it sets its first document, which takes forty times as long as the next.
A process that is going to print sets a paper of nobody's while nobody waits.
"""

import logging
import threading
from datetime import UTC, datetime

from tereze.printing.document import (
    Column,
    Document,
    Executor,
    Letterhead,
    Part,
    Run,
    Signature,
    Table,
    Verification,
    Words,
)
from tereze.printing.render import render_pdf

logger = logging.getLogger(__name__)

_LETTERS = "аңөү АҢӨҮ 0123456789 — «»"
_WORDS = Words(_LETTERS, _LETTERS)


def begin() -> threading.Thread:
    """Warm this process up in a thread beside its work. After forking only: Typst does not survive it."""
    thread = threading.Thread(target=_warm, name="warm-printer", daemon=True)
    thread.start()
    return thread


def _warm() -> None:
    try:
        render_pdf(nobodys_paper(), printed_at=datetime(2020, 1, 1, tzinfo=UTC))
    except Exception:  # it only makes the first paper quicker; whoever prints that one learns what is wrong
        logger.warning("The printer could not be warmed up.", exc_info=True)


def nobodys_paper() -> Document:
    """Return a document with everything that a certificate may have."""
    parts = (Part(language="ky", title="Т", paragraphs=_PARAGRAPHS, table=_TABLE, basis=_LETTERS), _RUSSIAN)
    return Document(
        language="both",
        title="Т",
        letterhead=Letterhead(left=(_LETTERS, _LETTERS), right=(_LETTERS, _LETTERS), contacts=_LETTERS),
        number="0000/00000",
        issued_on_text=_WORDS,
        place=_WORDS,
        parts=parts,
        signatures=(Signature(_WORDS, _WORDS),),
        executor=Executor(_WORDS),
        verification=Verification(url="HTTPS://TEREZE.KG/V/", short_code="0000-0000-00", caption=_WORDS),
    )


_PARAGRAPHS = ((Run(_LETTERS), Run(_LETTERS, bold=True)),)
_TABLE = Table(columns=(Column(_LETTERS),), rows=((_LETTERS,),))
_RUSSIAN = Part(language="ru", title="Т", paragraphs=_PARAGRAPHS, table=_TABLE, basis=_LETTERS)
