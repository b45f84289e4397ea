"""The environment of one's own machine: what is not configured is taken from the data folder."""

import os
import secrets
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from tereze.language.messages import compile_messages
from tereze.ops import sharing
from tereze.ops.embedded import EmbeddedPostgres

ROOT = Path(__file__).resolve().parents[3]
DATA = ROOT / ".tereze"
NO_DATABASE = frozenset({"help", "makemigrations", "check", "collectstatic", "version", "--help", "--version"})
UNREACHABLE = "postgresql://nobody@127.0.0.1:9/none"
"""An address at which nobody answers, for who sets a real one later."""
NOWHERE = "postgresql://no-database/none"
"""For commands that ask no database anything: the settings know this host, and tell Django that there is none."""


@contextmanager
def local_environment(*, command: str, data: Path | None = None) -> Iterator[None]:
    """Fill in what the environment leaves out, and run a database for as long as the command needs it.

    In production, where DATABASE_URL is set, this changes nothing.
    """
    if "DATABASE_URL" in os.environ:
        yield
        return
    folder = data or Path(os.environ.get("TEREZE_DATA", DATA))
    if command in NO_DATABASE:
        os.environ.setdefault("SECRET_KEY", "only for commands that keep nothing")
        os.environ["DATABASE_URL"] = NOWHERE
        fill_in(folder, port=8000)
        yield
        return
    server = EmbeddedPostgres(folder / "postgresql")
    with sharing.in_use(server):
        os.environ["DATABASE_URL"] = server.url
        fill_in(folder, port=8000)
        yield


def compile_translations() -> None:
    """Compile translations that are newer than what was compiled before; a moment when there are none."""
    compile_messages([ROOT / "platform" / "tereze", ROOT / "tenants", ROOT / "services"])


def fill_in(folder: Path, *, port: int) -> None:
    """Set what is not set: the secret, the base domain, folders for files and letters."""
    folder.mkdir(parents=True, exist_ok=True)
    defaults = {
        "TEREZE_BASE_DOMAIN": f"localhost:{port}",
        "TEREZE_HTTPS": "False",
        "TEREZE_FILES": str(folder / "files"),
        "TEREZE_STATIC": str(folder / "static"),
        "EMAIL_BACKEND": "django.core.mail.backends.filebased.EmailBackend",
        "EMAIL_FILE_PATH": str(folder / "mail"),
    }
    for name, value in defaults.items():
        os.environ.setdefault(name, value)
    if "SECRET_KEY" not in os.environ:
        file = folder / "secret_key"
        if not file.exists():
            file.write_text(secrets.token_urlsafe(48))
            file.chmod(0o600)
        os.environ["SECRET_KEY"] = file.read_text()
