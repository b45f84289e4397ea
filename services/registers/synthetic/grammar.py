"""Surnames and patronymics as documents of Kyrgyzstan form them, and their Latin letters."""

from typing import Final

_HISSING: Final = tuple("жшчщц")


def gendered(surname: str, sex: str) -> str:
    """Return a surname given in its masculine form (Маматов) in the form for `sex`."""
    if sex == "m" or not surname.endswith(("ов", "ев", "ёв", "ин")):
        return surname
    return f"{surname}а"


def surname_after(given_name: str) -> str:
    """Return the masculine surname made from a forefather's name: Бакыт → Бакытов, Турдубай → Турдубаев."""
    stem, soft = _stem(given_name)
    return f"{stem}{'ев' if soft else 'ов'}"


def patronymic_after(father: str, sex: str) -> str:
    """Return the patronymic: Асан → Асанович or Асановна, Асаналы → Асаналиевич, Юрий → Юрьевич."""
    stem, soft = _stem(father)
    if father.endswith("ий"):
        stem = f"{father[:-2]}ь"
    return f"{stem}{'е' if soft else 'о'}{'вич' if sex == 'm' else 'вна'}"


def son_or_daughter_of(father: str, sex: str) -> str:
    """Return the Kyrgyz form that stands in the surname field: «Асан уулу», «Асан кызы»."""
    return f"{father} {'уулу' if sex == 'm' else 'кызы'}"


def _stem(name: str) -> tuple[str, bool]:
    """Return what the ending is added to, and whether the ending is soft (ев, евич)."""
    last = name[-1]
    if last in "йь":
        return name[:-1], True
    if last == "ы":
        return f"{name[:-1]}и", True
    return name, last in "аеёиоуэюяөү" or last in _HISSING


_LATIN: Final = str.maketrans(
    {
        "А": "A", "Б": "B", "В": "V", "Г": "G", "Д": "D", "Е": "E", "Ё": "E", "Ж": "ZH", "З": "Z", "И": "I", "Й": "I",
        "К": "K", "Л": "L", "М": "M", "Н": "N", "Ң": "N", "О": "O", "Ө": "O", "П": "P", "Р": "R", "С": "S", "Т": "T",
        "У": "U", "Ү": "U", "Ф": "F", "Х": "KH", "Ц": "TS", "Ч": "CH", "Ш": "SH", "Щ": "SHCH", "Ъ": "", "Ы": "Y",
        "Ь": "", "Э": "E", "Ю": "YU", "Я": "YA",
    }
)  # fmt: skip


def latin(name: str) -> str:
    """Return `name` in the capitals of the machine-readable zone, by the commonest of the offices' spellings."""
    return name.upper().translate(_LATIN)
