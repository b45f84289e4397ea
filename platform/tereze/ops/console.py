"""What a command tells the person who started it."""

import sys
import time
from collections.abc import Sequence


class Console:
    """Steps with the seconds they took, on standard error; standard output is for results."""

    def __init__(self) -> None:
        self.began = time.perf_counter()
        self._step_began = self.began
        self._open = False

    def elapsed(self) -> float:
        """Return seconds since the start."""
        return time.perf_counter() - self.began

    def step(self, text: str) -> None:
        """Begin a step; the one before is done."""
        self.done()
        self._step_began = time.perf_counter()
        self._open = True
        self._write(f"▸ {text}\n")

    def detail(self, text: str) -> None:
        """Say what is going on within the step."""
        self._write(f"    {text}\n")

    def done(self) -> None:
        """End the open step with its seconds."""
        if self._open:
            self._write(f"    {time.perf_counter() - self._step_began:.1f} s\n")
        self._open = False

    def say(self, text: str) -> None:
        self._write(f"\n{text}\n")

    def fail(self, text: str) -> None:
        self._write(f"\n✗ {text}\n")

    def ask(self, question: str) -> bool:
        """Ask for a plain yes; no terminal means no."""
        self._write(question)
        return sys.stdin.isatty() and sys.stdin.readline().strip().lower() == "yes"

    def table(self, rows: Sequence[tuple[str, str, str, str]]) -> None:
        """Show who signs in where."""
        widths = [max(len(row[column]) for row in rows) for column in range(4)]
        self._write("\n")
        for row in rows:
            self._write("  " + "  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)) + "\n")

    def _write(self, text: str) -> None:
        sys.stderr.write(text)
        sys.stderr.flush()
