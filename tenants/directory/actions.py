"""What can be done with regions and districts."""

import tomllib
from pathlib import Path
from typing import Any, TypeVar

from django.db import models, transaction

from tenants.directory.models import District, Region

Row = TypeVar("Row", bound=models.Model)

REFERENCE = Path(__file__).parent / "reference"
"""The country's regions and districts with their SOATE codes, as files."""


@transaction.atomic
def load_reference() -> int:
    """Write the regions and districts of the files into the public schema; return how many there are.

    A row that is there already takes over what its file says. Rows that left the files stay: tenants may name them.
    """
    regions = [Region(**row) for row in _read("regions")]
    districts = [District(region_id=row.pop("region"), **row) for row in _read("districts")]
    _write(Region, regions, "soate", "name_ky", "name_ru", "name_en", "verified")
    _write(District, districts, "region", "soate", "name_ky", "name_ru", "name_en", "verified")
    return len(regions) + len(districts)


def _read(name: str) -> list[dict[str, Any]]:
    rows: list[dict[str, Any]] = tomllib.loads((REFERENCE / f"{name}.toml").read_text(encoding="utf-8"))[name]
    return rows


def _write(model: type[Row], rows: list[Row], *fields: str) -> None:
    model._default_manager.bulk_create(rows, update_conflicts=True, unique_fields=["key"], update_fields=fields)
