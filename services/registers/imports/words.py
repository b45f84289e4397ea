"""What the journal calls the mending of rows, and what an import of any part of the register counts."""

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from services.registers.imports import fields
from services.registers.imports.parts import PARTS
from tereze.audit.saying import one_of
from tereze.audit.words import Detail, name_actions, name_details, name_looks


def tell() -> None:
    """Name them; called once, when the app is ready."""
    name_actions({"import.rows_mended": _("Rows of a table mended")})
    name_looks(
        {
            "import.rows_opened": (
                _("Rows of a table opened to be mended"), _("the cells of rows with mistakes, PINs in full"),
            )
        }
    )  # fmt: skip
    part = Detail(
        pgettext_lazy("detail", "what the table holds"), say=one_of({name: one.label for name, one in PARTS.items()})
    )
    name_details(
        "import",
        {
            "rows": Detail(pgettext_lazy("detail", "rows")),
            "cells": Detail(pgettext_lazy("detail", "cells")),
            "fields": Detail(pgettext_lazy("detail", "columns"), say=fields.label),
        },
    )
    name_details(
        "register",
        {
            "part": part,
            "things_new": Detail(pgettext_lazy("detail", "new things")),
            "owners_ended": Detail(pgettext_lazy("detail", "owners replaced")),
            "counts_new": Detail(pgettext_lazy("detail", "new counts")),
            "counts_changed": Detail(pgettext_lazy("detail", "changed counts")),
            "absent": Detail(pgettext_lazy("detail", "not in the file")),
        },
    )
