"""Setting certificates as PDF/A."""

import statistics
from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime
from itertools import count

from tests.bench.figure import Figure, timed

TIMES = 200


def run() -> Iterator[Figure]:
    """Measure certificates with a table and a QR code, each with a number and a signature of its own.

    Typst remembers what it has set before, so that setting one certificate again and again would measure its memory.
    That is the bare limit here: the same page once more, of which only the PDF is written anew.
    """
    from tereze.clock import OFFICE_TIME
    from tereze.printing.document import Document
    from tereze.printing.render import render_pdf
    from tests.tereze.printing import samples

    at = datetime(2026, 11, 23, 10, 0, tzinfo=OFFICE_TIME)
    numbers = count(10_000)

    def next_paper() -> Document:
        number = next(numbers)
        verification = replace(samples.VERIFICATION, url=f"{samples.URL[:-5]}{number}", short_code=f"K7M4-{number}")
        return replace(samples.paper("ky", people=5, number=f"2026/{number}"), verification=verification)

    same = next_paper()
    taken = timed(lambda: render_pdf(next_paper(), printed_at=at), times=TIMES)
    again = timed(lambda: render_pdf(same, printed_at=at), times=TIMES)
    value = statistics.median(taken)
    yield Figure("render", "certificate with table and QR, median", value, "ms", 10,
                 value / statistics.median(again), "the very same certificate set once more")  # fmt: skip
    yield Figure("render", "its size", len(render_pdf(same, printed_at=at)) / 1000, "kB", 45)
