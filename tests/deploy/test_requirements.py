"""The locked requirements agree with pyproject.toml and name no registry."""

import re
import tomllib
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
FOLDER = ROOT / "deploy" / "requirements"
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))


def plain(name: str) -> str:
    return re.sub(r"[-_.]+", "-", name).lower()


def pins(lines: list[str]) -> dict[str, str]:
    """Names with versions of lines like `django[x]==5.2 \\`."""
    found = (re.match(r"([A-Za-z0-9._-]+)(?:\[[^\]]*\])?==([^\s;\\]+)", line) for line in lines)
    return {plain(match[1]): match[2] for match in found if match}


def locked(name: str) -> dict[str, str]:
    return pins((FOLDER / f"{name}.txt").read_text(encoding="utf-8").splitlines())


def test_the_image_gets_the_versions_of_pyproject() -> None:
    wanted = pins(PROJECT["project"]["dependencies"])

    assert len(wanted) == len(PROJECT["project"]["dependencies"]), "every dependency is pinned exactly"
    assert wanted.items() <= locked("production").items(), "run deploy/requirements/lock.sh"


def test_developers_get_the_images_versions_and_their_tools() -> None:
    tools = pins(PROJECT["dependency-groups"]["dev"])

    assert tools.items() <= locked("dev").items(), "run deploy/requirements/lock.sh"
    assert locked("production").items() <= locked("dev").items()


@pytest.mark.parametrize("tool", ["pytest", "mypy", "playwright", "moto"])
def test_tools_stay_out_of_the_image(tool: str) -> None:
    assert tool not in locked("production")


@pytest.mark.parametrize("name", ["production", "dev"])
def test_everything_has_hashes_and_no_address_is_written(name: str) -> None:
    text = (FOLDER / f"{name}.txt").read_text(encoding="utf-8")
    entries = re.split(r"\n(?=[a-z0-9])", text.partition("\n")[2])

    assert "://" not in text
    assert "--index" not in text
    assert all("--hash=sha256:" in entry for entry in entries if "==" in entry)


def test_each_dependency_says_why_it_is_there() -> None:
    lines = (ROOT / "pyproject.toml").read_text(encoding="utf-8").splitlines()

    assert [line for line in lines if re.match(r'  "[a-z].*==.*",$', line)] == []
