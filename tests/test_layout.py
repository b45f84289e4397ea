"""The house itself: where things stand, what may stand there, and what must never."""

import importlib
import importlib.util
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.apps import AppConfig, apps
from django.conf import settings
from django.db.models import Field, Model

ROOT = Path(__file__).resolve().parents[1]
TOP = {
    ".ci", ".editorconfig", ".env.example", ".github", ".gitignore", "README.md", "deploy", "manage.py", "platform",
    "pyproject.toml", "services", "tenants", "tests",
}  # fmt: skip
PACKAGES = ("tereze", "tenants", "services")
SOURCES = (ROOT / "platform", ROOT / "tenants", ROOT / "services", ROOT / "tests", ROOT / "deploy", ROOT / ".github")
LONGEST = 400
PERSONAL = {
    "pin", "inn", "surname", "given_name", "given", "patronymic", "first_name", "last_name", "full_name", "birth_date",
    "birth_place", "sex", "phone", "email", "passport", "document", "document_number", "address", "street", "house",
    "flat", "resident", "household", "username", "password", "nationality", "photo",
}  # fmt: skip


def kept() -> list[Path]:
    """Files under version control, or on their way there."""
    listed = subprocess.run(
        ["git", "ls-files", "--cached", "--others", "--exclude-standard", "-z"],
        cwd=ROOT, capture_output=True, text=True, check=False,
    )  # fmt: skip
    if listed.returncode:
        pytest.skip("not a working copy")
    return [path for name in listed.stdout.split("\0") if name and (path := ROOT / name).is_file()]


def configs(names: list[str]) -> list[AppConfig]:
    by_name = {config.name: config for config in apps.get_app_configs()}
    return [by_name[name] for name in names]


def models_of(names: list[str]) -> Iterator[type[Model]]:
    for config in configs(names):
        yield from config.get_models(include_auto_created=True)


def folders() -> Iterator[Path]:
    for parent in (ROOT / "platform" / "tereze", ROOT / "tenants", ROOT / "services"):
        yield parent
        yield from (path for path in parent.iterdir() if path.is_dir() and path.name != "__pycache__")


# --- where things stand


def test_nothing_stands_at_the_top_that_does_not_belong_there() -> None:
    assert {path.relative_to(ROOT).parts[0] for path in kept()} <= TOP


def test_the_folder_platform_is_no_package_or_pythons_own_would_be_hidden() -> None:
    assert not (ROOT / "platform" / "__init__.py").exists()
    assert importlib.import_module("platform").python_version()


@pytest.mark.parametrize("name", PACKAGES)
def test_our_packages_come_from_this_tree(name: str) -> None:
    spec = importlib.util.find_spec(name)

    assert spec is not None
    assert spec.origin is not None
    assert Path(spec.origin).resolve().is_relative_to(ROOT)


def test_no_module_has_a_name_that_says_nothing() -> None:
    empty = {"utils", "helpers", "manager", "managers", "common", "misc", "base_utils"}

    assert [path for path in kept() if path.stem in empty and path.suffix == ".py"] == []


# --- how large, how finished


def test_no_file_is_too_long_to_read() -> None:
    long = {
        str(path.relative_to(ROOT)): lines
        for path in kept()
        if path.suffix in {".py", ".html", ".js", ".toml"} and "tests/" not in str(path)
        if (lines := len(path.read_text(encoding="utf-8").splitlines())) > LONGEST
    }
    # data, not code: a list of the country's districts is as long as the country, a migration as the tables it makes
    data = ("/reference/", "/words/", "/migrations/")
    assert {name for name in long if not any(folder in name for folder in data)} == set()


def test_nothing_is_left_for_later_in_a_comment() -> None:
    marks = re.compile(r"\b(" + "|".join(("TO" + "DO", "FIX" + "ME", "XX" + "X", "HA" + "CK")) + r")\b")
    texts = {".py", ".html", ".css", ".js", ".md", ".toml", ".yaml", ".sh", ".typ"}

    assert [path for path in kept() if path.suffix in texts and marks.search(path.read_text(encoding="utf-8"))] == []


@pytest.mark.parametrize("folder", sorted(folders()), ids=lambda path: str(path.relative_to(ROOT)))
def test_every_folder_says_what_it_is_for(folder: Path) -> None:
    described = folder.parent if folder.name == "tereze" else folder
    assert (described / "README.md").is_file()


def test_no_compiled_or_binary_file_is_kept() -> None:
    allowed = {".png"}  # pictures in the README
    binary = [path for path in kept() if b"\0" in path.read_bytes()[:4096] and path.suffix not in allowed]

    assert binary == []


def test_every_package_has_a_docstring() -> None:
    silent = [
        path
        for path in kept()
        if path.suffix == ".py" and "migrations" not in path.parts and path.stat().st_size
        if not re.match(r'(#!.*\n)?(# .*\n)*"""', path.read_text(encoding="utf-8"))
    ]
    assert silent == []


# --- public and councils


def test_no_app_is_both_shared_and_a_tenants() -> None:
    assert set(settings.SHARED_APPS) & set(settings.TENANT_APPS) == set()


def test_no_table_of_a_council_points_into_public() -> None:
    shared = set(models_of(settings.SHARED_APPS))
    crossing = [
        f"{model._meta.label}.{field.name}"
        for model in models_of(settings.TENANT_APPS)
        for field in model._meta.get_fields()
        if isinstance(field, Field) and field.related_model in shared
    ]
    assert crossing == []


def test_no_public_table_points_into_a_council() -> None:
    own = set(models_of(settings.TENANT_APPS))
    crossing = [
        f"{model._meta.label}.{field.name}"
        for model in models_of(settings.SHARED_APPS)
        for field in model._meta.get_fields()
        if isinstance(field, Field) and field.related_model in own
    ]
    assert crossing == []


def test_no_public_table_of_ours_has_a_column_for_a_persons_data() -> None:
    personal = [
        f"{model._meta.label}.{field.name}"
        for model in models_of(settings.SHARED_APPS)
        for field in model._meta.concrete_fields
        if field.name in PERSONAL or set(field.name.split("_")) & {"pin", "surname", "patronymic", "passport", "phone"}
    ]
    assert personal == []


def test_public_holds_the_tables_of_shared_apps_and_no_other(db: None) -> None:
    from tereze.config.database import connection

    with connection.cursor() as cursor:
        cursor.execute("SELECT tablename FROM pg_tables WHERE schemaname = 'public'")
        there = {name for (name,) in cursor.fetchall()}

    assert there == {model._meta.db_table for model in models_of(settings.SHARED_APPS)} | {"django_migrations"}


def test_no_table_of_a_council_has_a_trigger_of_ours(karool: object) -> None:
    from tereze.config.database import connection

    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT c.relname, t.tgname FROM pg_trigger t JOIN pg_class c ON c.oid = t.tgrelid "
            "WHERE c.relnamespace = 'karool'::regnamespace AND NOT t.tgisinternal"
        )
        assert cursor.fetchall() == []


def test_residents_and_what_was_issued_are_never_removed_by_a_cascade_from_staff() -> None:
    from django.db.models import CASCADE

    from tereze.accounts.models import User

    gone_with_staff = [
        f"{model._meta.label}.{field.name}"
        for name in ("services.registers", "services.certificates")
        for model in models_of([name])
        for field in model._meta.get_fields()
        if isinstance(field, Field) and field.related_model is User
        if getattr(field.remote_field, "on_delete", None) is CASCADE
    ]
    assert gone_with_staff == []


# --- who imports whom


def test_imports_go_down_and_never_across() -> None:
    program = "from importlinter.cli import lint_imports_command; lint_imports_command()"
    checked = subprocess.run(
        [sys.executable, "-c", program, "--no-cache"],
        cwd=ROOT, capture_output=True, text=True, check=False, env={"PYTHONPATH": f"{ROOT / 'platform'}:{ROOT}"},
    )  # fmt: skip

    assert checked.returncode == 0, checked.stdout + checked.stderr
