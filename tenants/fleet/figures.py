"""What the operator sees of each tenant: counted by the tenant itself, in its own schema and under its own role."""

from datetime import date
from typing import Final

from django.utils.translation import gettext_lazy as _

from tenants.fleet import migrations
from tereze.audit.models import Entry
from tereze.config.database import connection
from tereze.exchange import stuck
from tereze.exchange.figures import Figure, figure

KILOBYTES: Final = "fleet.kilobytes"
BEHIND: Final = "fleet.behind"
LAST_ACT: Final = "fleet.last_act"
STUCK: Final = "fleet.stuck"


def kilobytes(_day: date) -> int:
    """Return the size of the schema's tables and indexes on disk, in kB."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT coalesce(sum(pg_total_relation_size(c.oid)), 0)::bigint / 1024 "
            "FROM pg_class c WHERE c.relnamespace = current_schema()::regnamespace AND c.relkind = 'r'"
        )
        return int(cursor.fetchone()[0])


def last_act(_day: date) -> int | None:
    """Return when a member of staff last did something, in seconds since 1970; None if nobody ever has."""
    newest = Entry.objects.filter(actor__startswith="user:").order_by("-sequence").first()
    return None if newest is None else int(newest.at.timestamp())


figure(Figure(name=KILOBYTES, label=_("Size on disk, kB"), count=kilobytes))
figure(Figure(name=BEHIND, label=_("Migrations to apply"), count=lambda _day: len(migrations.lacking_here())))
figure(Figure(name=STUCK, label=_("Events given up"), count=lambda _day: stuck.count()))
figure(Figure(name=LAST_ACT, label=_("Last activity"), count=last_act))
