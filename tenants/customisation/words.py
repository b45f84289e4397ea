"""What the journal calls the things that a council changes of its own."""

from collections.abc import Collection, Mapping

from django.utils.translation import get_language, pgettext_lazy
from django.utils.translation import gettext_lazy as _

from tenants.customisation.forms import LetterheadForm
from tenants.customisation.models import Signatory
from tereze.audit.saying import one_of
from tereze.audit.words import Detail, name_actions, name_details, name_subjects


def tell() -> None:
    """Name the actions and their details; called once, when the app is ready."""
    name_actions(
        {
            "office.letterhead_changed": _("Letterhead changed"),
            "office.signatory_named": _("Signatory named"),
        }
    )
    labels = {name: field.label or name for name, field in LetterheadForm.base_fields.items()}
    name_subjects("signatory", _positions, permission=None)
    name_details(
        "office",
        {
            "fields": Detail(pgettext_lazy("detail", "changed"), say=one_of(labels)),
            "role": Detail(pgettext_lazy("detail", "post"), about="signatory"),
        },
    )


def _positions(posts: Collection[str]) -> Mapping[str, str]:
    """Return the posts as the council calls them."""
    found = Signatory.objects.filter(role__in=posts).order_by("since")
    return {one.role: one.position_ru if get_language() == "ru" else one.position_ky for one in found}
