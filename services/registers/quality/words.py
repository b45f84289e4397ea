"""What the journal calls the work on the register's quality."""

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from services.registers.quality.checks import BY_CODE
from tereze.audit.words import Detail, name_actions, name_details, name_looks, name_parts


def tell() -> None:
    """Name what is done; called once, when the app is ready."""
    name_actions(
        {
            "quality.looked": _("Register compared with itself"),
            "quality.told_apart": _("Two entries told apart"),
            "quality.told_apart_undone": _("Telling apart taken back"),
            "quality.accepted": _("Doubtful entry left as it is"),
            "quality.reopened": _("Doubtful entry on the list again"),
        }
    )
    name_parts({"quality": pgettext_lazy("part of the platform", "comparing the register with itself")})
    name_looks(
        {
            "quality.listed": (_("Doubtful entries listed"), _("names and days of birth")),
            "resident.compared": (_("Entry compared with another"), _("the card")),
        }
    )
    name_details(
        "quality",
        {
            "pairs": Detail(pgettext_lazy("detail", "likely pairs")),
            "other": Detail(pgettext_lazy("detail", "the other entry"), about="resident"),
            "check": Detail(pgettext_lazy("detail", "what looks wrong"), say=_check),
        },
    )


def _check(code: str) -> str:
    return str(BY_CODE[code].label) if code in BY_CODE else code
