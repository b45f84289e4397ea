"""Somebody leaves a household: who is the head afterwards, what everybody is to the head, and what if nobody stays."""

from collections.abc import Collection, Mapping, Sequence
from datetime import date
from typing import Final

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from services.registers import kinship, story
from services.registers.codes import HouseholdKind
from services.registers.forms import choice_field
from services.registers.kinship import Related
from services.registers.life import succession
from services.registers.life.forms import LifeForm
from services.registers.life.pen import Pen
from services.registers.life.registry import RefusedError
from services.registers.models import Household
from services.registers.relations import Relation

EMPTY, CLOSED = "empty", "closed"
AFTERWARDS: Final = (
    (EMPTY, _("The house stays empty, the account stays open")),
    (CLOSED, _("The account is closed")),
)


def ask_head(form: LifeForm, others: Sequence[Related], *, on: date) -> None:
    """Let the form ask for the next head among the others, with the likely one chosen."""
    if not others:
        return
    likely = kinship.likely_head(others, on=on)
    form.fields["new_head"] = _head_field(others, on)
    form.initial["new_head"] = likely.reference if likely else ""


def _head_field(others: Sequence[Related], on: date) -> forms.ChoiceField:
    return forms.ChoiceField(
        label=_("New head of the household"),
        choices=[("", "—"), *((one.resident.reference, _told(one, on)) for one in others)],
        required=False,
        help_text=_(
            "The present head leaves. Everybody's relation to the new one is found by rule, for you to confirm."
        ),
    )


def _told(member: Related, on: date) -> str:
    parts = (story.relation_label(Relation(member.relation)), story.years(member.resident.age_on(on)))
    return f"{member.resident} ({', '.join(part for part in parts if part)})"


def confirm(form: LifeForm, household: Household, *, gone: Collection[str], on: date) -> None:
    """Let the preview ask, after `gone` left, for the relations to the new head, or what becomes of an empty house.

    For `clean` of a form that has `ask_head`.
    """
    members = succession.members(succession.since(household, on), on)
    staying = [one for one in members if one.resident.reference not in gone]
    if not staying:
        form.confirm("afterwards", forms.ChoiceField(label=_("Nobody stays"), choices=AFTERWARDS), EMPTY)
        return
    if not any(one.relation == Relation.HEAD and one.resident.reference in gone for one in members):
        return
    if "new_head" not in form.fields:  # the head goes along with somebody else
        likely = kinship.likely_head(staying, on=on)
        form.confirm("new_head", _head_field(staying, on), likely.reference if likely else "")
    head = form.cleaned_data.get("new_head")
    if head not in {one.resident.reference for one in staying}:
        form.add_error("new_head", gettext("Choose who of those that stay is the head now."))
        return
    parenthoods, marriages = kinship.papers_of([one.resident for one in members], on=on)
    proposed = kinship.proposed(members, head=head, parenthoods=parenthoods, marriages=marriages)
    for one in staying:
        reference = one.resident.reference
        if reference != head:
            field = relation_field(str(one.resident), one.resident.sex)
            form.confirm(f"relation_{reference}", field, proposed[reference])


def relation_field(name: str, sex: str, *, may_head: bool = False) -> forms.ChoiceField:
    """Return a choice of what somebody of that name and sex can be to the head; the head too, where there is none."""
    options = [
        (relation.value, story.relation_label(relation))
        for relation in Relation
        if relation.fits(sex) and (may_head or relation != Relation.HEAD)
    ]
    return choice_field(gettext("What %(name)s is to the head") % {"name": name}, options, required=True)


def relations_of(form: LifeForm) -> dict[str, str]:
    """Return the relations that the preview asked for, with the new head's own; empty where the head stays."""
    data = form.cleaned_data
    said = {name.removeprefix("relation_"): data[name] for name in form.fields if name.startswith("relation_")}
    head = data.get("new_head") if "new_head" in form.fields else ""
    return {**said, head: Relation.HEAD.value} if head and "afterwards" not in form.fields else said


def settle(pen: Pen, household: Household, relations: Mapping[str, str], *, afterwards: str, on: date) -> None:
    """After somebody left: write the relations to the new head, or close or empty the household if nobody stays.

    Where no relations were said, the likely head follows, and everybody's relation by rule.
    """
    stays = succession.since(household, on)
    staying = succession.members(stays, on)
    if not staying:
        if afterwards == CLOSED:
            pen.change(household, closed_on=on)
        else:
            pen.change(household, kind=HouseholdKind.EMPTY.value)
    elif not any(one.relation == Relation.HEAD and one.left_on is None for one in stays):
        everybody = relations or by_rule(staying, on=on)
        others = {reference: value for reference, value in everybody.items() if value != Relation.HEAD.value}
        heads = [one.resident for one in staying if everybody.get(one.resident.reference) == Relation.HEAD.value]
        if len(heads) != 1:
            raise RefusedError(gettext("A household has one head. Choose who it is."))
        succession.relate(pen, stays, heads[0], others, on)


def by_rule(members: Sequence[kinship.Related], *, on: date) -> dict[str, str]:
    """Return the members' relations to the likely head, the head's own among them."""
    head = kinship.likely_head(members, on=on)
    assert head is not None  # somebody is there
    parenthoods, marriages = kinship.papers_of([one.resident for one in members], on=on)
    related = kinship.proposed(members, head=head.reference, parenthoods=parenthoods, marriages=marriages)
    return {reference: relation.value for reference, relation in related.items()}
