"""What the journal calls a look at the rows behind a number."""

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from services.registers.statistics import counting
from services.registers.statistics.bases import BASES
from services.registers.statistics.dimensions import Dimension
from tereze.audit.saying import day, one_of
from tereze.audit.words import Detail, name_actions, name_details

_BASES = {name: base.label for name, base in BASES.items()}


def tell() -> None:
    """Name the action and its details; called once, when the app is ready."""
    name_actions({"statistics.rows_listed": _("Rows behind a number of the statistics listed")})
    name_details(
        "statistics",
        {
            "what": Detail(
                pgettext_lazy("detail", "what"), say=one_of({name: one.label for name, one in BASES.items()})
            ),
            "on": Detail(pgettext_lazy("detail", "as it was on"), say=day),
            "chosen": Detail(pgettext_lazy("detail", "chosen"), say=_chosen),
            "count": Detail(pgettext_lazy("detail", "rows")),
        },
    )


def _chosen(value: object) -> str:
    """Say `sex=f` as «Sex: women»; a field that is no longer there as it was written."""
    name, _equals, texts = str(value).partition("=")
    known: dict[str, Dimension] = {}
    for base in BASES.values():
        known = {**counting.dimensions_of(base), **known}
    if name not in known:
        return str(value)
    return f"{known[name].label}: {', '.join(map(known[name].word, texts.split(',')))}"
