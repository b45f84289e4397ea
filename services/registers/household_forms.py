"""What is typed when a household changes: somebody leaves, it moves, it has a new head, it is opened."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from services.registers import phones, queries, story
from services.registers.actions import Place
from services.registers.codes import HouseholdKind, LeaveReason
from services.registers.forms import choice_field, day_field, text_field
from services.registers.models import Street, Village
from services.registers.queries import Member
from services.registers.relations import Relation
from tereze import clock


class _DatedForm(forms.Form):
    """A change happens on a day, not in the future."""

    on = day_field(_("On which day"), required=True)

    def clean_on(self) -> date:
        on: date = self.cleaned_data["on"]
        if on > clock.today():
            raise forms.ValidationError(_("This day is still to come."))
        return on


class LeaveForm(_DatedForm):
    """Somebody leaves the household, or dies."""

    reason = forms.ChoiceField(
        label=_("What has happened"),
        choices=[(one.value, one.label) for one in LeaveReason if one != LeaveReason.HEAD_CHANGED],
        widget=forms.RadioSelect,
    )
    field_order = ["reason", "on"]


class _PlaceForm(_DatedForm):
    """A place in one of the council's villages."""

    village = choice_field(_("Village"), (), required=True)
    street = text_field(_("Street"), longest=120, required=True, list="streets")
    is_new_street = forms.BooleanField(label=_("Write down a new street"), required=False)
    house = text_field(_("House"), longest=20, required=True)
    flat = text_field(_("Flat"), longest=10)

    asks_again = False
    """Whether the street is not known, so that the page asks for the tick."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.villages = {str(one.pk): one for one in Village.objects.all()}
        self.fields["village"].choices = [("", "—"), *((key, one.name) for key, one in self.villages.items())]  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        """Find the street however it is spelt; an unknown one asks for a tick."""
        data = super().clean() or self.cleaned_data
        village, name = self.villages.get(str(data.get("village"))), str(data.get("street") or "")
        if village is None or not name:
            return data
        data["place_street"] = queries.street_called(name, village=village)
        if data["place_street"] is None:
            self._take_new(data, village, name)
        return data

    def _take_new(self, data: dict[str, Any], village: Village, name: str) -> None:
        if data.get("is_new_street"):
            data["place_street"] = Street(village=village, name_ky=name, name_ru=name)
            return
        self.asks_again = True
        self.add_error(
            "is_new_street", _("There is no such street in this village. Look at the spelling, or tick here.")
        )

    @property
    def place(self) -> Place:
        """Where it is."""
        data = self.cleaned_data
        return Place(street=data["place_street"], house=data["house"], flat=data["flat"])


class MoveForm(_PlaceForm):
    """The household moves."""

    field_order = ["village", "street", "is_new_street", "house", "flat", "on"]


class OpenForm(_PlaceForm):
    """A household gets its page."""

    book = forms.IntegerField(label=_("Household book №"), min_value=1, max_value=9_999)
    page = forms.IntegerField(label=_("Page"), min_value=1, max_value=99_999)
    kind = forms.ChoiceField(label=_("Kind of household"), choices=HouseholdKind.choices)
    phone = text_field(_("Phone"), longest=30, inputmode="tel")
    field_order = ["book", "page", "kind", "village", "street", "is_new_street", "house", "flat", "phone", "on"]

    def clean_phone(self) -> str:
        try:
            return phones.normalise(str(self.cleaned_data["phone"]))
        except phones.BadPhoneError:
            message = _("Write the number as 0770 12 34 56; foreign ones with + and the country.")
            raise forms.ValidationError(message) from None


class HeadForm(_DatedForm):
    """A household gets another head, to whom everybody else is related anew."""

    head = forms.ChoiceField(label=_("New head"))

    def __init__(self, *args: Any, members: Sequence[Member], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.members = members
        names = [(one.resident.reference, str(one.resident)) for one in members]
        self.fields["head"].choices = [("", "—"), *names]  # type: ignore[attr-defined]
        chosen = str(self.data.get("head", ""))
        for one in members:
            self.fields[f"relation_{one.resident.reference}"] = self._relation(one, chosen)

    @staticmethod
    def _relation(member: Member, chosen: str) -> forms.ChoiceField:
        """Ask for the relation to the new head of everybody but the new head."""
        options = [
            (relation.value, story.relation_label(relation))
            for relation in Relation
            if relation != Relation.HEAD and relation.fits(member.resident.sex)
        ]
        field = choice_field(str(member.resident), options, required=member.resident.reference != chosen)
        now = story.relation_label(member.relation)
        field.help_text = _("Relation to the new head. To the present one: %(relation)s.") % {"relation": now}
        return field

    @property
    def relations(self) -> dict[str, Relation]:
        """Everybody's relation to the new head, by reference."""
        data = self.cleaned_data
        others = [one.resident.reference for one in self.members if one.resident.reference != data["head"]]
        return {reference: Relation(data[f"relation_{reference}"]) for reference in others}
