"""What certificates hold on a resident, for the resident who asks for everything."""

from collections.abc import Iterator
from typing import Final

from services.certificates import queries, shown
from tereze import clock
from tereze.exchange import personal
from tereze.exchange.personal import Holder, Section, section
from tereze.exchange.values import Bilingual, Column

_COLUMNS: Final = (
    Column("number", Bilingual("Номери", "Номер")),
    Column("kind", Bilingual("Түрү", "Вид"), width=2.0),
    Column("issued", Bilingual("Берилген күнү", "Дата выдачи")),
    Column("state", Bilingual("Абалы", "Состояние")),
)


def find(reference: str) -> Iterator[Section]:
    """Return the certificates that were issued to the resident."""
    today = clock.today()
    rows = [
        (one.number, shown.kind(one), one.issued_on, str(one.state(today).label))
        for one in queries.of_resident(reference)
    ]
    yield section("certificates", Bilingual("Берилген маалымкаттар", "Выданные справки"), _COLUMNS, rows)


personal.registry.add(Holder("certificates", 20, find))
