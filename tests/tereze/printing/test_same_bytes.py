"""A snapshot printed again gives the same bytes: in this thread, another thread, another process, another day."""

import hashlib
import os
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import datetime, timedelta, timezone
from pathlib import Path

import pytest

from tereze.printing.document import Document
from tereze.printing.render import render_pdf
from tests.tereze.printing.samples import PRINTED_AT, paper

ROOT = Path(__file__).parents[3]
PRINT_FROM_STANDARD_INPUT = """
import sys, hashlib
from datetime import datetime
from tereze.printing.document import Document
from tereze.printing.render import render_pdf
text = sys.stdin.buffer.read().decode()
pdf = render_pdf(Document.from_json(text), printed_at=datetime.fromisoformat(sys.argv[1]))
print(hashlib.sha256(pdf).hexdigest())
"""
PRINT_FORK_PRINT = """
import os, sys
from datetime import datetime, UTC
from tereze.printing.document import Document
from tereze.printing.render import ForkedWhilePrintingError, page_count
document = Document.from_json(sys.stdin.buffer.read().decode())
page_count(document)
child = os.fork()
if child:
    sys.exit(os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]))
try:
    page_count(document)
except ForkedWhilePrintingError:
    os._exit(7)
"""

# Of a paper in layout 1. If it changes, papers issued before can no longer be printed again as they were: the change
# belongs into a new layout, or the new Typst or fonts need a good reason and a word in the changelog.
LAYOUT_1 = "fb0c9eddd0a21678b4989e30a296d4db1a8d81d88b742c4cd7aee6869481322a"


def _digest(document: Document) -> str:
    return hashlib.sha256(render_pdf(document, printed_at=PRINTED_AT)).hexdigest()


def _digest_elsewhere(document: Document, seed: str) -> str:
    command = [sys.executable, "-c", PRINT_FROM_STANDARD_INPUT, PRINTED_AT.isoformat()]
    environment = {**os.environ, "PYTHONHASHSEED": seed, "PYTHONPATH": str(ROOT / "platform"), "TZ": "Asia/Bishkek"}
    snapshot = document.to_json().encode()
    done = subprocess.run(command, input=snapshot, env=environment, capture_output=True, check=True, cwd="/")
    return done.stdout.decode().strip()


def test_layout_1_prints_what_it_always_printed() -> None:
    assert _digest(replace(paper("both", 9), layout=1)) == LAYOUT_1


def test_two_other_processes_print_the_same_bytes() -> None:
    document = paper("both", 9)

    assert {_digest_elsewhere(document, "1"), _digest_elsewhere(document, "2")} == {_digest(document)}


def test_threads_print_the_same_bytes_at_the_same_time() -> None:
    documents = [paper("ky", people, number=str(at)) for at in range(6) for people in (0, 9)]
    alone = [_digest(document) for document in documents]

    with ThreadPoolExecutor(4) as threads:
        together = list(threads.map(_digest, documents))

    assert together == alone
    assert len(set(together)) == len(documents)


def test_a_process_forked_after_printing_says_so_instead_of_hanging() -> None:
    environment = {**os.environ, "PYTHONPATH": str(ROOT / "platform")}
    snapshot = paper().to_json().encode()

    done = subprocess.run(
        [sys.executable, "-c", PRINT_FORK_PRINT], input=snapshot, env=environment, timeout=30, check=False
    )

    assert done.returncode == 7


def test_what_was_printed_before_does_not_matter() -> None:
    first = _digest(paper("ky"))
    _digest(paper("both", 25))

    assert _digest(paper("ky")) == first


def test_the_moment_counts_not_the_zone_it_is_told_in() -> None:
    bishkek = PRINTED_AT.astimezone(timezone(timedelta(hours=6)))

    assert render_pdf(paper(), printed_at=bishkek) == render_pdf(paper(), printed_at=PRINTED_AT)
    assert render_pdf(paper(), printed_at=PRINTED_AT + timedelta(days=1)) != render_pdf(paper(), printed_at=PRINTED_AT)


def test_a_moment_without_zone_is_refused() -> None:
    with pytest.raises(ValueError, match="time zone"):
        render_pdf(paper(), printed_at=datetime(2026, 11, 23))  # noqa: DTZ001


def test_an_unknown_layout_is_refused() -> None:
    with pytest.raises(FileNotFoundError):
        render_pdf(replace(paper(), layout=999), printed_at=PRINTED_AT)
