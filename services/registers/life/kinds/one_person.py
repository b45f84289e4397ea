"""Two entries turn out to be one person: one stays and takes over what the other has; the other only leads there."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any, Final

from django import forms
from django.db.models import Q
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from services.registers.life import wording
from services.registers.life.forms import LifeForm
from services.registers.life.pen import Pen
from services.registers.life.registry import LifeKind, RefusedError, registry
from services.registers.models import (
    BenefitHolding,
    CustomValue,
    FormerName,
    FormerPin,
    Household,
    IdentityDocument,
    Marriage,
    Membership,
    Ownership,
    Parenthood,
    Resident,
)
from services.registers.pin import masked_apart
from tereze.accounts.permissions import Permission

CHOSEN: Final = (
    "surname", "given_name", "patronymic", "surname_latin", "given_name_latin", "pin", "birth_date", "birth_place",
    "citizenship", "nationality", "phone", "education", "occupation", "workplace", "marital_status", "disability",
    "military_duty", "death_date",
)  # fmt: skip
"""What of the two entries may differ, so that somebody has to say which is right."""
STAYS, GOES = "stays", "goes"


@dataclass(frozen=True)
class Said:
    """`resident` stays, `other` goes; `values` says by field which of the two is right: "stays" or "goes"."""

    resident: str
    other: str
    on: date
    values: Mapping[str, str] = field(default_factory=dict)


class OnePersonForm(LifeForm):
    """Asks for the other entry, and which of two differing values is right; the fuller entry's is proposed."""

    other = forms.CharField(max_length=10, label=_("Code of the other entry"))

    def __init__(
        self, data: QueryDict | None = None, *, subject: Resident | Household | None,
        begun: dict[str, str] | None = None,
    ) -> None:  # fmt: skip
        said = data.get("other", "") if data is not None else (begun or {}).get("other", "")
        self.twin = Resident.objects.filter(reference=said or "").first()
        super().__init__(data, subject=subject, begun=begun)

    def ask(self) -> None:
        if self.twin is None or not isinstance(self.subject, Resident):
            return
        self.fields["other"].widget = forms.HiddenInput()
        for name in CHOSEN:
            mine, theirs = getattr(self.subject, name), getattr(self.twin, name)
            if mine and theirs and mine != theirs:
                self.fields[f"value_{name}"] = _which(name, mine, theirs)

    def clean_other(self) -> str:
        if self.twin is None or self.twin.merged_into_id:
            raise forms.ValidationError(_("There is no such entry. Begin from the list of likely pairs."))
        return self.twin.reference

    def said(self) -> Said:
        data = self.cleaned_data
        assert self.subject is not None
        values = {name.removeprefix("value_"): data[name] for name in self.fields if name.startswith("value_")}
        return Said(self.subject.reference, data["other"], data["on"], values)


def _which(name: str, mine: Any, theirs: Any) -> forms.ChoiceField:
    shown = masked_apart(mine, theirs) if name == "pin" else (_said(name, mine), _said(name, theirs))
    said = list(zip((STAYS, GOES), shown, strict=True))
    return forms.ChoiceField(
        label=wording.field("resident", name), choices=said, initial=STAYS, widget=forms.RadioSelect
    )


def _said(name: str, value: Any) -> str:
    return wording.value("resident", name, value.isoformat() if isinstance(value, date) else value)


def apply(pen: Pen, said: Said) -> None:
    """Merge the two. Refused for one and the same entry, for different sex, and for one that was merged before."""
    found = {one.reference: one for one in Resident.objects.filter(reference__in=[said.resident, said.other])}
    if len(found) != 2:
        raise RefusedError(_("These are not two entries."), field="other")
    stays, goes = found[said.resident], found[said.other]
    if stays.merged_into_id or goes.merged_into_id:
        raise RefusedError(_("One of the two was merged before."), field="other")
    if stays.sex != goes.sex:
        raise RefusedError(_("One is a woman and the other a man. Correct the wrong entry first."), field="other")
    _hand_over_person(pen, stays, goes, said)
    _hand_over_stays(pen, stays, goes)
    _hand_over_kin(pen, stays, goes)
    _hand_over_belongings(pen, stays, goes)


def _hand_over_person(pen: Pen, stays: Resident, goes: Resident, said: Said) -> None:
    """Write the right values, and keep findable what either was called and numbered."""
    right = {
        name: getattr(goes, name)
        for name in CHOSEN
        if (said.values.get(name) == GOES or not getattr(stays, name)) and getattr(goes, name)
    }
    names = {_name(stays), _name(goes)} - {_name(stays, right)}
    pins = {stays.pin, goes.pin} - {right.get("pin", stays.pin), ""}
    for former_name in FormerName.objects.filter(resident=goes):
        pen.change(former_name, resident=stays)
    for former_pin in FormerPin.objects.filter(resident=goes):
        pen.change(former_pin, resident=stays)
    for surname, given_name, patronymic in sorted(names):
        pen.create(FormerName(
            resident=stays, surname=surname, given_name=given_name, patronymic=patronymic, until=said.on,
        ))  # fmt: skip
    for pin in sorted(pins):
        pen.create(FormerPin(resident=stays, pin=pin, until=said.on))
    pen.change(goes, pin="", merged_into=stays)
    pen.change(stays, **right)
    for document in IdentityDocument.objects.filter(resident=goes):
        pen.change(document, resident=stays)


def _name(one: Resident, right: Mapping[str, Any] | None = None) -> tuple[str, str, str]:
    right = right or {}
    surname, given_name, patronymic = (
        str(right.get(name, getattr(one, name))) for name in ("surname", "given_name", "patronymic")
    )
    return surname, given_name, patronymic


def _hand_over_stays(pen: Pen, stays: Resident, goes: Resident) -> None:
    """Give over the days in households that the entry which stays does not have; its own days win."""
    own = list(Membership.objects.filter(resident=stays))
    for one in Membership.objects.filter(resident=goes).order_by("joined_on"):
        pieces = list(_outside(_days(one), [_days(mine) for mine in own]))
        if not pieces:
            pen.delete(one)
            continue
        since, until = pieces[0]
        cut = until != _days(one)[1]
        pen.change(
            one, resident=stays, joined_on=_day(since), left_on=_day(until),
            leave_reason="other" if cut else one.leave_reason,
        )  # fmt: skip


_Days = tuple[int, int]
_EVER: Final = (date.min.toordinal(), date.max.toordinal())


def _days(one: Membership) -> _Days:
    first = one.joined_on.toordinal() if one.joined_on else _EVER[0]
    return first, one.left_on.toordinal() if one.left_on else _EVER[1]


def _day(ordinal: int) -> date | None:
    return None if ordinal in _EVER else date.fromordinal(ordinal)


def _outside(days: _Days, taken: Iterable[_Days]) -> Iterable[_Days]:
    """Yield the pieces of [first, last) that nothing of `taken` covers."""
    first, last = days
    for begun, ended in sorted(taken):
        if ended <= first or begun >= last:
            continue
        if begun > first:
            yield first, begun
        first = max(first, ended)
    if first < last:
        yield first, last


def _hand_over_kin(pen: Pen, stays: Resident, goes: Resident) -> None:
    for tie in Parenthood.objects.filter(Q(child=goes) | Q(parent=goes)):
        side = "child" if tie.child_id == goes.pk else "parent"
        other = tie.parent_id if side == "child" else tie.child_id
        known = Parenthood.objects.filter(**{side: stays, ("parent" if side == "child" else "child"): other})
        if other == stays.pk or known.filter(until__isnull=True).exists():
            pen.delete(tie)
        else:
            pen.change(tie, **{side: stays})
    side = "wife" if goes.sex == "f" else "husband"
    for marriage in Marriage.objects.filter(**{side: goes}):
        if marriage.until is None and Marriage.objects.filter(**{side: stays}, until__isnull=True).exists():
            pen.delete(marriage)
        else:
            pen.change(marriage, **{side: stays})


def _hand_over_belongings(pen: Pen, stays: Resident, goes: Resident) -> None:
    for benefit in BenefitHolding.objects.filter(resident=goes):
        if BenefitHolding.objects.filter(resident=stays, category=benefit.category).exists():
            pen.delete(benefit)
        else:
            pen.change(benefit, resident=stays)
    for owned in Ownership.objects.filter(resident=goes):
        thing = {"parcel": owned.parcel_id, "building": owned.building_id, "vehicle": owned.vehicle_id}
        if Ownership.objects.filter(resident=stays, **thing).exists():
            pen.delete(owned)
        else:
            pen.change(owned, resident=stays)
    for value in CustomValue.objects.filter(resident=goes):
        if CustomValue.objects.filter(resident=stays, field=value.field).exists():
            pen.delete(value)
        else:
            pen.change(value, resident=stays)


registry.add(
    LifeKind(
        name="one_person",
        label=_("Two entries are one person"),
        hint=_("One entry stays and takes over what the other has; both histories are kept."),
        about="resident",
        order=200,
        said=Said,
        form=OnePersonForm,
        apply=apply,
        possible=lambda _resident: False,  # it begins at the list of likely pairs
        seen_with=Permission.BENEFIT_VIEW,  # benefits, disability and military duty pass over too
    )
)
