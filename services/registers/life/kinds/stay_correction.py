"""A correction of a membership: a wrong day, a wrong relation, a wrong tick. The past is put right where it stands."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

from django import forms
from django.http import QueryDict
from django.utils.html import format_html_join
from django.utils.http import urlencode
from django.utils.safestring import mark_safe
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from services.registers import queries, story
from services.registers.codes import JoinReason, LeaveReason
from services.registers.forms import day_field
from services.registers.life import heads, situations
from services.registers.life.forms import LifeForm
from services.registers.life.pen import Pen
from services.registers.life.registry import Group, LifeKind, RefusedError, registry
from services.registers.life.subjects import Subject
from services.registers.models import Membership, Resident
from services.registers.relations import Relation
from tereze import clock


@dataclass(frozen=True)
class Said:
    """What is right of the stretch that began in `household` on the day `began` (None: nobody wrote the day down)."""

    resident: str
    household: str
    began: date | None
    relation: str
    joined_on: date | None
    left_on: date | None
    registered: bool
    lives_here: bool
    on: date


class CorrectionForm(LifeForm):
    """Begins with what is written of one stretch: today's, or the one in the address (`?stay=`)."""

    def __init__(
        self, data: QueryDict | None = None, *, subject: Subject | None, begun: dict[str, str] | None = None
    ) -> None:
        self.asked = (data if data is not None else begun or {}).get("stay", "")
        super().__init__(data, subject=subject, begun=begun)

    def ask(self) -> None:
        assert isinstance(self.subject, Resident)
        self.stays = {_key(one): one for one in queries.stays(self.subject, on=clock.today())}
        key = self.asked if self.asked in self.stays else next(iter(self.stays), "")
        self._ask_which(key)
        self.fields["relation"] = heads.relation_field("", self.subject.sex)
        self.fields["relation"].label, self.fields["relation"].required = _("Relation to the head"), False
        self.fields["joined_on"] = day_field(_("Belongs since"), help_text=_("Leave it empty if nobody knows."))
        self.fields["left_on"] = day_field(_("Belonged until"), help_text=_("The first day of no longer belonging."))
        self.fields["registered"] = forms.BooleanField(label=_("Registered here"), required=False)
        self.fields["lives_here"] = forms.BooleanField(label=_("Really lives here"), required=False)
        self.fields["on"].label = _("Found out on")
        written = ("relation", "joined_on", "left_on", "registered", "lives_here")
        if key:
            self.initial.update({name: getattr(self.stays[key], name) for name in written} | {"stay": key})

    def _ask_which(self, key: str) -> None:
        """One stretch is put right at a time; links lead to the others."""
        chosen = [(one, _told(stay)) for one, stay in self.stays.items() if one == key]
        others = [(urlencode({"stay": one}), _told(stay)) for one, stay in self.stays.items() if one != key]
        self.fields["stay"] = forms.ChoiceField(
            label=_("Which membership"), choices=chosen,
            help_text=format_html_join(mark_safe("<br>"), '<a href="?{}">{}</a>', others),
        )  # fmt: skip

    def said(self) -> Said:
        assert self.subject is not None
        data: dict[str, Any] = self.cleaned_data
        stay = self.stays[data["stay"]]
        return Said(
            resident=self.subject.reference, household=stay.household.reference, began=stay.joined_on,
            relation=data["relation"] or stay.relation, joined_on=data["joined_on"], left_on=data["left_on"],
            registered=data["registered"], lives_here=data["lives_here"], on=data["on"],
        )  # fmt: skip


def _key(stay: Membership) -> str:
    return f"{stay.household.reference}.{stay.joined_on or ''}"


def _told(stay: Membership) -> str:
    since, until = (f"{day:%d.%m.%Y}" if day else "…" for day in (stay.joined_on, stay.left_on))
    account = gettext("account № %(account)s") % {"account": stay.household.account}
    return f"{account}, {since} – {until}, {story.relation_label(stay.kinship)}"


def apply(pen: Pen, said: Said) -> None:
    """Put the stretch right, and with it the day of the one before or after it in the same household.

    Refused for a change of head, which is an event of its own, and for a day on which the head changed.
    """
    stays = Membership.objects.select_related("resident", "household").filter(resident__reference=said.resident)
    stay = stays.filter(household__reference=said.household, joined_on=said.began).first()
    if stay is None:
        raise RefusedError(_("The membership has changed meanwhile. Choose it again."), field="stay")
    _check(stay, said)
    _check_days(stay, said)
    neighbours = list(_neighbours(stay, said))
    pen.change(stay, joined_on=_later(stay.joined_on, said.joined_on), left_on=_earlier(stay.left_on, said.left_on))
    for neighbour, values in neighbours:
        pen.change(neighbour, **values)
    pen.change(
        stay, relation=said.relation, joined_on=said.joined_on, left_on=said.left_on,
        leave_reason=stay.leave_reason if said.left_on else "", registered=said.registered, lives_here=said.lives_here,
    )  # fmt: skip
    if not pen.changes:
        raise RefusedError(_("Nothing is other than it was."))


def _later(one: date | None, other: date | None) -> date | None:
    """Days are narrowed first, so that no two stretches overlap for a moment."""
    return max(one, other) if one and other else one or other


def _earlier(one: date | None, other: date | None) -> date | None:
    return min(one, other) if one and other else one or other


def _check(stay: Membership, said: Said) -> None:
    if (stay.relation == Relation.HEAD) is not (said.relation == Relation.HEAD):
        message = _("Who is the head is changed by an event of its own: the change of head.")
        raise RefusedError(message, field="relation")
    if not Relation(said.relation).fits(stay.resident.sex):
        raise RefusedError(_("This relation does not fit the sex."), field="relation")
    _check_life(stay.resident, said)


def _check_days(stay: Membership, said: Said) -> None:
    by_head = _("On this day the head changed. Take the change of head back and record it anew.")
    if said.joined_on != stay.joined_on and stay.join_reason == JoinReason.HEAD_CHANGED:
        raise RefusedError(by_head, field="joined_on")
    if said.left_on != stay.left_on and stay.leave_reason == LeaveReason.HEAD_CHANGED:
        raise RefusedError(by_head, field="left_on")
    if said.left_on and stay.left_on is None:
        message = _("Who leaves, leaves by an event of its own: record where the resident went.")
        raise RefusedError(message, field="left_on")
    if said.left_on is None and stay.left_on and (stay.household.closed_on or stay.resident.death_date):
        raise RefusedError(_("The household is closed, or the resident died."), field="left_on")


def _check_life(resident: Resident, said: Said) -> None:
    born, died = resident.birth_date, resident.death_date
    if born and said.joined_on and said.joined_on < born:
        raise RefusedError(_("Nobody joins a household before birth. Look at the day."), field="joined_on")
    if died and said.joined_on and said.joined_on > died:
        raise RefusedError(_("Nobody joins a household after death. Look at the day."), field="joined_on")


def _neighbours(stay: Membership, said: Said) -> Iterator[tuple[Membership, dict[str, Any]]]:
    """Yield the stretches that touch this one, which ended or began on the very day that was wrong."""
    others = Membership.objects.filter(resident=stay.resident).exclude(pk=stay.pk)
    if said.joined_on and stay.joined_on and said.joined_on != stay.joined_on:
        yield from ((one, {"left_on": said.joined_on}) for one in others.filter(left_on=stay.joined_on))
    if said.left_on and stay.left_on and said.left_on != stay.left_on:
        yield from ((one, {"joined_on": said.left_on}) for one in others.filter(joined_on=stay.left_on))


registry.add(
    LifeKind(
        name="stay_correction",
        label=_("Correct a membership"),
        hint=_("A wrong day, a wrong relation to the head."),
        about="resident",
        group=Group.PAPERS,
        order=80,
        said=Said,
        form=CorrectionForm,
        apply=apply,
        possible=lambda resident: situations.of(resident).belonged,
    )
)
