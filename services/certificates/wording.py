"""Placeholders of certificate texts: `{resident.name|dative|bold}`.

A text is words, placeholders, and `[stretches that are left out when one of their facts is not known]`. A placeholder
names a fact and passes it through filters from a short list. Nothing in a text is ever executed.
"""

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import Final

from tereze.exchange import facts
from tereze.exchange.values import Address, Bilingual, Language, PersonName, Value
from tereze.language import dates, kyrgyz, numbers, russian
from tereze.printing.document import Run


class BadTextError(ValueError):
    """A text names a fact or filter that does not exist, or has a bracket left open. The message says which."""


@dataclass(frozen=True)
class Placeholder:
    """One `{fact|filter|filter}`. `source` is what stands between the braces."""

    source: str
    fact: str
    filters: tuple[str, ...]

    @property
    def is_bold(self) -> bool:
        return "bold" in self.filters

    @property
    def may_be_overridden(self) -> bool:
        """Whether a clerk may put other words here: wherever grammar was at work."""
        return any(name in GRAMMAR for name in self.filters)


Piece = str | Placeholder

_PLACEHOLDER = re.compile(r"\{([^{}]*)\}")
_OPTIONAL = re.compile(r"\[([^\[\]]*)\]")


def _sex(name: PersonName) -> str:
    return "female" if name.sex == "f" else "male"


def _plain(value: Value, language: Language) -> str:
    if isinstance(value, PersonName):
        return value.full
    if isinstance(value, Bilingual):
        return value[language]
    if isinstance(value, date):
        return dates.long_date(value, language)
    if isinstance(value, Address):
        return _place(value, language)
    if isinstance(value, int):
        return numbers.grouped(value)
    return str(value)


def _dative(value: Value, language: Language) -> str:
    if language == "ru" and isinstance(value, PersonName):
        return russian.dative_name(value.surname, value.given, value.patronymic, _sex(value))
    return kyrgyz.dative(_plain(value, language)) if language == "ky" else _plain(value, language)


def _kyrgyz_case(ending: Callable[[str], str]) -> Callable[[Value, Language], str]:
    def apply(value: Value, language: Language) -> str:
        text = _plain(value, language)
        return ending(text) if language == "ky" else text

    return apply


def _place(value: Value, language: Language) -> str:
    """«Мырза-Арык айылынын Ала-Тоо көчөсүндөгү № 12 үйдө» / «с. Мырза-Арык, ул. Ала-Тоо, д. 12»."""
    if not isinstance(value, Address):
        return _plain(value, language)
    village, street = value.village[language], value.street[language]
    if language == "ru":
        parts = [f"с. {village}", f"ул. {street}" if street else "", f"д. {value.house}" if value.house else ""]
        return ", ".join(part for part in (*parts, f"кв. {value.flat}" if value.flat else "") if part)
    if not street and not value.house:
        return f"{village} айылында"
    home = f"№\u00a0{value.house} үйдө" if value.house else ""
    if value.flat:
        home = f"№\u00a0{value.house} үйдүн № {value.flat} батиринде"
    if not street:
        return f"{village} айылындагы {home}"
    return f"{village} айылынын {street} көчөсүндөгү {home}" if home else f"{village} айылынын {street} көчөсүндө"


def _pronoun(value: Value, language: Language) -> str:
    if language == "ky" or not isinstance(value, PersonName):
        return "ал"
    return "она" if value.sex == "f" else "он"


def _daily(shape: Callable[[date, Language], str]) -> Callable[[Value, Language], str]:
    return lambda value, language: shape(value, language) if isinstance(value, date) else _plain(value, language)


def _initials(value: Value, language: Language) -> str:
    return value.initials if isinstance(value, PersonName) else _plain(value, language)


FILTERS: Final[Mapping[str, Callable[[Value, Language], str]]] = {
    "dative": _dative,
    "genitive": _kyrgyz_case(kyrgyz.genitive),
    "accusative": _kyrgyz_case(kyrgyz.accusative),
    "locative": _kyrgyz_case(kyrgyz.locative),
    "ablative": _kyrgyz_case(kyrgyz.ablative),
    "place": _place,
    "date": _daily(dates.long_date),
    "short": _daily(dates.short_date),
    "since": _daily(dates.since_date),
    "on": _daily(dates.on_date),
    "he_she": _pronoun,
    "initials": _initials,
}
GRAMMAR: Final = frozenset({"dative", "genitive", "accusative", "locative", "ablative", "place"})
DECORATION: Final = frozenset({"bold"})


def check(text: str) -> tuple[str, ...]:
    """Return the names of the facts that `text` needs. Raises BadTextError."""
    bare = _OPTIONAL.sub(lambda found: found.group(1), text)
    if set("[]") & set(bare) or set("{}") & set(_PLACEHOLDER.sub("", bare)):
        raise BadTextError(f"A bracket is left open in: {text}")
    needed = []
    for piece in pieces(bare):
        if isinstance(piece, str):
            continue
        if piece.fact not in facts.registry and not piece.fact.startswith("certificate."):
            raise BadTextError(f"There is no fact {piece.fact}.")
        for name in piece.filters:
            if name not in FILTERS and name not in DECORATION:
                raise BadTextError(f"There is no filter {name}.")
        needed.append(piece.fact)
    return tuple(dict.fromkeys(needed))


def needed_and_optional(text: str) -> tuple[set[str], set[str]]:
    """Return the facts that `text` cannot do without, and those it can."""
    needed = set(check(_OPTIONAL.sub("", text)))
    return needed, set(check(text)) - needed


def pieces(text: str) -> Iterator[Piece]:
    """Take `text` apart into words and placeholders."""
    end = 0
    for found in _PLACEHOLDER.finditer(text):
        if words := text[end : found.start()]:
            yield words
        fact, *filters = (part.strip() for part in found.group(1).split("|"))
        yield Placeholder(source=found.group(1), fact=fact, filters=tuple(filters))
        end = found.end()
    if rest := text[end:]:
        yield rest


def say(
    text: str, *, values: Mapping[str, Value], language: Language, overrides: Mapping[str, str] | None = None
) -> tuple[Run, ...]:
    """Return `text` with its facts, as stretches of plain and bold words.

    `overrides` are a clerk's own words, by `language:placeholder`.
    """
    runs: list[Run] = []
    for piece in pieces(_without_unknown(text, values)):
        words = piece if isinstance(piece, str) else _word(piece, values, language, overrides or {})
        bold = isinstance(piece, Placeholder) and piece.is_bold
        if runs and runs[-1].bold == bold:
            runs[-1] = replace(runs[-1], text=runs[-1].text + words)
        elif words:
            runs.append(Run(words, bold=bold))
    return tuple(runs)


def plain(
    text: str, *, values: Mapping[str, Value], language: Language, overrides: Mapping[str, str] | None = None
) -> str:
    """Return `text` with its facts, as one string."""
    return "".join(run.text for run in say(text, values=values, language=language, overrides=overrides))


def _without_unknown(text: str, values: Mapping[str, Value]) -> str:
    def keep_or_drop(found: re.Match[str]) -> str:
        inner = found.group(1)
        known = all(
            values.get(piece.fact) not in {None, ""} for piece in pieces(inner) if isinstance(piece, Placeholder)
        )
        return inner if known else ""

    return _OPTIONAL.sub(keep_or_drop, text)


def _word(piece: Placeholder, values: Mapping[str, Value], language: Language, overrides: Mapping[str, str]) -> str:
    if own := overrides.get(f"{language}:{piece.source}", "").strip():
        return own
    value = values[piece.fact]
    for name in piece.filters:
        if name in FILTERS:
            return FILTERS[name](value, language)
    return _plain(value, language)


def overridable(text: str, *, values: Mapping[str, Value], language: Language) -> dict[str, str]:
    """Return the words that grammar made, by `language:placeholder`, so that a clerk may put them right."""
    found = {}
    for piece in pieces(_without_unknown(text, values)):
        if isinstance(piece, Placeholder) and piece.may_be_overridden:
            found[f"{language}:{piece.source}"] = _word(piece, values, language, {})
    return found


def cell(value: Value, language: Language) -> str:
    """Return a table cell's words; dates are short."""
    return dates.short_date(value, language) if isinstance(value, date) else _plain(value, language)
