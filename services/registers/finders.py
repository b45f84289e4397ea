"""The register's part of the one search box."""

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from services.registers import addresses, pin, search
from services.registers.search import FoundHousehold, FoundResident
from tereze.accounts.permissions import Permission
from tereze.exchange import finders
from tereze.exchange.finders import Finder, Hit


def _residents(query: str, limit: int) -> list[Hit]:
    return [_resident(one) for one in search.find_residents(query, limit)]


def _resident(found: FoundResident) -> Hit:
    born = f"{found.birth_date:%d.%m.%Y}" if found.birth_date else ""
    parts = (born, addresses.shown(found.address), pin.mask(found.pin))
    return Hit(
        title=found.full_name,
        detail=" · ".join(part for part in parts if part),
        url=reverse("resident", args=[found.reference]),
        note=_state(found),
        approximate=found.approximate,
    )


def _state(found: FoundResident) -> str:
    """Return what has to be known before the card is opened: dead, or gone."""
    if found.death_date:
        return _("died %(day)s") % {"day": f"{found.death_date:%d.%m.%Y}"}
    return "" if found.address else _("in no household now")


def _households(query: str, limit: int) -> list[Hit]:
    return [_household(one) for one in search.find_households(query, limit)]


def _household(found: FoundHousehold) -> Hit:
    account = _("account № %(account)s") % {"account": found.account}
    return Hit(
        title=addresses.shown(found.address) or account,
        detail=" · ".join(part for part in (account, found.head) if part),
        url=reverse("household", args=[found.reference]),
        note=ngettext("%(count)d person", "%(count)d people", found.size) % {"count": found.size},
    )


finders.registry.add(
    Finder(
        name="residents",
        label=gettext_lazy("Residents"),
        order=10,
        permission=Permission.RESIDENT_SEARCH,
        find=_residents,
    )
)
finders.registry.add(
    Finder(
        name="households",
        label=gettext_lazy("Households"),
        order=15,
        permission=Permission.RESIDENT_SEARCH,
        find=_households,
    )
)
