"""Placeholders of certificate texts: `{resident.name|dative|bold}`.

A text is words, placeholders, and `[stretches that are left out when one of their facts is not known]`. A placeholder
names a fact and passes it through a filter from a short list. Nothing in a text is ever executed, and what a fact or a
clerk's own words contain is never read as a text again.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import Final

from services.certificates.filters import DECORATION, GRAMMAR, named, plain
from tereze.exchange import facts
from tereze.exchange.values import Language, Table, Value
from tereze.language import dates
from tereze.printing.document import Run

OWN_FACTS: Final = frozenset({
    "certificate.addressee", "certificate.validity_days", "certificate.valid_until", "certificate.date",
})  # fmt: skip
"""What a certificate knows of itself, beside the facts of the exchange."""
NOTHING: Final[frozenset[str]] = frozenset()


class BadTextError(ValueError):
    """A text breaks the rules above. The message says where and what is wrong."""


@dataclass(frozen=True)
class Placeholder:
    """One `{fact|filter|filter}`. `source` is what stands between the braces.

    `{resident.name@mother}` is a fact of the person who answers the question `mother`.
    """

    source: str
    fact: str
    filters: tuple[str, ...]

    @property
    def asked(self) -> str:
        """The fact as it is asked for, of whomever."""
        return self.fact.partition("@")[0]

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


def check(text: str, also: frozenset[str] = NOTHING) -> tuple[str, ...]:
    """Return the names of the facts that `text` needs. Raises BadTextError.

    `also` are names that the template itself brings: answers to its questions, facts of services still to come.
    """
    for stretch in _OPTIONAL.finditer(text):
        if not _PLACEHOLDER.search(stretch[1]):
            raise BadTextError(f"Nothing decides whether [{stretch[1]}] is left out: it names no fact.")
    bare = _OPTIONAL.sub(lambda found: found[1], text)
    if set("[]") & set(bare) or set("{}") & set(_PLACEHOLDER.sub("", bare)):
        raise BadTextError(f"A bracket is left open, or stands inside another, in: {text}")
    found = [piece for piece in pieces(bare) if isinstance(piece, Placeholder)]
    for piece in found:
        _check_placeholder(piece, also)
    return tuple(dict.fromkeys(piece.fact for piece in found))


def _check_placeholder(piece: Placeholder, also: frozenset[str]) -> None:
    if piece.fact not in OWN_FACTS | also:
        _check_fact(piece, also)
    if unknown := [name for name in piece.filters if named(name) is None and name not in DECORATION]:
        raise BadTextError(f"There is no filter {unknown[0]!r}.")
    if sum(named(name) is not None for name in piece.filters) > 1:
        raise BadTextError(f"One filter is enough in {{{piece.source}}}; only bold may join it.")


def _check_fact(piece: Placeholder, also: frozenset[str]) -> None:
    fact, _at, person = piece.fact.partition("@")
    if person and f"answer.{person}" not in also:
        raise BadTextError(f"Nobody is asked who {person!r} is.")
    if not facts.is_known(fact):
        raise BadTextError(f"There is no fact {fact!r}.")
    if facts.find(fact).type is Table:
        raise BadTextError(f"{fact} is a table; it cannot stand within a text.")


def needed_and_optional(text: str, also: frozenset[str] = NOTHING) -> tuple[set[str], set[str]]:
    """Return the facts that `text` cannot do without, and those it can."""
    needed = set(check(_OPTIONAL.sub("", text), also))
    return needed, set(check(text, also)) - needed


def pieces(text: str) -> Iterator[Piece]:
    """Take `text` apart into words and placeholders."""
    end = 0
    for found in _PLACEHOLDER.finditer(text):
        if words := text[end : found.start()]:
            yield words
        fact, *names = (part.strip() for part in found[1].split("|"))
        yield Placeholder(source=found[1], fact=fact, filters=tuple(names))
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


def _without_unknown(text: str, values: Mapping[str, Value]) -> str:
    def keep_or_drop(found: re.Match[str]) -> str:
        named = (piece for piece in pieces(found[1]) if isinstance(piece, Placeholder))
        return found[1] if all(values.get(piece.fact) not in {None, ""} for piece in named) else ""

    return _OPTIONAL.sub(keep_or_drop, text)


def _word(piece: Placeholder, values: Mapping[str, Value], language: Language, overrides: Mapping[str, str]) -> str:
    own = overrides.get(f"{language}:{piece.source}", "") if piece.may_be_overridden else ""
    if own.strip():
        return own.strip()
    shape = next((found for name in piece.filters if (found := named(name))), plain)
    return shape(values[piece.fact], language)


def overridable(text: str, *, values: Mapping[str, Value], language: Language) -> dict[str, str]:
    """Return the words that grammar made, by `language:placeholder`, so that a clerk may put them right."""
    return {
        f"{language}:{piece.source}": _word(piece, values, language, {})
        for piece in pieces(_without_unknown(text, values))
        if isinstance(piece, Placeholder) and piece.may_be_overridden
    }


def cell(value: Value, language: Language) -> str:
    """Return a table cell's words; dates are short."""
    return dates.short_date(value, language) if isinstance(value, date) else plain(value, language)
