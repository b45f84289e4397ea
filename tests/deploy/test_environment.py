"""`.env.example` and the code say the same about the environment."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from tereze.config import environment

ROOT = Path(environment.__file__).resolve().parents[3]
EXAMPLE = ROOT / ".env.example"
COMPOSE = ROOT / "deploy" / "compose.yaml"
READERS = {"text", "flag", "number", "database"}


def read_by_code() -> Iterator[str]:
    for folder in ("platform", "tenants", "services", "deploy"):
        for file in (ROOT / folder).rglob("*.py"):
            for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
                match node:
                    case ast.Call(func=ast.Attribute(value=ast.Name("environment"), attr=reader), args=[name, *_]):
                        if reader in READERS:
                            yield ast.literal_eval(name)


def read_by_compose() -> set[str]:
    return set(re.findall(r"\$\{(\w+)", COMPOSE.read_text(encoding="utf-8")))


def listed(*, needed: bool) -> list[str]:
    return re.findall(rf"^{'' if needed else '#'}([A-Z][A-Z0-9_]*)=", EXAMPLE.read_text(encoding="utf-8"), re.MULTILINE)


def test_every_variable_is_listed_once_and_none_that_nobody_reads() -> None:
    names = listed(needed=True) + listed(needed=False)

    assert sorted(names) == sorted(set(read_by_code()) | read_by_compose())


def test_what_is_needed_stands_uncommented() -> None:
    assert {"DATABASE_URL", "TEREZE_BASE_DOMAIN", "SECRET_KEY"} <= set(listed(needed=True))


def test_every_variable_is_explained() -> None:
    lines = EXAMPLE.read_text(encoding="utf-8").splitlines()
    blocks = "\n".join(lines).split("\n\n")

    assert all(block.startswith("#") for block in blocks), "each group begins with what it is about"


def test_compose_demands_what_cannot_be_guessed() -> None:
    demanded = set(re.findall(r"\$\{(\w+):\?", COMPOSE.read_text(encoding="utf-8")))

    assert demanded == {"POSTGRES_PASSWORD", "TEREZE_PASSWORD", "TEREZE_BASE_DOMAIN"}


def test_the_example_names_no_secret() -> None:
    values = dict(re.findall(r"^(\w+)=(.*)$", EXAMPLE.read_text(encoding="utf-8"), re.MULTILINE))

    assert values["SECRET_KEY"] == values["POSTGRES_PASSWORD"] == ""
    assert values["TEREZE_PASSWORD"] in values["DATABASE_URL"]


@pytest.mark.parametrize("value", ["postgresql://tereze:p%40ss@db:5432/tereze?sslmode=require"])
def test_the_address_of_the_database_is_taken_apart(value: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SOMEWHERE", value)

    assert environment.database("SOMEWHERE") == {
        "NAME": "tereze",
        "USER": "tereze",
        "PASSWORD": "p@ss",
        "HOST": "db",
        "PORT": "5432",
        "OPTIONS": {"sslmode": "require"},
    }
