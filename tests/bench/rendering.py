"""Setting a certificate as PDF/A."""

import statistics
from collections.abc import Iterator
from datetime import datetime

import typst

from tests.bench.figure import Figure, timed

TIMES = 200


def run() -> Iterator[Figure]:
    """Measure a certificate with a table and a QR code against an empty PDF/A page."""
    from tereze.clock import OFFICE_TIME
    from tereze.printing.render import render_pdf
    from tests.tereze.printing import samples

    at = datetime(2026, 11, 23, 10, 0, tzinfo=OFFICE_TIME)
    document = samples.paper("ky", people=5)
    taken = timed(lambda: render_pdf(document, printed_at=at), times=TIMES)
    page = b'#set document(title: [x])\n#set text(lang: "ky")\nx'
    empty = typst.Compiler(ignore_system_fonts=True)
    bare = timed(
        lambda: empty.compile(page, format="pdf", pdf_standards="a-2b", timestamp=int(at.timestamp())), times=TIMES
    )
    value = statistics.median(taken)
    yield Figure("render", "certificate with table and QR, median", value, "ms", 10, value / statistics.median(bare),
                 "an empty PDF/A page")  # fmt: skip
    yield Figure("render", "its size", len(render_pdf(document, printed_at=at)) / 1000, "kB", 45)
