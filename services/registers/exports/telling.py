"""What the journal calls exports."""

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from services.registers.models import ExportRun
from tereze.audit.saying import day, one_of
from tereze.audit.words import Detail, name_actions, name_details, name_kinds

_DETAILS = {
    "form": Detail(pgettext_lazy("detail", "file"), say=one_of(dict(ExportRun.Form.choices))),
    "language": Detail(pgettext_lazy("detail", "language"), say=one_of({"ky": "кыргызча", "ru": "русский"})),
    "on": Detail(pgettext_lazy("detail", "as it was on"), say=day),
    "revealed": Detail(pgettext_lazy("detail", "PIN, phone and document in full")),
}


def tell() -> None:
    """Name actions, their details and what they are about; called once, when the app is ready."""
    name_kinds(
        {"register_export": _("Journal: export of the register")}, pages={"register_export": "register_export_run"}
    )
    name_actions(
        {
            "register.export_asked": _("Export of the whole register asked for"),
            "register.export_fetched": _("Export of the whole register fetched"),
        }
    )
    for action in ("register.export_asked", "register.export_fetched"):
        name_details(action, _DETAILS)
