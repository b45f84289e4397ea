"""After an upgrade every tenant may reach what is new in public, whether its own tables changed or not."""

import pytest
from django.db import ProgrammingError
from django_tenants.utils import schema_context

from tenants.directory.models import Region, Tenant
from tenants.fleet import migrations
from tereze.config.database import connection
from tereze.config.database.base import role_of


def test_a_migration_of_public_gives_every_tenant_its_rights_again(own_council: Tenant) -> None:
    role = role_of(own_council.schema_name, database=connection.settings_dict["NAME"])
    with connection.owning(), connection.cursor() as cursor:
        cursor.execute(f'REVOKE SELECT ON public.directory_region FROM "{role}"')
        cursor.execute(
            "DELETE FROM public.django_migrations WHERE app = 'oversight' AND name = '0002_row_level_security'"
        )
        cursor.execute("DROP POLICY figures_seen_from_above ON public.oversight_figurevalue")
        cursor.execute("DROP POLICY own_figures ON public.oversight_figurevalue")
    with schema_context(own_council.schema_name), pytest.raises(ProgrammingError, match="permission denied"):
        Region.objects.count()

    assert migrations.migrate_all() == ["public"]

    with schema_context(own_council.schema_name):
        assert Region.objects.count() > 0
