"""What the journal calls the things that are done with residents, households and imports."""

from django.utils.translation import gettext_lazy as _

from tereze.audit.words import name_actions, name_kinds


def tell() -> None:
    """Name actions and what they are about; called once, when the app is ready."""
    name_kinds(
        {
            "resident": _("Journal: resident"),
            "household": _("Journal: household"),
            "street": _("Journal: street"),
            "import": _("Journal: import"),
        }
    )
    name_actions({**_PEOPLE, **_HOUSEHOLDS, **_IMPORTS})


_PEOPLE = {
    "resident.viewed": _("Resident's card looked at"),
    "resident.revealed": _("PIN, phone and document shown in full"),
    "resident.opened_for_correction": _("Resident's card opened for correction"),
    "resident.corrected": _("Resident's data corrected"),
    "resident.registered": _("Resident registered"),
    "resident.died": _("Resident's death recorded"),
}
_HOUSEHOLDS = {
    "household.viewed": _("Household looked at"),
    "household.opened": _("Household opened"),
    "household.moved": _("Household moved"),
    "household.head_changed": _("Head of the household changed"),
    "household.member_added": _("Resident added to a household"),
    "household.member_left": _("Resident left a household"),
    "street.added": _("Street added"),
}
_IMPORTS = {
    "import.uploaded": _("Table uploaded"),
    "import.asked": _("Import of the register asked for"),
    "import.words_explained": _("Words of a table explained"),
    "import.problems_downloaded": _("Rows with mistakes downloaded"),
    "register.imported": _("Register imported"),
    "register.import_undone": _("Import of the register undone"),
    "register.loaded": _("Made-up register loaded"),
}
