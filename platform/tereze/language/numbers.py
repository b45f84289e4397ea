"""Numbers as Kyrgyz and Russian print them: a decimal comma and thin gaps between thousands."""

from decimal import Decimal

THOUSANDS_GAP = "\u202f"
"""A narrow no-break space: a sum must not fall apart at the end of a line."""

MINUS = "\u2212"

_SIGNS = str.maketrans({",": THOUSANDS_GAP, ".": ",", "-": MINUS})


def grouped(number: int | Decimal) -> str:
    """Return `number` with its thousands apart: 12345 is «12 345», Decimal("1204.50") is «1 204,50».

    Decimals keep the places they have: round before. Infinity and "not a number" are refused.
    """
    exact = Decimal(number)
    if not exact.is_finite():
        raise ValueError(f"{number} cannot be printed as a number")
    return f"{exact:,f}".translate(_SIGNS)
