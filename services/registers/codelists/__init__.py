"""The register's lists of codes that documents speak of too: a code, and its words in ky, ru and en.

One TOML file a list. Codes are stored and never change; words may be mended at any time. A list may carry further
columns (`extra`), such as the conditional heads of an animal. Where a list is general practice and not the wording of
an act, its file says so.
"""

import tomllib
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from importlib.resources import files
from typing import Any, Final

from django.utils.functional import Promise, lazy
from django.utils.translation import get_language

from tereze.exchange.values import Bilingual


@dataclass(frozen=True)
class Code:
    """One entry of a list."""

    code: str
    ky: str
    ru: str
    en: str
    extra: Mapping[str, Any] = field(default_factory=dict)

    @property
    def bilingual(self) -> Bilingual:
        """The words as documents need them."""
        return Bilingual(self.ky, self.ru)

    @property
    def label(self) -> str:
        """The word in the language of the page."""
        return {"ru": self.ru, "en": self.en}.get(get_language() or "ky", self.ky)

    def __str__(self) -> str:
        return self.label


class CodeList(Mapping[str, Code]):
    """A list of codes in the order in which people expect them."""

    def __init__(self, name: str) -> None:
        self.name = name
        text = files(__package__).joinpath(f"{name}.toml").read_text("utf-8")
        self._codes = {code: _code(code, words) for code, words in tomllib.loads(text).items()}

    def __getitem__(self, code: str) -> Code:
        return self._codes[code]

    def __iter__(self) -> Iterator[str]:
        return iter(self._codes)

    def __len__(self) -> int:
        return len(self._codes)

    def choices(self) -> list[tuple[str, str]]:
        """Return (code, word) pairs in the language of the page."""
        return [(code, entry.label) for code, entry in self._codes.items()]

    def label(self, code: str) -> str:
        """Return the word in the language of the page; empty for no code, the code itself for one nobody knows."""
        return self._codes[code].label if code in self._codes else code

    def lazy_label(self, code: str) -> Promise | str:
        """Return the word in the language of the page in which it will be shown."""
        return _lazily(self.label, code)

    def bilingual(self, code: str) -> Bilingual:
        """Return the words for a document; an unknown code stands for itself."""
        return self._codes[code].bilingual if code in self._codes else Bilingual(code, code)


def _call(label: Callable[[str], str], code: str) -> str:
    return label(code)


_lazily = lazy(_call, str)


def _code(code: str, words: Mapping[str, Any]) -> Code:
    extra = {key: value for key, value in words.items() if key not in {"ky", "ru", "en"}}
    return Code(code, words["ky"], words["ru"], words["en"], extra)


EDUCATION: Final = CodeList("education")
OCCUPATION: Final = CodeList("occupation")
MARITAL_STATUS: Final = CodeList("marital_status")
DISABILITY: Final = CodeList("disability")
MILITARY_DUTY: Final = CodeList("military_duty")
BENEFIT: Final = CodeList("benefit")
HOUSEHOLD_CATEGORY: Final = CodeList("household_category")
PARENTHOOD: Final = CodeList("parenthood")
LAND_KIND: Final = CodeList("land_kind")
LAND_WATER: Final = CodeList("land_water")
TITLE_DOCUMENT: Final = CodeList("title_document")
BUILDING_KIND: Final = CodeList("building_kind")
WALL_MATERIAL: Final = CodeList("wall_material")
ROOF: Final = CodeList("roof")
HEATING: Final = CodeList("heating")
WATER_SUPPLY: Final = CodeList("water_supply")
VEHICLE_KIND: Final = CodeList("vehicle_kind")
COUNTED: Final = CodeList("counted")
OWNERSHIP_BASIS: Final = CodeList("ownership_basis")
