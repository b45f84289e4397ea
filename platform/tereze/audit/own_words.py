"""What the journal calls what it records itself, and what all entries have in common."""

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from tereze.audit import purposes
from tereze.audit.purposes import Origin
from tereze.audit.words import EVERYWHERE, Detail, name_actions, name_details, name_parts


def tell() -> None:
    """Name all of it; called once, when the app is ready."""
    name_actions({"journal.checked": _("Journal checked")})
    name_parts(
        {
            "command line": _("command line"),
            "sign-in": pgettext_lazy("part of the platform", "sign-in"),
            "onboarding": pgettext_lazy("part of the platform", "setting up"),
        }
    )
    name_details(
        "journal", {"whole": Detail(pgettext_lazy("detail", "whole")), "entries": Detail(_("entries checked"))}
    )
    name_details(
        EVERYWHERE,
        {
            "why": Detail(pgettext_lazy("detail", "purpose"), say=purposes.label_of),
            "served": Detail(pgettext_lazy("detail", "for"), is_subject=True),
        },
    )
    purposes.name_purposes(
        {
            purposes.COUNTER: _("at the counter"),
            purposes.DIRECT: _("opened directly"),
            purposes.OTHER: _("from a list"),
            purposes.PROGRAM: _("asked by another program"),
            "journal": _("from the journal"),
        },
        opened_from=[
            Origin("desk", purposes.COUNTER),
            Origin("search", purposes.COUNTER),
            Origin("journal", "journal"),
        ],
    )
