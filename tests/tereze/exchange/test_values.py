"""Every value that can be said survives a round trip through JSON, because snapshots keep it for decades."""

import json
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tenants.directory.models import Tenant
from tereze.exchange import references
from tereze.exchange.models import Event
from tereze.exchange.values import (
    Address,
    Bilingual,
    Column,
    PersonName,
    Row,
    Stated,
    Subject,
    Table,
    Value,
    from_json,
    to_json,
)

TEXT = st.text(st.characters(blacklist_categories=["Cs"], blacklist_characters="\0"), max_size=12)
BILINGUAL = st.builds(Bilingual, TEXT, TEXT)
NAMES = st.builds(PersonName, TEXT, TEXT, TEXT, st.sampled_from(["m", "f"]))
ADDRESSES = st.builds(Address, BILINGUAL, BILINGUAL, TEXT, TEXT)
CELLS = TEXT | st.integers(-(2**53), 2**53) | st.dates() | BILINGUAL | NAMES
COLUMNS = st.builds(
    Column, TEXT, BILINGUAL, st.sampled_from(["left", "center", "right"]), st.floats(0.125, 8, width=16)
)
ROWS = st.builds(Row, TEXT, st.lists(CELLS, max_size=3).map(tuple))
TABLES = st.builds(Table, st.lists(COLUMNS, max_size=3).map(tuple), st.lists(ROWS, max_size=3).map(tuple))
VALUES: st.SearchStrategy[Value] = CELLS | ADDRESSES | TABLES

MAMATOV = PersonName("Маматов", "Бакыт", "Асанович", "m")


@given(stated=st.builds(Stated, VALUES, BILINGUAL))
def test_what_was_said_comes_back_from_json_as_it_was(stated: Stated) -> None:
    assert from_json(json.loads(json.dumps(to_json(stated)))) == stated


def test_what_was_said_comes_back_from_the_database_as_it_was(in_karool: Tenant) -> None:
    table = Table(
        columns=(Column("name", Bilingual("Аты", "Имя")), Column("born", Bilingual("Туулган", "Родился"), width=0.3)),
        rows=(Row("K7M4", (MAMATOV, date(1979, 2, 28))), Row("K7M5", (Bilingual("өз", "сам"), 3))),
    )
    said = Stated(table, Bilingual("чарба китеби № 3, 45-бет", "похозяйственная книга № 3, стр. 45"))

    kept = Event.objects.create(name="test", payload=to_json(said), happened_at="2026-11-23T10:00:00+06:00")

    assert from_json(Event.objects.get(pk=kept.pk).payload) == said


@pytest.mark.parametrize(
    ("name", "full", "initials"),
    [
        (MAMATOV, "Маматов Бакыт Асанович", "М.Б.А."),
        (PersonName("Асан уулу", "Бакыт", "", "m"), "Асан уулу Бакыт", "А.Б."),
        (PersonName("", "Айгүл", "", "f"), "Айгүл", "А."),
    ],
)
def test_a_name_is_written_whole_or_as_initials(name: PersonName, full: str, initials: str) -> None:
    assert (name.full, name.initials) == (full, initials)


def test_a_bilingual_text_is_asked_by_language() -> None:
    assert (Bilingual("кыргызча", "русский")["ky"], Bilingual("кыргызча", "русский")["ru"]) == ("кыргызча", "русский")


def test_a_subject_is_written_as_kind_and_reference() -> None:
    assert str(Subject("household", "K7M4Q2ABCD")) == "household:K7M4Q2ABCD"


def test_references_are_ten_symbols_that_nobody_misreads_and_do_not_repeat() -> None:
    made = [references.new() for _ in range(5_000)]

    assert len(set(made)) == len(made)
    assert {len(reference) for reference in made} == {references.LENGTH}
    assert set("".join(made)) == set(references.SYMBOLS)
    assert not set("ILOU") & set(references.SYMBOLS)
