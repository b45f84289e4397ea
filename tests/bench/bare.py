"""The bare limit of issuing: the same documents rendered and the same rows committed, and nothing else."""

import time
from typing import Any

import psycopg
from psycopg.rows import DictRow, dict_row
from psycopg.sql import SQL, Identifier, Placeholder
from psycopg.types.json import Jsonb

from tests.bench.world import World

TABLES = ("storage_storedfile", "certificates_certificate", "audit_entry", "exchange_event")
"""Where issuing one certificate adds a row, in the order in which it does."""
CHANGED = ("numbering_counter", "audit_end")
"""Where it changes one."""
ISSUED = "certificate.issued"

Rows = dict[str, DictRow]


def issued_barely(place: World, *, times: int, warm: int) -> tuple[list[float], list[float]]:
    """Return the milliseconds that rendering, and that committing, took for each of the newest `times` certificates.

    Each is rendered once in the order in which they were issued, and its rows are written by psycopg into copies of
    the tables with all their indexes and checks, in one transaction that waits for the disk. The `warm` certificates
    before those do not count, as they did not when they were issued.
    """
    from services.certificates.models import Certificate
    from tereze.printing.document import Document
    from tereze.printing.render import render_pdf

    rendered, committed = [], []
    with psycopg.connect(place.server.url, autocommit=True, row_factory=dict_row) as line:
        found = [_rows(line, number) for number in _newest(line, warm + times)]
        _copy_tables(line)
        for rows in found:
            row = rows[Certificate._meta.db_table]
            document = Document.from_json(row["snapshot"]["document"])
            began = time.perf_counter()
            pdf = render_pdf(document, printed_at=row["issued_at"])
            rendered.append((time.perf_counter() - began) * 1000)
            began = time.perf_counter()
            _commit(line, rows, pdf)
            committed.append((time.perf_counter() - began) * 1000)
        line.execute("DROP SCHEMA bare CASCADE")
    return rendered[warm:], committed[warm:]


def _newest(line: psycopg.Connection[DictRow], times: int) -> list[str]:
    newest = line.execute("SELECT number FROM karool.certificates_certificate ORDER BY id DESC LIMIT %s", [times])
    return [row["number"] for row in reversed(newest.fetchall())]


def _rows(line: psycopg.Connection[DictRow], number: str) -> Rows:
    """Return the rows that were written when the certificate was issued, by table."""
    certificate = _one(line, "certificates_certificate WHERE number = %s", number)
    return {
        "storage_storedfile": _one(line, "storage_storedfile WHERE id = %s", certificate["file_id"]),
        "certificates_certificate": certificate,
        "audit_entry": _one(
            line, "audit_entry WHERE action = 'certificate.issued' AND details->>'number' = %s", number
        ),
        "exchange_event": _one(line, "exchange_event WHERE payload->>'certificate' = %s", certificate["reference"]),
    }


def _one(line: psycopg.Connection[DictRow], what: str, value: Any) -> DictRow:
    row = line.execute(f"SELECT * FROM karool.{what}", [value]).fetchone()
    assert row is not None, what
    return row


def _copy_tables(line: psycopg.Connection[DictRow]) -> None:
    line.execute("CREATE SCHEMA bare")
    for table in (*TABLES, *CHANGED):
        line.execute(f"CREATE TABLE bare.{table} (LIKE karool.{table} INCLUDING ALL)")
    for table in CHANGED:
        line.execute(f"INSERT INTO bare.{table} OVERRIDING SYSTEM VALUE SELECT * FROM karool.{table}")


def _commit(line: psycopg.Connection[DictRow], rows: Rows, pdf: bytes) -> None:
    entry = rows["audit_entry"]
    with line.transaction():
        line.execute("UPDATE bare.numbering_counter SET last = last + 1 RETURNING last")
        for table in TABLES:
            row = rows[table] | ({"content": pdf} if table == "storage_storedfile" else {})
            _insert(line, table, row)
        line.execute("UPDATE bare.audit_end SET sequence = %s, hash = %s", [entry["sequence"], entry["hash"]])


def _insert(line: psycopg.Connection[DictRow], table: str, row: DictRow) -> None:
    statement = SQL("INSERT INTO bare.{} ({}) OVERRIDING SYSTEM VALUE VALUES ({})").format(
        Identifier(table), SQL(", ").join(map(Identifier, row)), SQL(", ").join(Placeholder() * len(row))
    )
    line.execute(statement, [Jsonb(value) if isinstance(value, dict) else value for value in row.values()])
