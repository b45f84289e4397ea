"""`python -m tereze.printing.verify FILE_OR_CODE [--keys FILE] [--list FILE]`: is this certificate genuine?

Needs no network, no database and no settings. FILE is a PDF or a picture with the QR code, CODE what the QR code says
or a typed short code. Keys and lists are what a council serves at /v/keys.json and /v/list.bin.

Says one line; the exit code tells the outcome: 0 valid, 10 expired, 11 revoked, 12 replaced, 13 altered or forged,
14 not of a council known here, 15 mistyped, 16 only the council's page can tell, 17 the signature is good but whether
it was revoked is not certain, 20 nothing to read.
"""

import argparse
import re
import shutil
import subprocess
import sys
import tempfile
import zlib
from collections.abc import Iterator, Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import Final

from tereze.printing import checking, revocations
from tereze.printing.checking import Outcome, Verdict
from tereze.printing.keyring import Keyring, MalformedKeysError
from tereze.printing.revocations import MalformedListError, RevocationList, UntrustedListError

EXIT: Final = {
    Outcome.VALID: 0,
    Outcome.EXPIRED: 10,
    Outcome.REVOKED: 11,
    Outcome.REPLACED: 12,
    Outcome.FORGED: 13,
    Outcome.UNKNOWN: 14,
    Outcome.MISTYPED: 15,
    Outcome.NEEDS_NETWORK: 16,
}
UNCERTAIN, UNREADABLE = 17, 20
LARGEST_FILE = 20_000_000
_IN_TEXT = re.compile(rb"https?://[^/\s()<>]+/v/[A-Z2-7]{120,600}", re.IGNORECASE)
_STREAM = re.compile(rb"stream\r?\n(.*?)\r?\nendstream", re.DOTALL)


class UnreadableError(Exception):
    """There is nothing to check; the sentence says why."""


def main(arguments: Sequence[str] | None = None) -> int:
    """Check what is named on the command line; say one line; return the exit code."""
    asked = _asked(arguments)
    try:
        keyring, lists = _trusted(asked.keys, asked.list)
        text = read(asked.what)
    except (UnreadableError, MalformedKeysError, MalformedListError, UntrustedListError, OSError) as error:
        sys.stdout.write(f"cannot check: {error}\n")
        return UNREADABLE
    verdict = checking.check(text, keyring=keyring, lists=lists, at=datetime.now(UTC))  # noqa: TID251  # no settings here
    sys.stdout.write(line(verdict, lists) + "\n")
    return UNCERTAIN if verdict.outcome == Outcome.VALID and not verdict.is_certain else EXIT[verdict.outcome]


def _asked(arguments: Sequence[str] | None) -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m tereze.printing.verify", description=__doc__)
    parser.add_argument("what", metavar="FILE_OR_CODE")
    parser.add_argument("--keys", type=Path, action="append", default=[], help="a council's keys.json; may be repeated")
    parser.add_argument("--list", type=Path, action="append", default=[], help="a council's list.bin; may be repeated")
    return parser.parse_args(arguments)


def _trusted(keys: Sequence[Path], lists: Sequence[Path]) -> tuple[Keyring, dict[str, RevocationList]]:
    """Return the keys and lists of those files; of two lists of one council the newer."""
    rings = [Keyring.read(file.read_bytes()) for file in keys]
    keyring = Keyring.of(signer for ring in rings for signer in ring.signers.values())
    found = [revocations.decode(file.read_bytes(), keyring.key_of) for file in lists]
    return keyring, {one.council: one for one in sorted(found, key=lambda one: one.made_at)}


def read(what: str) -> str:
    """Return what the QR code in the file `what` says, or `what` itself where it is no file. Raises UnreadableError."""
    if len(what) > 255 or not Path(what).is_file():
        return what
    file = Path(what)
    if file.stat().st_size > LARGEST_FILE:
        raise UnreadableError("the file is too large for a certificate")
    raw = file.read_bytes()
    found = _written_in(raw) if raw.startswith(b"%PDF") else ""
    found = found or next(_seen_in(file, is_pdf=raw.startswith(b"%PDF")), "")
    if not found:
        raise UnreadableError("no QR code of a certificate was found in the file")
    return found


def _written_in(pdf: bytes) -> str:
    """Return the address of a certificate that stands in the PDF's properties, links or text; empty if none does."""
    for part in [pdf, *(_inflated(one) for one in _STREAM.findall(pdf))]:
        found = _IN_TEXT.search(part)
        if found:
            return found[0].decode("ascii", "replace")
    return ""


def _inflated(stream: bytes) -> bytes:
    try:
        return zlib.decompressobj().decompress(stream, LARGEST_FILE)
    except zlib.error:
        return b""


def _seen_in(file: Path, *, is_pdf: bool) -> Iterator[str]:
    """Yield the texts of QR codes that a decoder sees. Raises UnreadableError where none is installed."""
    try:
        import zxingcpp  # a decoder is a luxury: codes are checked without one
        from PIL import Image
    except ImportError as error:
        raise UnreadableError("to read QR codes install: pip install zxing-cpp pillow") from error
    with tempfile.TemporaryDirectory() as folder:
        for picture in _pages(file, Path(folder)) if is_pdf else [file]:
            try:
                opened = Image.open(picture)
                found = zxingcpp.read_barcodes(opened)
            except (OSError, ValueError, Image.DecompressionBombError) as error:
                raise UnreadableError("the file is neither a PDF nor a picture") from error
            yield from (str(one.text) for one in found if "/V/" in str(one.text).upper())


def _pages(pdf: Path, folder: Path) -> list[Path]:
    program = shutil.which("pdftoppm")
    if program is None:
        raise UnreadableError("to read PDFs install pdftoppm (poppler-utils), or give what the QR code says")
    subprocess.run([program, "-r", "200", "-l", "4", "-png", str(pdf), str(folder / "page")], check=False, timeout=60)
    return sorted(folder.glob("page*.png"))


def line(verdict: Verdict, lists: dict[str, RevocationList]) -> str:
    """Return the outcome as one line."""
    words = [verdict.outcome.value.upper()]
    said, signer = verdict.statement, verdict.signer
    if said and signer:
        words.append(f"№ {said.number} of {said.issued_on}, {said.kind}, {said.initials}, signed by {signer.council}")
        words.append(f"until {said.valid_until}" if said.valid_until else "without a limit")
    if signer and signer.council in lists:
        words.append(f"list of {lists[signer.council].made_at:%Y-%m-%d %H:%M} UTC")
    return "; ".join(_plain(word) for word in [*words, *verdict.remarks])


def _plain(text: str) -> str:
    """Return `text` without what a terminal would obey."""
    return "".join(sign if sign.isprintable() else "?" for sign in text)


if __name__ == "__main__":
    sys.exit(main())
