"""Which indexes a council's tables have."""

from django.db import connection

from tenants.directory.models import Tenant


def indexes() -> dict[str, str]:
    with connection.cursor() as cursor:
        cursor.execute("SELECT indexname, indexdef FROM pg_indexes WHERE schemaname = current_schema()")
        return dict(cursor.fetchall())


def test_a_text_that_is_looked_for_by_its_beginning_has_the_index_its_model_names(in_karool: Tenant) -> None:
    assert "text_pattern_ops" in indexes()["resident_pin_start"]


def test_no_text_has_a_second_index_that_its_model_does_not_name(in_karool: Tenant) -> None:
    assert [name for name in indexes() if name.endswith("_like")] == []
    assert any("request_key" in text and "UNIQUE" in text for text in indexes().values())
