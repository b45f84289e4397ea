"""The database backend: one schema and one role for each council.

`connection` is Django's own, typed as what it is here: it knows the entered tenant and can work as the owner.
"""

from typing import TYPE_CHECKING, cast

from django.db import connection as _connection

if TYPE_CHECKING:
    from tereze.config.database.base import DatabaseWrapper

connection = cast("DatabaseWrapper", _connection)
