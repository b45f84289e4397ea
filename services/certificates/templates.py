"""What a certificate template's content looks like, read from the catalogue and checked before it is published."""

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property, lru_cache
from pathlib import Path
from typing import Any, Literal, Self

from services.certificates import wording
from tenants.catalogue import queries as catalogue
from tenants.catalogue.kinds import BadTemplateError
from tenants.catalogue.models import Template
from tereze.exchange import facts
from tereze.exchange.values import Bilingual, Language, Table

KIND = "certificate"
SHIPPED = Path(__file__).parent / "catalogue"
DocumentLanguage = Literal["ky", "ru", "both"]
LANGUAGES: Mapping[DocumentLanguage, tuple[Language, ...]] = {"ky": ("ky",), "ru": ("ru",), "both": ("ky", "ru")}
BLOCKS = ("title", "subtitle", "paragraph", "table", "basis", "addressee", "validity")


@dataclass(frozen=True)
class Block:
    """One keyed block: a text in both languages, or a table of a fact's rows. `otherwise` is for an empty addressee."""

    key: str
    kind: str
    text: Bilingual
    otherwise: Bilingual
    fact: str = ""
    columns: tuple[str, ...] = ()
    choose: bool = False

    @classmethod
    def read(cls, data: Mapping[str, Any]) -> Self:
        return cls(
            key=data["key"],
            kind=data["kind"],
            text=Bilingual(data.get("ky", ""), data.get("ru", "")),
            otherwise=Bilingual(data.get("ky_otherwise", ""), data.get("ru_otherwise", "")),
            fact=data.get("fact", ""),
            columns=tuple(data.get("columns", ())),
            choose=bool(data.get("choose", False)),
        )


@dataclass(frozen=True)
class CertificateTemplate:
    """A published template, ready to be filled in. `validity_days` 0 means without limit."""

    code: str
    version: int
    name: Bilingual
    name_en: str
    description: Bilingual
    description_en: str
    validity_days: int
    journal: str
    signatories: tuple[str, ...]
    blocks: tuple[Block, ...]

    @classmethod
    def read(cls, code: str, version: int, content: Mapping[str, Any]) -> Self:
        names, description = content["names"], content.get("description", {})
        return cls(
            code=code,
            version=version,
            name=Bilingual(names["ky"], names["ru"]),
            name_en=names.get("en", names["ru"]),
            description=Bilingual(description.get("ky", ""), description.get("ru", "")),
            description_en=description.get("en", ""),
            validity_days=int(content.get("validity_days", 0)),
            journal=content.get("journal", "certificates"),
            signatories=tuple(content.get("signatories", ())),
            blocks=tuple(Block.read(block) for block in content["blocks"]),
        )

    def texts(self) -> Iterator[str]:
        """Return every text in every language."""
        for block in self.blocks:
            yield from (block.text.ky, block.text.ru, block.otherwise.ky, block.otherwise.ru)

    @cached_property
    def facts(self) -> tuple[frozenset[str], frozenset[str]]:
        """The register's facts it cannot do without, and those it can."""
        needed, optional = {"resident.name"}, set()
        for text in self.texts():
            one, other = wording.needed_and_optional(text)
            needed |= one
            optional |= other
        needed |= {block.fact for block in self.blocks if block.fact}
        own = {name for name in needed | optional if name.startswith("certificate.")}
        return frozenset(needed - own), frozenset(optional - needed - own)

    @property
    def chosen_table(self) -> Block | None:
        """The table of which the clerk chooses rows, if there is one."""
        return next((block for block in self.blocks if block.kind == "table" and block.choose), None)


def current() -> list[CertificateTemplate]:
    """Return all templates in their newest version, in order."""
    return [_ready(template) for template in catalogue.current(KIND)]


def get(code: str, *, version: int | None = None) -> CertificateTemplate:
    """Return one template. Raises Template.DoesNotExist."""
    return _ready(catalogue.get(KIND, code, version=version))


def _ready(template: Template) -> CertificateTemplate:
    return _read(template.code, template.version, json.dumps(template.content))


@lru_cache(maxsize=256)
def _read(code: str, version: int, content: str) -> CertificateTemplate:
    """Take a template's content apart once: the same content is always the same template, whoever asks for it."""
    return CertificateTemplate.read(code, version, json.loads(content))


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
    for block in blocks:
        _check_block(block, has_end=bool(content.get("validity_days")))


def _check_block(block: Mapping[str, Any], *, has_end: bool) -> None:
    key = block["key"]
    if block.get("kind") not in BLOCKS:
        raise BadTemplateError(f"Block {key}: there is no kind {block.get('kind')!r}.")
    if block["kind"] == "table":
        name = block.get("fact", "")
        if not facts.is_known(name) or facts.find(name).type is not Table:
            raise BadTemplateError(f"Block {key}: {name!r} is no table.")
        return
    for part in ("ky", "ru", "ky_otherwise", "ru_otherwise"):
        text = block.get(part, "")
        if not text and part in {"ky", "ru"}:
            raise BadTemplateError(f"Block {key}: {part} is missing.")
        _check_text(text, where=f"Block {key}, {part}", has_end=has_end)


def _check_text(text: str, *, where: str, has_end: bool) -> None:
    try:
        needed, _optional = wording.needed_and_optional(text)
    except wording.BadTextError as error:
        raise BadTemplateError(f"{where}: {error}") from error
    if "certificate.valid_until" in needed and not has_end:
        raise BadTemplateError(f"{where}: without validity_days there is no last day.")
