"""Log lines that say which council they are about."""

import logging

from django.db import connection


class CouncilFilter(logging.Filter):
    """Adds the entered schema to each log record as `council`."""

    def filter(self, record: logging.LogRecord) -> bool:
        record.council = getattr(connection, "schema_name", "-")
        return True
