"""Commands that need no database neither wait for one nor complain that there is none."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from tereze.config import environment
from tereze.ops import local

ROOT = Path(__file__).resolve().parents[3]


@pytest.mark.parametrize("command", [["makemigrations", "--check", "--dry-run"], ["check"]], ids=" ".join)
def test_a_command_without_a_database_is_quiet(command: list[str], tmp_path: Path) -> None:
    kept = {name: value for name, value in os.environ.items() if name not in {"DATABASE_URL", "DJANGO_SETTINGS_MODULE"}}
    done = subprocess.run(
        [sys.executable, "manage.py", *command],
        cwd=ROOT, capture_output=True, text=True, timeout=60, check=False, env=kept | {"TEREZE_DATA": str(tmp_path)},
    )  # fmt: skip

    assert (done.returncode, done.stderr) == (0, "")


def test_the_address_that_is_none_is_known_to_the_settings(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SOMEWHERE", local.NOWHERE)

    assert environment.database("SOMEWHERE")["HOST"] == environment.NO_DATABASE
