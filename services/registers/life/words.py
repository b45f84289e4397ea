"""What the journal calls events."""

from collections.abc import Collection, Mapping

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from services.registers.life.registry import registry
from services.registers.models import LifeEvent, Village
from tereze.accounts.permissions import Permission
from tereze.audit.words import Detail, name_actions, name_details, name_kinds, name_looks, name_subjects


def tell() -> None:
    """Name what is done with events; called once, when the app is ready."""
    name_kinds({"life_event": _("Journal: event")})
    name_subjects("life_event", _events, permission=Permission.RESIDENT_VIEW)
    name_actions({"registers.life_recorded": _("Event recorded"), "registers.life_undone": _("Event taken back")})
    name_looks(
        {
            "life.opened": (_("Form of an event opened"), _("the card")),
            "life.opened_in_full": (
                _("Form of an event opened, with PIN and phone"),
                _("all that is written, PIN, phone and document in full"),
            ),
            "life.listed": (_("List of events looked at"), _("the list of events")),
            "life.exported": (_("List of events downloaded"), _("the list of events as a table")),
            "life.viewed": (_("Event looked at"), _("the event")),
        }
    )
    details = {
        "event": Detail(pgettext_lazy("detail", "event"), about="life_event"),
        "kind": Detail(pgettext_lazy("detail", "what happened"), say=_kind),
        "residents": Detail(pgettext_lazy("detail", "residents"), about="resident"),
        "households": Detail(pgettext_lazy("detail", "households"), about="household"),
    }
    name_details("registers", details)
    asked = {
        "kind": details["kind"],
        "since": Detail(pgettext_lazy("detail", "since")),
        "until": Detail(pgettext_lazy("detail", "until")),
        "village": Detail(pgettext_lazy("detail", "village"), say=_village),
        "recorder": Detail(pgettext_lazy("detail", "recorded by")),
        "rows": Detail(pgettext_lazy("detail", "rows")),
    }
    name_details("life", asked)


def _kind(name: str) -> str:
    return str(registry.get(name).label) if name in registry else name


def _village(key: str) -> str:
    found = Village.objects.filter(pk=key).first() if str(key).isdecimal() else None
    return found.name if found else str(key)


def _events(references: Collection[str]) -> Mapping[str, str]:
    found = LifeEvent.objects.filter(reference__in=references).values_list("reference", "kind", "on")
    return {reference: f"{_kind(kind)}, {on:%d.%m.%Y}" for reference, kind, on in found}
