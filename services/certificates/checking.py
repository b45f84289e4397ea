"""What a template must be before it is published."""

from collections.abc import Mapping
from typing import Any

from services.certificates import questions, refusals, standards, templates, wording
from services.certificates.questions import Question
from services.certificates.templates import BLOCKS, MARKS, SUBJECTS
from tenants.catalogue.kinds import BadTemplateError
from tereze.exchange import facts
from tereze.exchange.values import Table


def check(content: Mapping[str, Any]) -> None:
    """Check a template's content. Raises BadTemplateError saying where and what."""
    for language in ("ky", "ru"):
        if not content.get("names", {}).get(language):
            raise BadTemplateError(f"names.{language} is missing.")
    blocks = content.get("blocks", [])
    keys = [block.get("key") for block in blocks]
    if len(set(keys)) != len(keys) or not all(keys):
        raise BadTemplateError("Every block needs a key of its own.")
    if [block.get("kind") for block in blocks].count("title") != 1:
        raise BadTemplateError("A certificate needs one block of the kind title.")
    _check_frame(content)
    checker = _Checker(content)
    for block in blocks:
        checker.block(block)


def _check_frame(content: Mapping[str, Any]) -> None:
    """Check all but the blocks."""
    if unknown := set(content.get("subjects", ("living",))) - set(SUBJECTS):
        raise BadTemplateError(f"subjects: nobody is {min(unknown)!r}.")
    if int(content.get("fee_tyiyn", 0)) < 0:
        raise BadTemplateError("fee_tyiyn: a fee is never below nought.")
    for one in content.get("questions", ()):
        questions.check(one)
    awaited = set(content.get("awaits", ()))
    for one in content.get("refusals", ()):
        refusals.check(one)
        if one["fact"] not in awaited and not facts.is_known(one["fact"]):
            raise BadTemplateError(f"Refusal: there is no fact {one['fact']!r}.")
    standards.check(content.get("standard", {}))


class _Checker:
    """Checks the blocks of one template."""

    def __init__(self, content: Mapping[str, Any]) -> None:
        asked = [Question.read(one) for one in content.get("questions", ())]
        self.awaited = frozenset(content.get("awaits", ()))
        self.also = templates.brought(asked) | self.awaited
        self.typed = {f"answer.{one.key}" for one in asked if one.type in questions.TYPED}
        self.has_end = bool(content.get("validity_days"))

    def block(self, block: Mapping[str, Any]) -> None:
        key = block["key"]
        if block.get("kind") not in BLOCKS:
            raise BadTemplateError(f"Block {key}: there is no kind {block.get('kind')!r}.")
        if block["kind"] == "table":
            self._table(key, block.get("fact", ""))
            return
        for part in ("ky", "ru", "ky_otherwise", "ru_otherwise"):
            text = block.get(part, "")
            if not text and part in {"ky", "ru"}:
                raise BadTemplateError(f"Block {key}: {part} is missing.")
            self._text(text, block, where=f"Block {key}, {part}")

    def _table(self, key: str, name: str) -> None:
        if name not in self.awaited and (not facts.is_known(name) or facts.find(name).type is not Table):
            raise BadTemplateError(f"Block {key}: {name!r} is no table.")

    def _text(self, text: str, block: Mapping[str, Any], *, where: str) -> None:
        try:
            needed, optional = wording.needed_and_optional(text, self.also)
        except wording.BadTextError as error:
            raise BadTemplateError(f"{where}: {error}") from error
        if "certificate.valid_until" in needed and not self.has_end:
            raise BadTemplateError(f"{where}: without validity_days there is no last day.")
        self._word_of(needed | optional, block, where)

    def _word_of(self, named: set[str], block: Mapping[str, Any], where: str) -> None:
        """Refuse a paragraph that repeats somebody's word without saying whose."""
        said_by = block.get("said_by", "")
        if said_by and said_by not in MARKS:
            raise BadTemplateError(f"{where}: nobody knows {said_by!r}.")
        if block["kind"] == "paragraph" and named & self.typed and not said_by:
            raise BadTemplateError(f"{where}: say by `said_by` whose word {min(named & self.typed)} is.")
