"""What can be checked of the deployment without a box to deploy to."""

import os
import re
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
import yaml
from django.core.management import get_commands

ROOT = Path(__file__).resolve().parents[2]
DEPLOY = ROOT / "deploy"
TEXTS = sorted([*DEPLOY.rglob("*.md"), *(ROOT / ".github").glob("*.md")])


@pytest.fixture(scope="module")
def compose() -> dict[str, Any]:
    return dict(yaml.safe_load((DEPLOY / "compose.yaml").read_text(encoding="utf-8")))


def test_compose_starts_everything_one_box_needs(compose: dict[str, Any]) -> None:
    assert set(compose["services"]) == {"database", "migrate", "web", "worker", "proxy"}


def test_web_and_worker_wait_for_the_migrations_and_these_for_the_database(compose: dict[str, Any]) -> None:
    services = compose["services"]

    assert services["migrate"]["depends_on"] == {"database": {"condition": "service_healthy"}}
    for name in ("web", "worker"):
        assert services[name]["depends_on"] == {"migrate": {"condition": "service_completed_successfully"}}


def test_only_the_proxy_is_open_to_the_world(compose: dict[str, Any]) -> None:
    assert [name for name, service in compose["services"].items() if "ports" in service] == ["proxy"]


def test_every_file_that_compose_mounts_is_there(compose: dict[str, Any]) -> None:
    mounted = [volume for service in compose["services"].values() for volume in service.get("volumes", [])]
    files = [volume.partition(":")[0] for volume in mounted if volume.startswith("./")]

    assert files
    assert all((DEPLOY / file).exists() for file in files)


def test_every_named_volume_is_declared(compose: dict[str, Any]) -> None:
    mounted = [volume for service in compose["services"].values() for volume in service.get("volumes", [])]
    named = {volume.partition(":")[0] for volume in mounted if re.match(r"\w", volume)}

    assert named == set(compose["volumes"])


def test_everything_the_image_copies_is_there() -> None:
    recipe = (DEPLOY / "Containerfile").read_text(encoding="utf-8")
    sources = re.findall(r"^COPY (?!--from)(\S+)", recipe, re.MULTILINE)

    assert len(sources) >= 5
    assert all((ROOT / source).exists() for source in sources)


def test_the_image_runs_as_nobody_special_from_hashed_packages() -> None:
    recipe = (DEPLOY / "Containerfile").read_text(encoding="utf-8")

    assert recipe.index("USER tereze") < recipe.index('CMD ["gunicorn"')
    assert "--require-hashes" in recipe
    assert "collectstatic" in recipe


def test_gunicorn_understands_its_settings() -> None:
    environment = os.environ | {
        "PYTHONPATH": f"{ROOT / 'platform'}:{ROOT}",
        "SECRET_KEY": "x",
        "TEREZE_BASE_DOMAIN": "example.kg",
        "DATABASE_URL": "postgresql://nobody@127.0.0.1:9/none",
    }
    checked = subprocess.run(
        [sys.executable, "-m", "gunicorn", "--check-config", "--config", "deploy/gunicorn.conf.py"],
        cwd=ROOT, env=environment, capture_output=True, text=True, check=False,
    )  # fmt: skip

    assert checked.returncode == 0, checked.stderr


@pytest.mark.parametrize("script", sorted(DEPLOY.rglob("*.sh")), ids=lambda path: path.name)
def test_scripts_are_understood_by_a_plain_shell(script: Path) -> None:
    assert subprocess.run(["sh", "-n", script], check=False).returncode == 0


@pytest.mark.parametrize("text", TEXTS, ids=lambda path: path.name)
def test_commands_that_a_text_names_exist(text: Path) -> None:
    known = {*get_commands(), "demo", "shell"}
    named = set(re.findall(r"manage\.py ([a-z_]+)", text.read_text(encoding="utf-8")))

    assert named <= known


@pytest.mark.parametrize("text", TEXTS, ids=lambda path: path.name)
def test_files_that_a_text_links_exist(text: Path) -> None:
    linked = re.findall(r"\]\(([^)#:]+)\)", text.read_text(encoding="utf-8"))

    assert [link for link in linked if not (text.parent / link).exists()] == []
