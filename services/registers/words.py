"""What the journal calls the things that are done with residents, households and imports."""

from collections.abc import Collection, Mapping

from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from services.registers.models import Household, ImportRun, ImportState, Membership, Resident
from tereze.accounts.permissions import Permission
from tereze.audit.purposes import Origin, name_purposes
from tereze.audit.saying import day, kilobytes, one_of
from tereze.audit.words import (
    Detail,
    name_actions,
    name_details,
    name_kinds,
    name_looks,
    name_parts,
    name_subjects,
)


def tell() -> None:
    """Name actions, what they are about, their details and purposes; called once, when the app is ready."""
    _name_things()
    name_parts(
        {
            "synthetic": pgettext_lazy("part of the platform", "made-up data"),
            "import_register": pgettext_lazy("part of the platform", "import from the command line"),
        }
    )
    name_looks(_LOOKS)
    name_actions({**_HOUSEHOLDS, **_IMPORTS})
    name_details("resident", _OF_PEOPLE)
    name_details("import", _OF_IMPORTS)
    name_details("register", _OF_COUNTS)
    _name_purposes()


def _name_things() -> None:
    name_kinds(
        {
            "resident": _("Journal: resident"),
            "household": _("Journal: household"),
            "import": _("Journal: import"),
        },
        pages={"import": "register_import_run"},
    )
    name_subjects("resident", _people, permission=Permission.RESIDENT_VIEW)
    name_subjects("household", _accounts, permission=Permission.RESIDENT_VIEW)
    name_subjects("import", _files, permission=Permission.REGISTER_IMPORT)


def _people(references: Collection[str]) -> Mapping[str, str]:
    found = Resident.objects.filter(reference__in=references).only(
        "reference", "surname", "given_name", "patronymic", "sex"
    )
    return {one.reference: str(one) for one in found}


def _accounts(references: Collection[str]) -> Mapping[str, str]:
    found = Household.objects.filter(reference__in=references).values_list("reference", "account")
    return {reference: _now("account № %(account)s") % {"account": account} for reference, account in found}


def _files(references: Collection[str]) -> Mapping[str, str]:
    return dict(ImportRun.objects.filter(reference__in=references).values_list("reference", "file_name"))


def _name_purposes() -> None:
    name_purposes(
        {
            "edit": _("to put the entry right"),
            "household": _("from the page of the household"),
            "family": _("from the card of a relative"),
            "import": _("for an import"),
        },
        opened_from=[
            Origin("life_happen", "edit", concerns=_concerned),
            Origin("household", "household", "household:reference", concerns=_belongs),
            Origin("resident", "family", "resident:reference", concerns=_kin),
            Origin("register_import_run", "import", "import:reference"),
            Origin("register_import_problems", "import", "import:reference"),
        ],
    )


def _concerned(parts: dict[str, str], subject: str) -> bool:
    """Return whether an event was begun at the page of the subject, or of the resident's household."""
    return subject.partition(":")[2] == parts["reference"] or _belongs(parts, subject)


def _belongs(parts: dict[str, str], subject: str) -> bool:
    """Return whether the resident belongs or belonged to the household, or the subject is the household itself."""
    kind, _colon, reference = subject.partition(":")
    if kind == "household":
        return reference == parts["reference"]
    return Membership.objects.filter(household__reference=parts["reference"], resident__reference=reference).exists()


def _kin(parts: dict[str, str], subject: str) -> bool:
    """Return whether the resident shares or shared a household with the one whose card was open."""
    kind, _colon, reference = subject.partition(":")
    theirs = Membership.objects.filter(resident__reference=parts["reference"]).values("household")
    about = {"household__reference": reference} if kind == "household" else {"resident__reference": reference}
    return Membership.objects.filter(household__in=theirs, **about).exists()


_CARD = _("name, birth date, address, household")
_LOOKS = {
    "resident.viewed": (_("Resident's card looked at"), _CARD),
    "resident.revealed": (
        _("What is masked on the card shown in full"),
        _("PIN, phone and document in full, benefits, disability and military duty"),
    ),
    "resident.looks_told": (_("Told who looked at the resident's card"), _("name, and who looked")),
}
_HOUSEHOLDS = {
    "household.viewed": _("Household looked at"),
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
_OF_PEOPLE = {
    "also": Detail(
        pgettext_lazy("detail", "seen besides"),
        say=one_of({"benefits": pgettext_lazy("detail", "benefits, disability and military duty")}),
    ),
    "on": Detail(pgettext_lazy("detail", "as it was on"), say=day),
    "revealed": Detail(pgettext_lazy("detail", "PIN, phone and document in full")),
}
_OF_IMPORTS = {
    "bytes": Detail(pgettext_lazy("detail", "size"), say=kilobytes),
    "sha256": Detail("sha256", kept_back=True),
    "count": Detail(pgettext_lazy("detail", "words")),
    "what": Detail(
        pgettext_lazy("detail", "step"),
        say=one_of(
            {
                ImportState.CHECKING.value: pgettext_lazy("detail", "checking"),
                ImportState.IMPORTING.value: pgettext_lazy("detail", "importing"),
            }
        ),
    ),
}
_OF_COUNTS = {
    "rows": Detail(pgettext_lazy("detail", "rows")),
    "new": Detail(pgettext_lazy("detail", "new")),
    "changed": Detail(pgettext_lazy("detail", "changed")),
    "unchanged": Detail(pgettext_lazy("detail", "as before")),
    "repeated": Detail(pgettext_lazy("detail", "written twice")),
    "error": Detail(pgettext_lazy("detail", "with mistakes")),
    "warnings": Detail(pgettext_lazy("detail", "warnings")),
    "mended": Detail(pgettext_lazy("detail", "mended")),
    "households_new": Detail(pgettext_lazy("detail", "new households")),
    "households_known": Detail(pgettext_lazy("detail", "known households")),
    "addresses_changed": Detail(pgettext_lazy("detail", "changed addresses")),
    "streets_new": Detail(pgettext_lazy("detail", "new streets")),
    "documents_new": Detail(pgettext_lazy("detail", "new documents")),
    "skipped": Detail(pgettext_lazy("detail", "left out")),
    "residents": Detail(pgettext_lazy("detail", "residents")),
    "households": Detail(pgettext_lazy("detail", "households")),
}
