"""What the journal calls an extract."""

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from tereze.audit.saying import day, one_of
from tereze.audit.words import Detail, name_details, name_looks


def tell() -> None:
    """Name the look and its details; called once, when the app is ready."""
    shown = _("members, land, buildings, vehicles, livestock")
    name_looks({"household.extract_printed": (_("Extract from the household book printed"), shown)})
    languages = {"ky": "кыргызча", "ru": "русский"}
    name_details(
        "household.extract_printed",
        {
            "on": Detail(pgettext_lazy("detail", "as it was on"), say=day),
            "language": Detail(pgettext_lazy("detail", "language"), say=one_of(languages)),
            "revealed": Detail(pgettext_lazy("detail", "PIN, phone and document in full")),
        },
    )
