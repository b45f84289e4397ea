"""What the journal calls handing out what is held on a person."""

from collections.abc import Mapping
from typing import Final

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from tereze.audit.purposes import name_purposes
from tereze.audit.saying import one_of
from tereze.audit.words import Detail, name_details, name_looks, name_parts

ASKED: Final = "asked"
"""Why everything held on a person is looked through: the person asked for it."""
FORMS: Final[Mapping[str, Promise | str]] = {"json": "JSON", "ky": _("PDF in Kyrgyz"), "ru": _("PDF in Russian")}


def tell() -> None:
    """Name it; called once, when the app is ready."""
    name_looks(
        {
            "resident.data_listed": (_("Asked what is held on the person"), _("kinds and numbers")),
            "resident.data_handed_out": (_("Everything held was handed out"), _("everything")),
        }
    )
    name_purposes({ASKED: _("the resident asked for it")})
    name_parts(
        {
            "disclosure": pgettext_lazy("part of the platform", "handing out personal data"),
            "personal_data": pgettext_lazy("part of the platform", "personal data from the command line"),
        }
    )
    name_details("resident.data_handed_out", {"form": Detail(pgettext_lazy("detail", "form"), say=one_of(FORMS))})
