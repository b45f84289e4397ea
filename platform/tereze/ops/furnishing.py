"""What the demo fills an empty platform with. It speaks to the other packages through their commands only."""

import hashlib
import subprocess
import sys
from pathlib import Path
from typing import Final

from tereze.ops.console import Console
from tereze.ops.embedded import ends_with_parent

ROOT = Path(__file__).resolve().parents[3]
PASSWORD: Final = "ачык-терезе-2026"  # noqa: S105  # printed for everybody
COUNCILS: Final = {"karool": 1.0, "myrza-ake": 0.25, "tort-kol": 0.12}
"""The demo's councils, and how many residents they have beside Karool's."""


class FurnishingError(Exception):
    """The demo could not be filled; the message says why."""


def furnish(folder: Path, *, residents: int, console: Console) -> None:
    """Bring the tables up to date and make the demo's tenants, unless they are there."""
    console.step("Reading the program")
    styles = _Styles(folder)
    import django

    django.setup()
    from django.core.management import CommandError, call_command

    from tereze.ops import agreement

    try:
        agreement.demand(folder)
        console.step("Bringing the tables up to date")
        call_command("migrate_all", stderr=_Lines(console), stdout=_Lines(console))
        for key in ("operator", "uzgen", *COUNCILS):
            _tenant(key, residents=round(residents * COUNCILS.get(key, 0)), console=console)
        call_command("count_figures")  # or the district's page would be empty for an hour
    except (CommandError, agreement.OtherMigrationsError) as error:
        raise FurnishingError(str(error)) from error
    agreement.remember(folder)
    console.step("Preparing styles and fonts")
    styles.wait()
    from django.db import connection

    connection.close()
    connection.close_pool()  # type: ignore[attr-defined]  # the PostgreSQL backend's


class _Styles:
    """Static files, gathered in the background while tables are made; gathered anew only when something changed."""

    def __init__(self, folder: Path) -> None:
        self.log = folder / "static.log"
        self.stamp = folder / "static.stamp"
        self.present = _state_of_styles()
        unchanged = self.stamp.exists() and self.stamp.read_text() == self.present
        self.process = None if unchanged and (folder / "static").exists() else self._start()

    def _start(self) -> "subprocess.Popen[bytes]":
        with self.log.open("wb") as log:
            return subprocess.Popen(
                [sys.executable, str(ROOT / "manage.py"), "collectstatic", "--noinput", "--clear", "--verbosity=0"],
                stdout=log, stderr=subprocess.STDOUT, stdin=subprocess.DEVNULL, preexec_fn=ends_with_parent,  # noqa: PLW1509  # before any thread
            )  # fmt: skip

    def wait(self) -> None:
        """Wait until they are there. Raises FurnishingError."""
        if self.process is None:
            return
        if self.process.wait():
            raise FurnishingError(f"Styles and fonts could not be prepared. See {self.log}.")
        self.stamp.write_text(self.present)


def _state_of_styles() -> str:
    """Return a hash that changes with our own static files and with the packages that bring others."""
    state = hashlib.sha256((ROOT / "pyproject.toml").read_bytes())
    for top in ("platform", "tenants", "services"):
        for file in sorted((ROOT / top).rglob("static/**/*")):
            known = file.stat()
            state.update(f"{file.relative_to(ROOT)} {known.st_size} {known.st_mtime_ns}\n".encode())
    return state.hexdigest()


def _tenant(key: str, *, residents: int, console: Console) -> None:
    from django.core.management import call_command
    from django_tenants.utils import get_public_schema_name, get_tenant_model, schema_context

    with schema_context(get_public_schema_name()):
        if not get_tenant_model().objects.filter(key=key).exists():
            console.step(f"Onboarding {key}")
            call_command("onboard", key, password=PASSWORD, stdout=_Lines(console), stderr=_Lines(console))
    call_command("furnish_demo", key, password=PASSWORD, stdout=_Lines(console))
    if residents:
        call_command("load_synthetic", key, residents=residents, stderr=_Steps(console), stdout=_Lines(console))


def addresses(port: int) -> list[tuple[str, str, str, str]]:
    """Return who signs in where: place, address, sign-in name, password."""
    base = f"localhost:{port}"
    return [
        ("Кароол айыл өкмөтү: the desk", f"http://karool.{base}", "aigul", PASSWORD),
        ("  its head", f"http://karool.{base}", "bakyt", PASSWORD),
        ("  its administrator", f"http://karool.{base}", "admin", PASSWORD),
        ("Мырза-Аке айыл өкмөтү", f"http://myrza-ake.{base}", "aigul", PASSWORD),
        ("Төрт-Көл айыл өкмөтү", f"http://tort-kol.{base}", "aigul", PASSWORD),
        ("Өзгөн району: the district", f"http://uzgen.{base}", "admin", PASSWORD),
        ("Operator of the platform", f"http://operator.{base}", "admin", PASSWORD),
    ]


class _Lines:
    """Lets a command write its lines as details of the present step."""

    def __init__(self, console: Console) -> None:
        self.console = console

    def write(self, text: str = "", *args: object, **kwargs: object) -> int:
        if text.strip():
            self.line(text.strip())
        return len(text)

    def line(self, text: str) -> None:
        self.console.detail(text)

    def flush(self) -> None:
        """Every line is shown at once."""

    def isatty(self) -> bool:
        return False


class _Steps(_Lines):
    """Lets a command begin steps of its own."""

    def line(self, text: str) -> None:
        self.console.step(text)
