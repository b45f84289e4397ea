"""What the journal calls a council's own fields."""

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from services.registers.models import CustomField
from tereze.audit.saying import one_of
from tereze.audit.words import Detail, name_actions, name_details


def tell() -> None:
    """Name what is done; called once, when the app is ready."""
    name_actions(
        {
            "fields.added": _("Own field added"),
            "fields.described": _("Own field changed"),
            "fields.archived": _("Own field put away"),
            "fields.restored": _("Own field taken out again"),
        }
    )
    name_details(
        "fields",
        {
            "field": Detail(pgettext_lazy("detail", "field")),
            "about": Detail(pgettext_lazy("detail", "belongs to"), say=one_of(dict(CustomField.About.choices))),
            "type": Detail(
                pgettext_lazy("detail", "what is written in it"), say=one_of(dict(CustomField.Type.choices))
            ),
        },
    )
