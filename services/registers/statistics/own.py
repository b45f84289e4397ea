"""The council's own fields: choices and yes or no as tables, numbers as sums and means. They come by themselves."""

from collections.abc import Iterator, Mapping
from decimal import Decimal
from typing import Any, Final

from django.db.models import Avg, Count, Max, Min, Sum
from django.utils.translation import gettext

from services.registers.models import CustomField, CustomValue
from services.registers.statistics import counting
from services.registers.statistics.bases import Base
from services.registers.statistics.dimensions import Dimension
from services.registers.statistics.sections import Asked, Cell, Row, Section, Table

_PLACES: Final = Decimal("0.01")


def sections(base: Base, known: Mapping[str, Dimension]) -> list[Section]:
    """Return a section for each field of choices or of yes and no that belongs to the base."""
    own = (one for one in known.values() if one.name.startswith(counting.OWN))
    return [Section(one.name, one.label, base, one.name) for one in own]


def numbers(base: Base, asked: Asked) -> Iterator[Table]:
    """Yield a table for each field of numbers: how many have one, the sum, the mean, the least and the largest."""
    fields = CustomField.objects.filter(about=base.about, type=CustomField.Type.NUMBER, archived_at__isnull=True)
    for field in fields:
        yield _number(base, field, asked)


def _number(base: Base, field: CustomField, asked: Asked) -> Table:
    known = counting.dimensions_of(base)
    rows = counting.rows_behind(base, asked.chosen, on=asked.on, known=known)
    of = rows.values("resident" if base.about == "resident" else "pk")
    values = CustomValue.objects.filter(field=field, number__isnull=False, **{f"{base.about}__in": of})
    told = values.aggregate(
        count=Count("pk"), sum=Sum("number"), mean=Avg("number"), least=Min("number"), largest=Max("number")
    )
    count = Cell(told["count"], asked.link(base, known, {f"{counting.HAS}{field.key}": ("yes",)}))
    named = (
        ("sum", gettext("Sum")),
        ("mean", gettext("Mean")),
        ("least", gettext("Least")),
        ("largest", gettext("Largest")),
    )
    lines = [Row(gettext("Filled in"), [], count), *(Row(word, [], Cell(_plain(told[key]))) for key, word in named)]
    return Table(f"{counting.HAS}{field.key}", field.label, "", [], lines if told["count"] else lines[:1], None)


def _plain(number: Any) -> Decimal:
    return Decimal(number or 0).quantize(_PLACES).normalize() + 0
