"""Choosing a resident or a household in a form: from those at hand, or by typing, finding and choosing.

It works without a script: the button finds, and the page comes back with those found. With one, they come while typing.
"""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Any, Final, Generic, TypeVar

from django import forms
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from services.registers import addresses, search, story
from services.registers.models import Household, Resident
from services.registers.queries import Member
from services.registers.search import FoundHousehold, FoundResident

MOST: Final = 8
"""How many of those found are shown: who is not among them types more letters."""
NOBODY: Final = ""
_T = TypeVar("_T", Resident, Household)


@dataclass(frozen=True)
class Option:
    """One resident or household to choose: the public reference, the name, and what tells it from others."""

    reference: str
    name: str
    detail: str = ""


def of_member(member: Member, *, on: Any = None) -> Option:
    """Return a member of a household as an option."""
    born = f"{member.resident.birth_date:%d.%m.%Y}" if member.resident.birth_date else ""
    detail = ", ".join(part for part in (story.relation_label(member.relation), born) if part)
    return Option(member.resident.reference, str(member.resident), detail)


def of_resident(resident: Resident) -> Option:
    """Return a resident as an option."""
    born = f"{resident.birth_date:%d.%m.%Y}" if resident.birth_date else ""
    return Option(resident.reference, str(resident), born)


def of_household(household: Household) -> Option:
    """Return a household as an option."""
    return Option(household.reference, _("account № %(account)s") % {"account": household.account})


def _found_resident(one: FoundResident) -> Option:
    born = f"{one.birth_date:%d.%m.%Y}" if one.birth_date else ""
    died = _("died %(day)s") % {"day": f"{one.death_date:%d.%m.%Y}"} if one.death_date else ""
    where = addresses.shown(one.address) or ("" if died else _("in no household now"))
    return Option(one.reference, one.full_name, ", ".join(part for part in (born, died, where) if part))


def _found_household(one: FoundHousehold) -> Option:
    account = _("account № %(account)s") % {"account": one.account}
    shown = addresses.shown(one.address)
    detail = ", ".join(part for part in (account if shown else "", one.head) if part)
    return Option(one.reference, shown or account, detail)


def find_residents(typed: str) -> list[Option]:
    """Return the residents who may be meant."""
    return [_found_resident(one) for one in search.find_residents(typed, MOST)]


def find_households(typed: str) -> list[Option]:
    """Return the households that may be meant; by the names of their people too."""
    found = [_found_household(one) for one in search.find_households(typed, MOST)]
    return found or _of_people(search.find_residents(typed, MOST))


def _of_people(people: Iterable[FoundResident]) -> list[Option]:
    references = [one.reference for one in people]
    homes = Household.objects.filter(
        memberships__resident__reference__in=references, memberships__left_on__isnull=True, closed_on__isnull=True
    )
    by_account = [search.find_households(one.account, 1) for one in homes.distinct()[:MOST]]
    return [_found_household(found[0]) for found in by_account if found]


FINDERS: Final[dict[str, Callable[[str], list[Option]]]] = {"people": find_residents, "households": find_households}


class ChooserWidget(forms.Widget):
    """Radio buttons for those at hand, a box to find others, and those found."""

    use_fieldset = True
    typed = ""

    def __init__(self, what: str) -> None:
        super().__init__()
        self.what = what
        self.near: Sequence[Option] = ()
        self.nobody: Promise | str = ""
        self.searches = True
        self.name_of: Callable[[str], Option | None] = lambda _reference: None

    def id_for_label(self, _id: str | None, index: str | None = None) -> str:
        return ""

    def value_from_datadict(self, data: Any, files: Any, name: str) -> str:
        self.typed = str(data.get(f"{name}_typed", "")).strip()
        return str(data.get(name, "")).strip()

    def render(self, name: str, value: Any, attrs: Any = None, renderer: Any = None) -> SafeString:
        chosen = str(getattr(value, "reference", value) or "")
        near = list(self.near)
        if chosen and chosen not in {one.reference for one in near} and (option := self.name_of(chosen)):
            near.append(option)
        known = {one.reference for one in near}
        found = [one for one in FINDERS[self.what](self.typed) if one.reference not in known] if self.typed else []
        told = {
            "name": name, "what": self.what, "near": near, "chosen": chosen, "typed": self.typed, "found": found,
            "nobody": self.nobody, "searches": self.searches, "address": reverse("life_find", args=[self.what]),
            "attrs": attrs or {},
        }  # fmt: skip
        return SafeString(render_to_string("registers/life/_chooser.html", told))


class ChooserField(forms.Field, Generic[_T]):
    """A choice of one; its value is the row, or None where nobody has to be chosen."""

    widget: ChooserWidget
    model: type[_T]
    what = ""

    def __init__(
        self, *, label: Any, near: Sequence[Option] = (), required: bool = True, nobody: Promise | str = "",
        searches: bool = True, help_text: Any = "",
    ) -> None:  # fmt: skip
        super().__init__(label=label, required=required, help_text=help_text, widget=ChooserWidget(self.what))
        self.widget.near = near
        self.widget.nobody = nobody if not required else ""
        self.widget.searches = searches
        self.widget.name_of = self._name_of

    def clean(self, value: Any) -> _T | None:
        if not value and self.widget.typed and self.widget.searches:
            raise forms.ValidationError(_("Choose from those found, or type otherwise."))
        if not value:
            if self.required:
                raise forms.ValidationError(_("Choose one."))
            return None
        row = self.row(str(value))
        if row is None:
            raise forms.ValidationError(_("Choose from those found, or type otherwise."))
        return row

    def row(self, reference: str) -> _T | None:
        """Return what has the reference."""
        raise NotImplementedError

    def option(self, row: _T) -> Option:
        """Return what the page shows of it."""
        raise NotImplementedError

    def _name_of(self, reference: str) -> Option | None:
        row = self.row(reference)
        return self.option(row) if row else None


class ResidentField(ChooserField[Resident]):
    """A choice of a resident. An entry that only leads to another one stands for that one."""

    what = "people"

    def row(self, reference: str) -> Resident | None:
        found = Resident.objects.select_related("merged_into").filter(reference=reference).first()
        return found.merged_into or found if found else None

    def option(self, row: Resident) -> Option:
        return of_resident(row)


class HouseholdField(ChooserField[Household]):
    """A choice of a household that is open."""

    what = "households"

    def row(self, reference: str) -> Household | None:
        return Household.objects.filter(reference=reference, closed_on__isnull=True).first()

    def option(self, row: Household) -> Option:
        return of_household(row)


class SeveralField(forms.MultipleChoiceField):
    """A choice of several of those at hand: who goes along."""

    def __init__(self, *, label: Any, near: Sequence[Option], help_text: Any = "") -> None:
        choices = [(one.reference, f"{one.name} ({one.detail})" if one.detail else one.name) for one in near]
        super().__init__(
            label=label, choices=choices, required=False, widget=forms.CheckboxSelectMultiple, help_text=help_text
        )
