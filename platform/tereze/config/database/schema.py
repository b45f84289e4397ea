"""Tables with the indexes that their models name, and no others."""

from typing import Any

from django.db.backends.postgresql.schema import DatabaseSchemaEditor


class SchemaEditor(DatabaseSchemaEditor):
    """Leaves out the second index that Django gives to every indexed text, for LIKE with a fixed beginning.

    Where a text is looked for by its beginning, the model names an index for it (`opclasses`). Everywhere else the
    second one is an eighth more files in every council's schema, and work at every INSERT, for nobody.
    """

    def _create_like_index_sql(self, model: Any, field: Any) -> None:
        """Return no statement."""
