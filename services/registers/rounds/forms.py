"""What is typed on the pages of a round."""

from collections.abc import Sequence
from datetime import date
from typing import Any, Final

from django import forms
from django.utils.crypto import get_random_string
from django.utils.translation import gettext_lazy as _

from services.registers.codelists import COUNTED
from services.registers.forms import day_field, text_field
from services.registers.models import RoundVisit
from services.registers.rounds import found, wording
from services.registers.rounds.found import Sent
from services.registers.rounds.opening import Proposal
from tereze.accounts.models import User

HEARD_ROWS: Final = 3
"""How many events can be told at once without a script."""


class OpenForm(forms.Form):
    """A round is opened."""

    on = day_field(_("On which day"), required=True)
    livestock_only = forms.BooleanField(label=_("Only livestock is counted"), required=False)

    def __init__(self, data: Any = None, *, proposed: Proposal) -> None:
        super().__init__(data, initial={"on": proposed.on, "livestock_only": proposed.livestock_only})

    def clean_on(self) -> date:
        on: date = self.cleaned_data["on"]
        if not 2000 <= on.year <= 2100:
            raise forms.ValidationError(_("Look at the year again."))
        return on


class ReasonForm(forms.Form):
    """Why something is done that is not usual."""

    reason = text_field(_("Reason"), longest=300, required=True)


class WalkersForm(forms.Form):
    """Who walks each street of a village."""

    def __init__(self, data: Any, *, streets: Sequence[tuple[int, str, User | None]], staff: Sequence[User]) -> None:
        super().__init__(data)
        self.staff = {one.reference: one for one in staff}
        for key, name, walker in streets:
            known = dict(self.staff) | ({walker.reference: walker} if walker else {})
            self.fields[f"street_{key}"] = forms.ChoiceField(
                label=name, required=False, initial=walker.reference if walker else "",
                choices=[("", "—"), *((reference, str(one)) for reference, one in known.items())],
            )  # fmt: skip
        everybody = [("", "—"), *((reference, str(one)) for reference, one in self.staff.items())]
        self.fields["everywhere"] = forms.ChoiceField(
            label=_("One person walks the whole village"), required=False, choices=everybody
        )

    @property
    def chosen(self) -> dict[int, User | None]:
        """The walker of each street, by the street's key."""
        everywhere = self.cleaned_data.get("everywhere")
        return {
            int(name.removeprefix("street_")): self.staff.get(everywhere or self.cleaned_data[name])
            for name in self.fields
            if name.startswith("street_") and (everywhere or name in self.changed_data)
        }


class VisitForm(forms.Form):
    """A visit, typed without a script. Its words stand in the template, field by field."""

    state = forms.ChoiceField(
        label=_("How the visit ended"), choices=list(wording.STATES.items())[:4], widget=forms.RadioSelect
    )
    is_seen = forms.BooleanField(label=_("I have seen the animals myself"), required=False)
    note = text_field(_("Note"), longest=found.LONGEST)
    key = forms.CharField(widget=forms.HiddenInput, max_length=40)
    replaces = forms.CharField(widget=forms.HiddenInput, max_length=40, required=False)

    def __init__(self, data: Any, *, codes: Sequence[str], had: dict[str, int], visit: dict[str, Any] | None) -> None:
        super().__init__(data, initial=_initial(codes, had, visit))
        self.codes = list(codes)
        self.heard_rows = range(max(HEARD_ROWS, len(visit["heard"]) + 1 if visit else 0))
        for code in codes:
            for kind in ("told", "seen"):
                self.fields[f"{kind}_{code}"] = forms.IntegerField(
                    label=COUNTED.label(code), min_value=0, max_value=found.MOST, required=False,
                    widget=forms.NumberInput(attrs={"inputmode": "numeric"}),
                )  # fmt: skip
        for row in self.heard_rows:
            kinds = [("", "—"), *wording.HEARD.items()]
            self.fields[f"heard_{row}"] = forms.ChoiceField(label=_("What has changed"), choices=kinds, required=False)
            self.fields[f"heard_{row}_note"] = text_field(_("Who, and when"), longest=found.LONGEST)

    @property
    def counted(self) -> list[tuple[Any, Any]]:
        """The fields of what was told and what was seen, thing by thing."""
        return [(self[f"told_{code}"], self[f"seen_{code}"]) for code in self.codes]

    @property
    def heard(self) -> list[tuple[Any, Any]]:
        """The fields of what is to follow."""
        return [(self[f"heard_{row}"], self[f"heard_{row}_note"]) for row in self.heard_rows]

    @property
    def sent(self) -> Sent:
        """What was typed, as a phone would send it. Raises UnreadableError."""
        data = self.cleaned_data
        heard = [{"kind": data[f"heard_{row}"], "note": data[f"heard_{row}_note"]} for row in self.heard_rows]
        return found.read(
            {
                "key": data["key"], "replaces": [data["replaces"]] if data["replaces"] else [],
                "state": data["state"], "is_seen": data["is_seen"], "note": data["note"],
                "told": {code: data[f"told_{code}"] or 0 for code in self.codes},
                "seen": {code: data[f"seen_{code}"] for code in self.codes if data[f"seen_{code}"] is not None},
                "heard": [one for one in heard if one["kind"]],
            }
        )  # fmt: skip


def _initial(codes: Sequence[str], had: dict[str, int], visit: dict[str, Any] | None) -> dict[str, Any]:
    """Return what stands in the form at first: what was written down in this round, else what there was last time."""
    initial: dict[str, Any] = {"key": get_random_string(24), "state": RoundVisit.State.DONE}
    told, seen = (visit["told"], visit["seen"]) if visit and visit["state"] == RoundVisit.State.DONE else (had, {})
    initial |= {f"told_{code}": told.get(code, 0) for code in codes}
    initial |= {f"seen_{code}": number for code, number in seen.items()}
    if visit:
        initial |= {"replaces": visit["key"], **{name: visit[name] for name in ("state", "is_seen", "note")}}
        for row, one in enumerate(visit["heard"]):
            initial |= {f"heard_{row}": one["kind"], f"heard_{row}_note": one["note"]}
    return initial
