"""What the operator may ask about all tenants. Two statements, however many there are; no tenant's table is read."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from decimal import Decimal

from tenants.directory.models import Kind, Status, Tenant
from tenants.fleet.figures import BEHIND, KILOBYTES, LAST_ACT, STUCK
from tereze.exchange import figures
from tereze.exchange.figures import Reading
from tereze.language.folding import sort_key


@dataclass(frozen=True)
class TenantState:
    """A tenant and what it last told of itself; None where it has not been counted yet."""

    tenant: Tenant
    kilobytes: int | None
    behind: int | None
    stuck: int | None
    last_act_at: datetime | None
    counted_at: datetime | None

    @property
    def megabytes(self) -> Decimal | None:
        """The size on disk, in MB with one place."""
        return None if self.kilobytes is None else round(Decimal(self.kilobytes) / 1024, 1)


@dataclass(frozen=True)
class Wanted:
    """Which tenants are asked for; what is empty does not matter."""

    kind: str = ""
    status: str = ""
    text: str = ""


def tenants(wanted: Wanted = Wanted()) -> list[TenantState]:
    """Return the tenants that fit, offices first (operator, districts), then councils by name."""
    found = Tenant.objects.select_related("district")
    if wanted.kind:
        found = found.filter(kind=wanted.kind)
    if wanted.status:
        found = found.filter(status=wanted.status)
    readings = figures.latest([KILOBYTES, BEHIND, LAST_ACT, STUCK])
    text = wanted.text.strip().lower()
    states = [_state(tenant, readings.get(tenant.schema_name, {})) for tenant in found if _says(tenant, text)]
    order = [Kind.OPERATOR, Kind.DISTRICT, Kind.COUNCIL]
    return sorted(states, key=lambda state: (order.index(Kind(state.tenant.kind)), sort_key(state.tenant.short_name)))


def tenant(key: str) -> TenantState:
    """Return one tenant. Raises Tenant.DoesNotExist."""
    found = Tenant.objects.select_related("district__region").get(key=key)
    readings = figures.latest([KILOBYTES, BEHIND, LAST_ACT, STUCK])
    return _state(found, readings.get(found.schema_name, {}))


def counts_by_status() -> dict[str, int]:
    """Return how many tenants there are of each status."""
    statuses = list(Tenant.objects.values_list("status", flat=True))
    return {status: statuses.count(status) for status in Status.values}


def _says(tenant: Tenant, text: str) -> bool:
    return any(text in words.lower() for words in (tenant.key, tenant.okmotu_ky, tenant.okmotu_ru, tenant.soate))


def _state(tenant: Tenant, readings: Mapping[str, Reading]) -> TenantState:
    def value(name: str) -> int | None:
        return readings[name].value if name in readings else None

    act = value(LAST_ACT)
    return TenantState(
        tenant=tenant,
        kilobytes=value(KILOBYTES),
        behind=value(BEHIND),
        stuck=value(STUCK),
        last_act_at=None if act is None else datetime.fromtimestamp(act, tz=UTC),
        counted_at=max((reading.counted_at for reading in readings.values()), default=None),
    )
