"""Columns of an export: their titles, where their values come from, and how values are said."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any, Final

from django.db.models import FilteredRelation, OuterRef, Q, QuerySet, Subquery
from django.utils.functional import Promise
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from services.registers.codelists import CodeList
from services.registers.imports.fields import LABELS, Field
from services.registers.models import CustomField, CustomValue
from services.registers.relations import Relation
from tereze.ui.templatetags.tereze import masked

CHUNK: Final = 2_000
"""Rows that are fetched at once."""
Value = str | int | Decimal | date | None
Say = Callable[[Any], Value]


@dataclass(frozen=True)
class Rights:
    """What stands in the file: PINs in full or masked, benefits and disability or not."""

    full_pins: bool
    benefits: bool


@dataclass(frozen=True)
class Column:
    """A column: its title, the path of its value, how the value is said, how wide it is in a workbook."""

    title: Promise | str
    path: str
    say: Say
    width: int = 14


@dataclass(frozen=True)
class Part:
    """One table of the export."""

    name: str
    title: Promise | str
    columns: Sequence[Column]
    rows: QuerySet[Any, Any]

    def lines(self) -> Iterator[list[Value]]:
        """Yield the rows, a few thousand of them in memory at a time."""
        says = [column.say for column in self.columns]
        paths = [column.path for column in self.columns]
        for row in self.rows.values_list(*paths).iterator(chunk_size=CHUNK):
            yield [say(value) for say, value in zip(says, row, strict=True)]


def field(meaning: Field, path: str, say: Say | None = None, width: int = 14) -> Column:
    """Return the column of something that our own import knows."""
    return Column(LABELS[meaning], path, say or plain, width)


def plain(value: Any) -> Value:
    """Leave a value as it is."""
    return "" if value is None else value


def listed(words: CodeList) -> Say:
    """Return how to say the codes of a list."""
    return lambda code: words.label(code or "")


def chosen(labels: Sequence[tuple[Any, Any]]) -> Say:
    """Return how to say codes with their words."""
    known = {str(code): str(label) for code, label in labels}
    return lambda code: known.get(code, code or "")


def relation(code: str | None) -> str:
    """Say a relation to the head."""
    known = {one.value: one for one in Relation}
    return known[code].label("ru" if get_language() == "ru" else "ky") if code is not None and code in known else ""


def yes_or_no(value: bool | None) -> str:  # noqa: FBT001  # a value of a cell
    return {True: str(_("yes")), False: str(_("no")), None: ""}[value]


def pin(rights: Rights) -> Say:
    """Return how PINs are shown: in full, or masked."""
    return plain if rights.full_pins else masked


def place(path: str, name: str) -> str:
    """Return the path of a name in the language of the file."""
    return f"{path}__{name}_{'ru' if get_language() == 'ru' else 'ky'}"


def there(path: str, on: date) -> FilteredRelation:
    """Return the address that holds on the day."""
    since, until = f"{path}__since", f"{path}__until"
    begun = Q(**{f"{since}__isnull": True}) | Q(**{f"{since}__lte": on})
    return FilteredRelation(path, condition=begun & (Q(**{f"{until}__isnull": True}) | Q(**{f"{until}__gt": on})))


def address(here: str) -> list[Column]:
    """Return the columns of an address."""
    return [
        field(Field.VILLAGE, place(f"{here}__street__village", "name")),
        field(Field.STREET, place(f"{here}__street", "name"), width=20),
        field(Field.HOUSE, f"{here}__house", width=8),
        field(Field.FLAT, f"{here}__flat", width=8),
    ]


def person(path: str, rights: Rights) -> list[Column]:
    """Return the columns that say who it is."""
    return [
        field(Field.SURNAME, f"{path}surname", width=22),
        field(Field.GIVEN_NAME, f"{path}given_name", width=18),
        field(Field.PATRONYMIC, f"{path}patronymic", width=22),
        field(Field.PIN, f"{path}pin", pin(rights), width=18),
    ]


def own_columns(about: str, path: str) -> tuple[dict[str, Any], list[Column]]:
    """Return the council's own fields: what to annotate, and the columns."""
    fields = list(CustomField.objects.filter(about=about, archived_at__isnull=True))
    written = CustomValue.objects.filter(**{about: OuterRef(path)})
    annotated = {f"own_{one.pk}": Subquery(written.filter(field=one).values("text")[:1]) for one in fields}
    return annotated, [Column(one.label, f"own_{one.pk}", _own_words(one), 18) for one in fields]


def _own_words(field: CustomField) -> Say:
    if field.type == CustomField.Type.CHOICE:
        return chosen([(one["code"], one["ru" if get_language() == "ru" else "ky"]) for one in field.choices])
    if field.type == CustomField.Type.YES_NO:
        return chosen([("1", _("yes")), ("0", _("no"))])
    return plain
