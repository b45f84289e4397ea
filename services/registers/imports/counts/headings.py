"""How offices call their columns in counts of livestock."""

from collections.abc import Mapping
from typing import Final

from services.registers import codelists
from services.registers.imports import headings
from services.registers.imports.cells.synonyms import SYNONYMS
from services.registers.imports.fields import Field, Meaning, counted
from services.registers.imports.things.headings import OWNED

_ANIMALS: Final[Mapping[Meaning, tuple[str, ...]]] = {
    counted(code): (*SYNONYMS["counted"].get(code, "").split(", "), entry.ky, entry.ru, entry.en)
    for code, entry in codelists.COUNTED.items()
}
SPELLINGS: Final[Mapping[Meaning, tuple[str, ...]]] = {
    **{meaning: OWNED[meaning] for meaning in headings.WHO_AND_WHERE},
    Field.COUNTED: ("Малдын түрү", "Мал түрү", "Мал", "Жаныбардын түрү", "Вид скота", "Вид животного", "Вид животных",
                    "Скот", "Животное", "Animal", "Kind of animal"),
    Field.NUMBER: ("Саны", "Баш саны", "Малдын саны", "Башы", "Количество", "Кол-во", "Голов", "Поголовье",
                   "Число голов", "Number", "Heads"),
    **_ANIMALS,
}  # fmt: skip
NOT_NEEDED: Final = (
    *headings.NOT_NEEDED, "Телефону", "Телефон", "Бардыгы", "Баары", "Жалпы", "Всего", "Итого", "Шарттуу баш",
    "Условных голов", "Total",
)  # fmt: skip
