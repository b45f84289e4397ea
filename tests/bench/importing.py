"""An office's register of 17,000 rows, from the file to the commit."""

import io
import time
from collections.abc import Iterator

import psycopg
from python_calamine import CalamineWorkbook

from tests.bench.figure import Figure
from tests.bench.world import RESIDENTS, World, world


def run() -> Iterator[Figure]:
    """Measure importing a messy workbook against reading its cells and copying them bare into one table."""
    with world(residents=0) as place:
        from tests.services.registers.imports import messy

        content = messy.workbook(messy.council(RESIDENTS), mistakes=False).content
        read, cells = _read(content)
        copied = _copy(place, cells)
        checked, imported, new = _import(content)
    whole = checked + imported
    yield Figure("import", f"{len(cells)} rows, file to commit", whole, "s", 20, whole / (read + copied),
                 "reading the cells plus a bare COPY")  # fmt: skip
    yield Figure("import", "the dry run in it", checked, "s", None)
    yield Figure("import", "new residents", new, "", None)
    yield Figure("import", "reading the cells, bare", read, "s", 2)


def _read(content: bytes) -> tuple[float, list[list[str]]]:
    began = time.perf_counter()
    book = CalamineWorkbook.from_filelike(io.BytesIO(content))
    rows = max((sheet.to_python() for sheet in (book.get_sheet_by_name(name) for name in book.sheet_names)), key=len)
    return time.perf_counter() - began, [[str(cell) for cell in row] for row in rows]


def _copy(place: World, rows: list[list[str]]) -> float:
    with psycopg.connect(place.server.url, autocommit=True) as line, line.cursor() as cursor:
        cursor.execute("CREATE TABLE bare (cells text[])")
        began = time.perf_counter()
        with cursor.copy("COPY bare FROM STDIN") as copy:
            for row in rows:
                copy.write_row([row])
        taken = time.perf_counter() - began
        cursor.execute("DROP TABLE bare")
    return taken


def _import(content: bytes) -> tuple[float, float, int]:
    from django_tenants.utils import schema_context

    from services.registers.imports import importing, runs
    from services.registers.models.imports import ImportState
    from tereze import clock
    from tereze.accounts.permissions import Platform

    by = Platform("bench")
    with schema_context("karool"):
        began = time.perf_counter()
        uploaded = runs.upload(content=content, name="register.xlsx", by=by, on=clock.today())
        runs.map_columns(uploaded.reference, mapped=uploaded.mapped, by=by)
        checked = importing.check(uploaded.reference)
        assert checked is not None
        dry = time.perf_counter() - began
        runs.ask_import(checked.reference, leave_out_errors=True, digest=checked.plan_digest, by=by)
        done = importing.carry_out(checked.reference)
        assert done is not None
        assert done.state == ImportState.DONE, done.state
        return dry, time.perf_counter() - began - dry, int(done.counts["new"])
