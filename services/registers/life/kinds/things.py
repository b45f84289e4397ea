"""Land, buildings and vehicles: acquired, described anew, passed to another owner, gone."""

from functools import partial
from typing import Any, Final

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from services.registers.life.registry import Group, LifeKind, registry
from services.registers.property import changing
from services.registers.property.changing import Acquired, Described, Gone, Passed
from services.registers.property.describing import DESCRIPTIONS, Description
from services.registers.property.forms import AcquiredForm, DescribedForm, GoneForm, PassedForm
from tereze.accounts.permissions import Permission


def _is_there(thing: Any) -> bool:
    return thing.until is None


def _may_own(subject: Any) -> bool:
    return getattr(subject, "death_date", None) is None and getattr(subject, "closed_on", None) is None


_LABELS: Final[dict[str, tuple[Promise, Promise, Promise, Promise]]] = {
    "parcel": (_("Land acquired"), _("Land described anew"), _("Land passes to another owner"), _("Land is gone")),
    "building": (
        _("Building acquired"), _("Building described anew"), _("Building passes to another owner"),
        _("Building is gone"),
    ),
    "vehicle": (
        _("Vehicle acquired"), _("Vehicle described anew"), _("Vehicle passes to another owner"), _("Vehicle is gone"),
    ),
}  # fmt: skip
_HINTS: Final = (
    _("With its description, share and document."),
    _("What is written is wrong, or has changed."),
    _("Bought, given, inherited, leased, divided."),
    _("Sold elsewhere, demolished, taken off the register."),
)


def _register(description: Description, order: int) -> None:
    name, labels = description.name, _LABELS[description.name]
    shared: dict[str, Any] = {"group": Group.PROPERTY, "permission": Permission.PROPERTY_EDIT}
    own: dict[str, Any] = {"description": description}
    acquired = type(f"Acquired{name.title()}Form", (AcquiredForm,), own)
    described = type(f"Described{name.title()}Form", (DescribedForm,), own)
    kinds: tuple[tuple[str, str, Any, Any, Any, Any], ...] = (
        (f"new_{name}", "either", Acquired, acquired, changing.acquire, _may_own),
        (f"{name}_details", name, Described, described, changing.describe, _is_there),
        (f"{name}_owner", name, Passed, PassedForm, changing.pass_on, _is_there),
        (f"{name}_gone", name, Gone, GoneForm, changing.remove, _is_there),
    )
    for place, (kind, about, said, form, apply, possible) in enumerate(kinds):
        registry.add(
            LifeKind(
                name=kind, label=labels[place], hint=_HINTS[place], about=about, order=order + place,  # type: ignore[arg-type]
                said=said, form=form, apply=partial(apply, description=description), possible=possible, **shared,
            )
        )  # fmt: skip


for _order, _description in enumerate(DESCRIPTIONS.values()):
    _register(_description, 300 + 10 * _order)
