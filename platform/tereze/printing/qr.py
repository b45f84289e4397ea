"""QR codes as drawings that stay sharp at any size."""

from dataclasses import dataclass

import segno

# Letters that a QR code stores in 5.5 bits instead of 8: capitals, digits and these.
_COMPACT = frozenset("0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ $%*+-./:")
# 330 characters fit version 11 at level M. Beyond 400 the modules become too fine for a photocopy of a paper.
LONGEST_TEXT = 400
# A telephone held over paper reads modules of 0.42 mm; 28 mm is what people expect a code to look like.
_SMALLEST_MODULE_MM = 0.42
_SMALLEST_CODE_MM = 28.0
QUIET_MODULES = 4


class UnsuitableTextError(ValueError):
    """The text cannot become a code that telephones read well from paper."""


@dataclass(frozen=True, slots=True)
class Code:
    """A QR code as SVG; `side_mm` is how wide to print it with its white border, `quiet_mm` the border."""

    svg: bytes
    side_mm: float
    quiet_mm: float


def draw(text: str) -> Code:
    """Return the QR code of `text` in capitals; raise `UnsuitableTextError` if it would read badly from paper."""
    capitals = text.upper()
    if not capitals or not _COMPACT.issuperset(capitals):
        raise UnsuitableTextError("A QR code here says only Latin letters, digits and $ % * + - . / : and spaces.")
    if len(capitals) > LONGEST_TEXT:
        raise UnsuitableTextError(f"A QR code here says at most {LONGEST_TEXT} characters, not {len(capitals)}.")
    # One fixed mask: trying all eight costs 8 ms, and what we print is signatures, which look random under any mask.
    matrix = segno.make_qr(capitals, error="m", mode="alphanumeric", mask=3).matrix
    module_mm = max(_SMALLEST_MODULE_MM, _SMALLEST_CODE_MM / len(matrix))
    side = len(matrix) + 2 * QUIET_MODULES
    return Code(_svg(matrix, side), round(side * module_mm, 3), round(QUIET_MODULES * module_mm, 3))


def _svg(matrix: tuple[bytearray, ...], side: int) -> bytes:
    """Return one path of a rectangle per run of dark modules: one fill, so that no viewer shows seams between rows."""
    path = "".join(_row(row, y) for y, row in enumerate(matrix, start=QUIET_MODULES))
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {side} {side}" width="{side}" height="{side}">'
        f'<path fill="#fff" d="M0 0h{side}v{side}H0z"/><path d="{path}"/></svg>'
    ).encode()


def _row(row: bytearray, y: int) -> str:
    runs = []
    x = QUIET_MODULES
    for stretch in bytes(row).replace(b"\x00\x01", b"\x00|\x01").replace(b"\x01\x00", b"\x01|\x00").split(b"|"):
        if stretch[:1] == b"\x01":
            runs.append(f"M{x} {y}h{len(stretch)}v1H{x}z")
        x += len(stretch)
    return "".join(runs)
