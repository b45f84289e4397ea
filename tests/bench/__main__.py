"""`python -m tests.bench NAME [--json]`."""

import argparse
import subprocess
import sys
from collections.abc import Callable, Iterator
from importlib import import_module

from tests.bench.figure import Figure

NAMES = {
    "issue": "tests.bench.issuing",
    "search": "tests.bench.searching",
    "render": "tests.bench.rendering",
    "onboard": "tests.bench.onboarding",
    "import": "tests.bench.importing",
    "page": "tests.bench.pages",
    "language": "tests.bench.wording",
    "register": "tests.bench.register",
    "walklist": "tests.bench.walklist",
    "verify": "tests.bench.verifying",
}


def main() -> int:
    """Run the benches that were named, and print what they found."""
    parser = argparse.ArgumentParser(prog="python -m tests.bench", description=__doc__)
    parser.add_argument("names", nargs="*", choices=[*NAMES, []], help="which (all if none is named)")
    parser.add_argument("--json", action="store_true", help="one JSON line per figure")
    options = parser.parse_args()
    names = options.names or list(NAMES)
    if len(names) > 1:  # each has a database of its own, and Django is set up once in a process
        more = ["--json"] if options.json else []
        return max(subprocess.call([sys.executable, "-m", "tests.bench", name, *more]) for name in names)
    run: Callable[[], Iterator[Figure]] = import_module(NAMES[names[0]]).run
    for figure in run():
        sys.stdout.write((figure.line() if options.json else figure.row()) + "\n")
        sys.stdout.flush()
    return 0


if __name__ == "__main__":
    sys.exit(main())
