"""What a certificate template's content looks like, read from the catalogue and checked before it is published."""

import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property, lru_cache
from pathlib import Path
from typing import Any, Literal, Self

from services.certificates import wording
from services.certificates.questions import Question, Words
from services.certificates.refusals import Refusal
from services.certificates.standards import Standard
from tenants.catalogue import queries as catalogue
from tenants.catalogue.models import Template
from tereze.exchange import facts
from tereze.exchange.values import Bilingual, Language

KIND = "certificate"
SHIPPED = Path(__file__).parent / "catalogue"
DocumentLanguage = Literal["ky", "ru", "both"]
LANGUAGES: Mapping[DocumentLanguage, tuple[Language, ...]] = {"ky": ("ky",), "ru": ("ru",), "both": ("ky", "ru")}
SUBJECTS = ("living", "dead", "away")
"""About whom: who lives in a household here, who died, who belongs to no household of the council."""
MARKS: Mapping[str, Bilingual] = {
    "applicant": Bilingual("Арыз ээсинин айтканы боюнча жазылды.", "Указано со слов заявителя."),
    "commission": Bilingual("Комиссия тарабынан аныкталды.", "Установлено комиссией."),
    "council": Bilingual("Айыл өкмөтү тарабынан аныкталды.", "Установлено айыл окмоту."),
    "village_head": Bilingual("Айыл башчысынын айтканы боюнча жазылды.", "Указано со слов айыл башчысы."),
    "document": Bilingual("Көрсөтүлгөн документ боюнча жазылды.", "Указано по предъявленному документу."),
    "archive": Bilingual("Архивдик документтер боюнча жазылды.", "Указано по архивным документам."),
}
"""Whose word a paragraph is, when it says what no register holds."""
BLOCKS = ("title", "subtitle", "paragraph", "table", "basis", "addressee", "validity")


@dataclass(frozen=True)
class Block:
    """One keyed block: a text in both languages, or a table of a fact's rows. `otherwise` is for an empty addressee.

    `said_by` is whose word a paragraph is; the paper says so at its end.
    """

    key: str
    kind: str
    text: Bilingual
    otherwise: Bilingual
    fact: str = ""
    columns: tuple[str, ...] = ()
    choose: bool = False
    said_by: str = ""

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
            said_by=data.get("said_by", ""),
        )


@dataclass(frozen=True)
class CertificateTemplate:
    """A published template, ready to be filled in. `validity_days` 0 means without limit.

    `mark` ends the numbers of a journal of its own; `awaits` are facts of services that a council need not have.
    """

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
    mark: str
    fee_tyiyn: int
    subjects: frozenset[str]
    questions: tuple[Question, ...]
    refusals: tuple[Refusal, ...]
    awaits: tuple[str, ...]
    standard: Standard

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
            mark=content.get("mark", ""),
            fee_tyiyn=int(content.get("fee_tyiyn", 0)),
            subjects=frozenset(content.get("subjects", ("living",))),
            questions=tuple(Question.read(one) for one in content.get("questions", ())),
            refusals=tuple(Refusal.read(one) for one in content.get("refusals", ())),
            awaits=tuple(content.get("awaits", ())),
            standard=Standard.read(content.get("standard", {})),
        )

    @property
    def title(self) -> Words:
        return Words(self.name.ky, self.name.ru, self.name_en)

    @property
    def about(self) -> Words:
        return Words(self.description.ky, self.description.ru, self.description_en)

    @property
    def is_connected(self) -> bool:
        """Whether the services are here whose facts it says."""
        return all(facts.is_known(name) for name in self.awaits)

    def texts(self) -> Iterator[str]:
        """Return every text in every language."""
        for block in self.blocks:
            yield from (block.text.ky, block.text.ru, block.otherwise.ky, block.otherwise.ru)

    @cached_property
    def _names(self) -> tuple[frozenset[str], frozenset[str]]:
        """What its texts and tables cannot do without, and what they can."""
        needed, optional, also = {"resident.name"}, set(), self._also
        for text in self.texts():
            one, other = wording.needed_and_optional(text, also)
            needed |= one
            optional |= other
        needed |= {block.fact for block in self.blocks if block.fact}
        return frozenset(needed), frozenset(optional - needed)

    @cached_property
    def facts(self) -> tuple[frozenset[str], frozenset[str]]:
        """The facts about its subject it cannot do without, and those it can; what refuses it can be unknown."""
        needed, optional = ({name for name in names if _is_of_subject(name)} for names in self._names)
        return frozenset(needed), frozenset(optional | {one.fact for one in self.refusals}) - needed

    def facts_of(self, person: str) -> tuple[frozenset[str], frozenset[str]]:
        """The facts about whoever answers the question `person`."""
        needed, optional = ({_asked(name) for name in names if name.endswith(f"@{person}")} for names in self._names)
        return frozenset(needed | {"resident.name"}), frozenset(optional - needed)

    @cached_property
    def people(self) -> tuple[Question, ...]:
        """The questions that are answered by a person of the register."""
        return tuple(one for one in self.questions if one.type == "person")

    @cached_property
    def _also(self) -> frozenset[str]:
        return brought(self.questions) | frozenset(self.awaits)

    @property
    def chosen_table(self) -> Block | None:
        """The table of which the clerk chooses rows, if there is one."""
        return next((block for block in self.blocks if block.kind == "table" and block.choose), None)


def _asked(name: str) -> str:
    return name.partition("@")[0]


def _is_of_subject(name: str) -> bool:
    return "@" not in name and not name.startswith(("certificate.", "answer."))


def brought(asked: Iterable[Question]) -> frozenset[str]:
    """Return what the answers are called in texts."""
    return frozenset(f"answer.{name}" for one in asked for name in (one.key, *one.parts))


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
