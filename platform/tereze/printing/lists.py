"""Long lists to PDF: a layout of ours, and the rows that it sets, as plain JSON.

As with certificates nothing of the data is read as markup. A list says nothing for ever, so its layout may change.
"""

import json
from collections.abc import Mapping
from datetime import datetime
from functools import cache
from importlib.resources import files
from typing import Any

from tereze.printing.render import compiler


def render_list(
    layout: str, data: Mapping[str, Any], *, printed_at: datetime, pictures: Mapping[str, bytes] | None = None
) -> bytes:
    """Return the PDF that `layouts/{layout}.typ` makes of `data`, said to be made at `printed_at` (with its zone).

    `pictures` are files that the layout names (SVG, checked by whoever hands them in).
    """
    if printed_at.tzinfo is None:
        raise ValueError("The moment of printing needs a time zone.")
    inputs = {"main.typ": _layout(layout), "list.json": json.dumps(data, ensure_ascii=False).encode()}
    inputs |= pictures or {}
    pdf: bytes = compiler().compile(inputs, format="pdf", pdf_tags=False, timestamp=int(printed_at.timestamp()))
    return pdf


@cache
def _layout(name: str) -> bytes:
    return (files("tereze.printing") / "layouts" / f"{name}.typ").read_bytes()
