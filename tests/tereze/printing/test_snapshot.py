"""A document and its snapshot are one and the same."""

import io
import json
from dataclasses import replace

import pytest
from PIL import Image

from tereze.printing.document import (
    Column,
    Document,
    ImpossibleDocumentError,
    Languages,
    Part,
    Table,
)
from tereze.printing.snapshot import DamagedSnapshotError
from tests.tereze.printing.samples import LETTERHEAD, SIGNATURES, kyrgyz, paper, russian, saying


def _png() -> bytes:
    file = io.BytesIO()
    Image.new("RGBA", (40, 40), (20, 80, 120, 200)).save(file, "PNG")
    return file.getvalue()


@pytest.mark.parametrize(
    "document",
    [
        paper("ky", 9),
        paper("both", 3),
        saying('«Ң» \u0000 "\\'),
        replace(paper("ru"), verification=None, executor=None, seal=False, signatures=(), watermark="ҮЛГҮ"),
        replace(paper(), letterhead=replace(LETTERHEAD, emblem=_png(), accent="#8a3b12")),
    ],
    ids=["family", "both", "strange", "bare", "emblem"],
)
def test_a_document_comes_back_from_its_snapshot(document: Document) -> None:
    kept = document.to_json()

    assert Document.from_json(kept) == document
    assert Document.from_json(kept).to_json() == kept


def test_a_snapshot_may_be_kept_as_a_json_column_keeps_it() -> None:
    kept = json.loads(paper("both", 3).to_json())

    reordered = json.dumps(dict(reversed(kept.items())), indent=2)
    assert Document.from_json(reordered) == paper("both", 3)


def test_whole_and_broken_widths_of_columns_are_one() -> None:
    assert Column("Аты", "left", 2) == Column("Аты", "left", 2.0)
    assert Table(columns=(Column("Аты", "left", 2),), rows=()) == Table(columns=(Column("Аты", "left", 2.0),), rows=())


@pytest.mark.parametrize(
    "change",
    [
        {"number": 7},
        {"language": "en"},
        {"parts": {}},
        {"signatures": [{"position": "башчы"}]},
        {"unknown": 1},
        {"layout": "1"},
        {"letterhead": None},
        {"seal": "yes"},
    ],
    ids=str,
)
def test_a_damaged_snapshot_is_refused(change: dict[str, object]) -> None:
    kept = json.loads(paper().to_json()) | change

    with pytest.raises(DamagedSnapshotError):
        Document.from_json(json.dumps(kept))


@pytest.mark.parametrize("text", ["", "{}", "[]", "null", '"x"', "[" * 100_000])
def test_what_is_no_snapshot_is_refused(text: str) -> None:
    with pytest.raises(DamagedSnapshotError):
        Document.from_json(text)


def test_a_snapshot_without_a_field_is_refused() -> None:
    kept = json.loads(paper().to_json())
    del kept["layout"]

    with pytest.raises(DamagedSnapshotError):
        Document.from_json(json.dumps(kept))


def test_an_emblem_that_is_not_base64_is_refused() -> None:
    kept = json.loads(paper().to_json())
    kept["letterhead"]["emblem"] = "$$$"

    with pytest.raises(DamagedSnapshotError):
        Document.from_json(json.dumps(kept))


@pytest.mark.parametrize(
    ("language", "parts"),
    [("ky", (russian(),)), ("both", (russian(), kyrgyz())), ("both", (kyrgyz(),)), ("ru", ())],
    ids=["other language", "wrong order", "one missing", "none"],
)
def test_parts_stand_in_the_order_of_the_languages(language: Languages, parts: tuple[Part, ...]) -> None:
    with pytest.raises(ImpossibleDocumentError, match="Kyrgyz first"):
        replace(paper(), language=language, parts=parts)


def test_tables_that_cannot_be_set_are_refused() -> None:
    with pytest.raises(ImpossibleDocumentError, match="as many cells"):
        Table(columns=(Column("Аты"),), rows=(("Асан", "Үсөн"),))
    with pytest.raises(ImpossibleDocumentError, match="at least one column"):
        Table(columns=(), rows=())
    with pytest.raises(ImpossibleDocumentError, match="rest of the line"):
        Table(columns=(Column("Аты", "left", 0),), rows=())
    with pytest.raises(ImpossibleDocumentError, match="never below zero"):
        Table(columns=(Column("Аты"), Column("Жашы", "left", -1)), rows=())


def test_a_paper_has_room_for_six_signatures() -> None:
    with pytest.raises(ImpossibleDocumentError, match="six people"):
        replace(paper(), signatures=SIGNATURES * 4)
