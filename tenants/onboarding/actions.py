"""A new tenant, from its description to an open door."""

import os
import sys
import threading
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import replace

from django.contrib.auth.hashers import make_password
from django.db import IntegrityError, transaction
from django_tenants.utils import get_public_schema_name, schema_context

from tenants.directory import hosts, queries, walls
from tenants.directory.models import Blueprint, District, Domain, Status, Tenant
from tenants.onboarding import blueprints, steps
from tenants.onboarding.descriptions import BadDescriptionError, Description
from tereze import clock
from tereze.config.database import connection


class AlreadyThereError(Exception):
    """A tenant with that key, host or schema exists. Nothing was changed."""


def onboard(description: Description, *, say: Callable[[str], None] = lambda _line: None) -> Tenant:
    """Set the tenant up: row, host, schema, role, and every package's first data. All of it or nothing.

    Raises AlreadyThereError, BadDescriptionError (an unknown district, a code of another one), DumpError, and whatever
    a step raises.
    """
    blueprint = blueprints.current(say)
    say(f"Onboarding {description.key}")
    try:
        with _hashed_beside(description) as ready:
            return _set_up(ready, blueprint)
    finally:
        queries.forget_hosts()


@contextmanager
def _hashed_beside(description: Description) -> Iterator[Description]:
    """Hash the first password beside the work on the tables: hashing is slow on purpose, and needs no database.

    It takes what the tables leave of the processors, or they would wait for it.
    """
    if not description.password:
        yield description
        return
    with ThreadPoolExecutor(max_workers=1, initializer=_step_back) as beside:
        hashing = beside.submit(make_password, description.password)
        yield replace(description, password_hash=hashing.result)


def _step_back() -> None:
    """Let this thread, and those it starts, come after the rest: on Linux every thread has a priority of its own."""
    if sys.platform == "linux":
        os.setpriority(os.PRIO_PROCESS, threading.get_native_id(), 10)


def _set_up(description: Description, blueprint: Blueprint) -> Tenant:
    with connection.owning(), schema_context(get_public_schema_name()), transaction.atomic():
        tenant = _enter(description)
        blueprints.replay(blueprint, tenant.schema_name)
        walls.build(tenant.schema_name)
        with schema_context(tenant.schema_name):
            steps.take_all(description)
        tenant.status = Status.ACTIVE
        tenant.save(update_fields=["status"])
    return tenant


def _enter(description: Description) -> Tenant:
    _check_district(description)
    tenant = Tenant(
        key=description.key,
        schema_name=description.schema_name,
        kind=description.kind,
        soate=description.soate,
        district_id=description.district or None,
        short_ky=description.name("short", "ky"),
        short_ru=description.name("short", "ru"),
        aymak_ky=description.names["ky"].get("aymak", ""),
        aymak_ru=description.names["ru"].get("aymak", ""),
        okmotu_ky=description.name("okmotu", "ky"),
        okmotu_ru=description.name("okmotu", "ru"),
        created_at=clock.now(),
    )
    if Tenant.objects.filter(key=description.key).exists() or _schema_exists(description.schema_name):
        raise AlreadyThereError(f"There is already a tenant {description.key}.")
    try:
        tenant.save()
        Domain.objects.create(domain=hosts.host_of(description.key), tenant=tenant, is_primary=True)
    except IntegrityError as error:
        raise AlreadyThereError(f"There is already a tenant {description.key}.") from error
    return tenant


def _check_district(description: Description) -> None:
    if not description.district:
        return
    district = District.objects.filter(key=description.district).first()
    if district is None:
        raise BadDescriptionError([f"district = {description.district!r}: there is no such district."])
    if not description.soate.startswith(district.soate):
        raise BadDescriptionError([f"soate = {description.soate!r}: a code in {district.key} begins {district.soate}."])


def _schema_exists(schema: str) -> bool:
    with connection.cursor() as cursor:
        cursor.execute("SELECT 1 FROM pg_namespace WHERE nspname = %s", [schema])
        return cursor.fetchone() is not None
