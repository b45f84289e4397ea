"""An office's tables, from the file to the commit: 17,000 people, 12,000 parcels of land."""

import io
import itertools
import time
from collections.abc import Iterator
from typing import Final, NamedTuple

import psycopg
from python_calamine import CalamineWorkbook

from tests.bench.figure import Figure
from tests.bench.world import RESIDENTS, World, world

PARCELS: Final = 12_000


def run() -> Iterator[Figure]:
    """Measure importing messy workbooks against reading their cells and copying them bare into one table."""
    with world(residents=0) as place:
        from tests.services.registers.imports import messy

        content = messy.workbook(messy.council(RESIDENTS), mistakes=False).content
        read, cells = _read(content)
        whole_read = _read_by_us(content)
        copied = _copy(place, cells)
        people = _import(content, "register.xlsx")
        land = _import(_land(), "land.xlsx")
    bare = read + copied
    yield Figure("import", f"{len(cells)} rows, file to commit", people.whole, "s", 30, people.whole / bare,
                 "reading the cells plus a bare COPY")  # fmt: skip
    yield Figure("import", "the dry run in it", people.dry, "s", None)
    yield Figure("import", "new residents", people.new, "", None)
    yield Figure("import", "reading the cells, bare", read, "s", 2)
    yield Figure("import", "reading the cells in a process of their own", whole_read, "s", 2, whole_read / read,
                 "reading them bare")  # fmt: skip
    yield Figure("import", f"{PARCELS} rows of land, file to commit", land.whole, "s", 30)
    yield Figure("import", "the dry run of the land", land.dry, "s", None)
    yield Figure("import", "new rows of land", land.new, "", None)


class Taken(NamedTuple):
    """Seconds that an import took, and how many rows were new."""

    dry: float
    write: float
    new: int

    @property
    def whole(self) -> float:
        return self.dry + self.write


def _read_by_us(content: bytes) -> float:
    from services.registers.imports import reading

    began = time.perf_counter()
    reading.read(content, name="register.xlsx")
    return time.perf_counter() - began


def _land() -> bytes:
    """Write a list of land of the residents who have just been imported."""
    from django_tenants.utils import schema_context

    from services.registers.models import Membership
    from tests.services.registers.imports import messy_parts

    with schema_context("karool"):
        held = Membership.objects.filter(left_on=None).exclude(resident__pin="").select_related("resident", "household")
        owners = [
            messy_parts.Villager(one.resident.name.full, one.resident.pin, one.household.account)
            for one in held.order_by("pk")
        ]
    villagers = list(itertools.islice(itertools.cycle(owners), PARCELS))
    return messy_parts.land(villagers).formats["a.xlsx"]()


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


def _import(content: bytes, name: str) -> Taken:
    from django_tenants.utils import schema_context

    from services.registers.imports import importing, runs
    from services.registers.models.imports import ImportState
    from tereze import clock
    from tereze.accounts.permissions import Platform

    by = Platform("bench")
    with schema_context("karool"):
        began = time.perf_counter()
        uploaded = runs.upload(content=content, name=name, by=by, on=clock.today())
        runs.map_columns(uploaded.reference, mapped=uploaded.mapped, by=by)
        checked = importing.check(uploaded.reference)
        assert checked is not None
        dry = time.perf_counter() - began
        runs.ask_import(checked.reference, leave_out_errors=True, digest=checked.plan_digest, by=by)
        done = importing.carry_out(checked.reference)
        assert done is not None
        assert done.state == ImportState.DONE, done.state
        return Taken(dry, time.perf_counter() - began - dry, int(done.counts["new"]))
