"""Panels: what a service contributes to a resident's card, a household's page, the desk and the start pages."""

from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum

from tereze.accounts.http import CouncilRequest
from tereze.accounts.permissions import Permission
from tereze.exchange.registry import Registry
from tereze.exchange.values import Subject


class Place(StrEnum):
    """Where a panel is shown."""

    CARD = "card"
    HOUSEHOLD = "household"
    DESK = "desk"


@dataclass(frozen=True)
class Panel:
    """A part of a page. `render` returns HTML, or an empty string where there is nothing worth the room.

    On the desk the subject is None. Smaller `order` comes first.
    """

    name: str
    place: Place
    order: int
    permission: Permission
    render: Callable[[CouncilRequest, Subject | None], str]


registry: Registry[Panel] = Registry("panels")


def compose(place: Place, *, request: CouncilRequest, subject: Subject | None = None) -> list[str]:
    """Return the HTML of every panel of `place` that the request's user may see."""
    chosen = sorted((panel for panel in registry if panel.place == place), key=lambda panel: panel.order)
    parts = (panel.render(request, subject) for panel in chosen if request.user.may(panel.permission))
    return [part for part in parts if part]
