"""QR codes as drawings that stay sharp at any size."""

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


def draw(text: str) -> tuple[str, float]:
    """Return an SVG of the QR code of `text` in capitals, quiet zone included, and its width in millimetres."""
    capitals = text.upper()
    if not capitals or not _COMPACT.issuperset(capitals):
        raise UnsuitableTextError("A QR code here says only Latin letters, digits and $ % * + - . / : and spaces.")
    if len(capitals) > LONGEST_TEXT:
        raise UnsuitableTextError(f"A QR code here says at most {LONGEST_TEXT} characters, not {len(capitals)}.")
    # One fixed mask: trying all eight costs 8 ms, and what we print is signatures, which look random under any mask.
    code = segno.make_qr(capitals, error="m", mode="alphanumeric", mask=3)
    modules = len(code.matrix)
    module_mm = max(_SMALLEST_MODULE_MM, _SMALLEST_CODE_MM / modules)
    side = modules + 2 * QUIET_MODULES
    return _svg(code.matrix, side), round(side * module_mm, 3)


def _svg(matrix: tuple[bytearray, ...], side: int) -> str:
    """Return one path of a rectangle per run of dark modules: one fill, so that no viewer shows seams between rows."""
    path = "".join(_row(row, y) for y, row in enumerate(matrix, start=QUIET_MODULES))
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {side} {side}" width="{side}" height="{side}">'
        f'<path fill="#fff" d="M0 0h{side}v{side}H0z"/><path d="{path}"/></svg>'
    )


def _row(row: bytearray, y: int) -> str:
    runs = []
    x = QUIET_MODULES
    for stretch in bytes(row).replace(b"\x00\x01", b"\x00|\x01").replace(b"\x01\x00", b"\x01|\x00").split(b"|"):
        if stretch[:1] == b"\x01":
            runs.append(f"M{x} {y}h{len(stretch)}v1H{x}z")
        x += len(stretch)
    return "".join(runs)
