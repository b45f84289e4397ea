"""A process that will print gets its printer ready beside its work."""

import subprocess
import sys

import pytest

from tereze.printing import render, warming

PROCESS = """
import threading
from tereze.config import serving
from tereze.printing import render

serving.post_worker_init(None)
for thread in threading.enumerate():
    if thread.name == "warm-printer":
        thread.join()
print(len(render._printing_processes))
"""


def test_the_paper_of_nobody_has_all_that_a_certificate_has_on_one_page() -> None:
    paper = warming.nobodys_paper()

    assert paper.language == "both"
    assert all(part.table for part in paper.parts)
    assert paper.verification
    assert paper.executor
    assert render.page_count(paper) == 1


def test_a_web_process_has_printed_before_anybody_asks() -> None:
    done = subprocess.run([sys.executable, "-c", PROCESS], capture_output=True, text=True, check=True)

    assert done.stdout.strip() == "1"
    assert "could not be warmed up" not in done.stderr


def test_a_printer_that_cannot_be_warmed_up_hinders_nobody(
    monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    def broken(*_arguments: object, **_more: object) -> bytes:
        raise RuntimeError("The typefaces are not there.")

    monkeypatch.setattr(warming, "render_pdf", broken)

    warming.begin().join()

    assert "The typefaces are not there." in caplog.text
