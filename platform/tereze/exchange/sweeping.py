"""Going through all active tenants in the background."""

import logging
from collections.abc import Callable

from django_tenants.utils import get_public_schema_name, get_tenant_model, schema_context

from tereze.config.database import connection

logger = logging.getLogger(__name__)


def each_council(act: Callable[[], object]) -> None:
    """Call `act` in the schema of every active tenant. One tenant's failure does not keep it from the next."""
    with schema_context(get_public_schema_name()):
        schemas = list(get_tenant_model().objects.filter(status="active").values_list("schema_name", flat=True))
    for schema in schemas:
        try:
            with schema_context(schema):
                act()
        except Exception:
            logger.exception("%s failed in %s.", getattr(act, "__name__", act), schema)
            connection.close_if_unusable_or_obsolete()  # a lost connection is not the next tenant's misfortune
