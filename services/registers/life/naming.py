"""How a child is named after its parents here: with surname and patronymic, or in the Kyrgyz way, «Бакыт уулу»."""

from typing import Final

from services.registers.models import Resident
from services.registers.synthetic import grammar

AS_FATHER, KYRGYZ, AS_MOTHER = "father", "kyrgyz", "mother"
_SON: Final = (" уулу", " кызы")


def proposed(way: str, *, father: Resident | None, mother: Resident | None, sex: str) -> tuple[str, str]:
    """Return the surname and patronymic that a child of that sex would bear; empty where nothing follows.

    Without a father in the register a child is named as the mother, without a patronymic.
    """
    if father is not None and way == KYRGYZ:
        return grammar.son_or_daughter_of(father.given_name, sex), ""
    if father is not None and way == AS_FATHER:
        return surname_after(father.surname, sex), grammar.patronymic_after(father.given_name, sex)
    return (surname_after(mother.surname, sex), "") if mother is not None else ("", "")


def likely(father: Resident | None) -> str:
    """Return the way in which the child of such a father is likely to be named: he himself may be «Асан уулу»."""
    return KYRGYZ if father is not None and father.surname.endswith(_SON) else AS_FATHER


def surname_after(surname: str, sex: str) -> str:
    """Return the surname in the form for `sex`: Маматов → Маматова, Асан уулу → Асанов, Асанова → Асанов."""
    for ending in _SON:
        if surname.endswith(ending):
            return grammar.gendered(grammar.surname_after(surname.removesuffix(ending)), sex)
    masculine = surname[:-1] if surname.endswith(("ова", "ева", "ёва", "ина")) else surname
    return grammar.gendered(masculine, sex)
