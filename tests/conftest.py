"""The cast: two councils, four people in Karool, a neighbour in Myrza-Ake, and the database they live in."""

import os
import shutil
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from django.conf import settings
from django.db import connections
from django.test import Client
from django_tenants.utils import get_public_schema_name, schema_context, tenant_context
from playwright.sync_api import Browser, sync_playwright
from pytest_django import DjangoDbBlocker

from tenants.directory import queries
from tenants.directory.models import Tenant
from tereze import clock
from tereze.accounts.models import RoleGrant, User
from tereze.config.database import connection
from tereze.ops.embedded import EmbeddedPostgres
from tests.s3 import s3, s3_server  # noqa: F401  # fixtures

PASSWORD = "Айылдын ачкычы 7"
CHROMIUM = [
    "--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-component-update",
    "--disable-sync", "--no-first-run", "--disable-quic",
    "--disable-print-preview",  # without a window it takes the page down with it
]  # fmt: skip
KEPT = ("operator", "uzgen", "karool", "myrza-ake")


def pytest_configure(config: pytest.Config) -> None:
    # Hypothesis takes the dice of the connection pool's threads for those of a strategy.
    config.addinivalue_line("filterwarnings", "ignore:Do not use the `random` module inside strategies")


def _sweep_dead_runs(root: Path) -> None:
    """Stop and remove databases of test runs that were killed."""
    for folder in root.glob("tereze-tests-*"):
        process = int(folder.name.rpartition("-")[2])
        if not Path(f"/proc/{process}").exists():
            EmbeddedPostgres(folder, fast=True).stop()
            shutil.rmtree(folder, ignore_errors=True)


@pytest.fixture(scope="session")
def postgres() -> Iterator[EmbeddedPostgres]:
    """A PostgreSQL server for this worker alone."""
    root = Path(tempfile.gettempdir())
    _sweep_dead_runs(root)
    folder = root / f"tereze-tests-{os.getpid()}"
    server = EmbeddedPostgres(folder, fast=True)
    server.start()
    try:
        yield server
    finally:
        for opened in connections.all(initialized_only=True):
            opened.close()
            opened.close_pool()  # type: ignore[attr-defined]  # the PostgreSQL backend has one
        server.stop()
        shutil.rmtree(folder, ignore_errors=True)


@pytest.fixture(scope="session")
def django_db_setup(postgres: EmbeddedPostgres, django_db_blocker: DjangoDbBlocker) -> None:
    """Migrate the public schema and onboard the cast, once."""
    from tenants.fleet.migrations import migrate_all

    os.environ["DATABASE_URL"] = postgres.url
    password = (postgres.folder / "password").read_text()
    settings.DATABASES["default"] |= {
        "NAME": "tereze", "USER": "tereze", "PASSWORD": password, "HOST": "127.0.0.1", "PORT": str(postgres.port),
    }  # fmt: skip
    connection.settings_dict.update(settings.DATABASES["default"])
    with django_db_blocker.unblock():
        migrate_all()
        for key in KEPT:
            _onboard(key)
        connection.close()


def _onboard(key: str) -> Tenant:
    from tenants.onboarding import actions, descriptions

    return actions.onboard(descriptions.read(descriptions.shipped(key), password=PASSWORD))


@contextmanager
def inside(tenant: Tenant) -> Iterator[None]:
    """Work in a tenant's schema, under its role."""
    with tenant_context(tenant):
        yield


def _tenant(key: str) -> Tenant:
    with schema_context(get_public_schema_name()):
        return Tenant.objects.select_related("district__region").get(key=key)


@pytest.fixture
def karool(db: None) -> Tenant:
    """The council under test."""
    return _tenant("karool")


@pytest.fixture
def myrza_ake(db: None) -> Tenant:
    """The neighbour who must never see anything of Karool."""
    return _tenant("myrza-ake")


@pytest.fixture
def uzgen(db: None) -> Tenant:
    """The district of both."""
    return _tenant("uzgen")


@pytest.fixture
def operator(db: None) -> Tenant:
    """Who runs the platform."""
    return _tenant("operator")


@pytest.fixture
def in_karool(karool: Tenant) -> Iterator[Tenant]:
    """Work in Karool's schema, under its role; everything is rolled back."""
    with inside(karool):
        yield karool


def member(tenant: Tenant, username: str, role: str, *, full_name: str = "", password: str = PASSWORD) -> User:
    """Add a member of staff with one role."""
    with inside(tenant):
        user = User(username=username, full_name=full_name or username.title(), language="ky")
        user.set_password(password)
        user.save()
        RoleGrant.objects.create(user=user, role=role, given_on=clock.today(), given_by="platform:tests")
    return user


@pytest.fixture
def clerk(karool: Tenant) -> User:
    """Karool's single-window operator."""
    return member(karool, "aigul", "single_window_operator", full_name="Айгүл Токтогулова")


@pytest.fixture
def head(karool: Tenant) -> User:
    """Karool's head."""
    return member(karool, "bakyt", "head", full_name="Бакыт Маматов")


@pytest.fixture
def administrator(karool: Tenant) -> User:
    """Karool's administrator."""
    return member(karool, "nurlan", "administrator", full_name="Нурлан Осмонов")


@pytest.fixture
def elder(karool: Tenant) -> User:
    """The elder of a village of Karool: he may search, and open no card."""
    return member(karool, "jumabek", "village_elder", full_name="Жумабек Эргешов")


@pytest.fixture
def neighbour_clerk(myrza_ake: Tenant) -> User:
    """Myrza-Ake's single-window operator."""
    return member(myrza_ake, "gulnara", "single_window_operator", full_name="Гүлнара Абдиева")


@pytest.fixture
def client_for() -> Callable[[User | None, Tenant], Client]:
    """Make a client at a tenant's host, signed in as a member of its staff, or as nobody."""

    def make(user: User | None, tenant: Tenant) -> Client:
        client = Client(HTTP_HOST=f"{tenant.key}.localhost")
        if user is not None:
            with inside(tenant):
                client.force_login(user, backend="allauth.account.auth_backends.AuthenticationBackend")
        return client

    return make


@pytest.fixture
def desk(client_for: Callable[[User | None, Tenant], Client], clerk: User, karool: Tenant) -> Client:
    """A client signed in as Karool's clerk."""
    return client_for(clerk, karool)


@pytest.fixture
def own_council(
    django_db_setup: None, django_db_blocker: DjangoDbBlocker, request: pytest.FixtureRequest
) -> Iterator[Tenant]:
    """A council of this test's own, where everything is really committed; gone afterwards.

    For tests of concurrency, of killed workers and of the browser. Do not use it together with `db`.
    """
    from tests import councils

    key = f"own-{os.getpid()}-{abs(hash(request.node.nodeid)) % 10_000}"
    with django_db_blocker.unblock(), councils.own(key):
        yield _tenant(key)


@pytest.fixture(autouse=True)
def _no_memories() -> None:
    """Hosts and counters are remembered per process; a test starts without memories."""
    from django.core.cache import cache

    queries.forget_hosts()
    cache.clear()


@pytest.fixture(scope="session")
def chromium() -> Iterator[Browser]:
    """The system's Chromium."""
    names = ("chromium", "chromium-browser", "google-chrome")
    program = next((found for name in names if (found := shutil.which(name))), None)
    if program is None:
        sentence = "Chromium is not installed; get it with: apt-get install chromium"
        (pytest.fail if os.environ.get("CI") else pytest.skip)(sentence)
    os.environ.setdefault("DJANGO_ALLOW_ASYNC_UNSAFE", "true")  # Playwright runs a loop of its own beside us
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=program, args=CHROMIUM)
        yield browser
        browser.close()
