"""Long lists set by a layout of their own."""

import io
from datetime import datetime
from typing import Any

import pytest
from pypdf import PdfReader

from tereze.clock import OFFICE_TIME
from tereze.printing.lists import render_list

AT = datetime(2026, 11, 23, 10, 0, tzinfo=OFFICE_TIME)
WORDS = ("house", "people", "property", "visit", "walker", "date", "signature", "news", "nobody", "nobody_home",
         "refused", "empty", "seen")  # fmt: skip


def walk_list(*houses: str, name: str = "Өмүрбекова Ңурай") -> dict[str, Any]:
    yards = [
        {"house": house, "note": "", "account": "1-1", "members": [[name, "1984"]], "property": [], "had": ["3"],
         "other": []}
        for house in houses
    ]  # fmt: skip
    street = {"village": "Кароол айылы", "name": "Ала-Тоо көчөсү", "walker": "—", "count": "", "yards": yards}
    return {
        "title": "Чарба эсеби", "language": "ky", "foot": "Кароол", "columns": ["саан уй"],
        "words": dict.fromkeys(WORDS, "сөз"), "streets": [street, street],
    }  # fmt: skip


def test_every_street_begins_a_page_and_heads_are_repeated() -> None:
    pages = PdfReader(io.BytesIO(render_list("walk_list", walk_list(*map(str, range(1, 41))), printed_at=AT))).pages
    texts = [page.extract_text() for page in pages]

    assert len(texts) > 2
    assert all("Ала-Тоо көчөсү" in text and "саан уй" in text for text in texts)
    assert f"{len(texts)} / {len(texts)}" in texts[-1]


def test_nothing_of_the_data_is_markup() -> None:
    pdf = render_list("walk_list", walk_list("1", name='#panic("x") *_$'), printed_at=AT)

    assert '#panic("x") *_$' in PdfReader(io.BytesIO(pdf)).pages[0].extract_text()


def test_the_same_list_at_the_same_moment_is_the_same_file() -> None:
    first, again = (render_list("walk_list", walk_list("1"), printed_at=AT) for _time in range(2))

    assert first == again


def test_a_moment_without_a_zone_is_refused() -> None:
    with pytest.raises(ValueError, match="time zone"):
        render_list("walk_list", walk_list("1"), printed_at=datetime(2026, 11, 23))  # noqa: DTZ001
