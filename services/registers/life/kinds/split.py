"""Some members found a household of their own: an account, an address, a head, and what goes along."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any, Final

from django import forms
from django.utils.translation import gettext_lazy as _

from services.registers import codelists, kinship, queries
from services.registers.life import belongings, choosing, placing, relating, succession
from services.registers.life.accounts import Account, AccountForm, open_account
from services.registers.life.pages import Page
from services.registers.life.pen import Pen
from services.registers.life.placing import Place
from services.registers.life.registry import LifeKind, RefusedError, registry
from services.registers.models import Household, Membership
from services.registers.property import queries as property_queries
from services.registers.relations import Relation
from tereze import clock

_ANIMALS: Final = "animals_"
_THERE: Final = "there_"


@dataclass(frozen=True)
class Said:
    """`members` leave for a household of their own with the page and the address.

    `relations` are those to its head, of all members but the head; `new_head` and `remaining` those of who stays, where
    the old head goes along. `things` are references of land, buildings and vehicles, `animals` numbers by code.
    """

    household: str
    members: tuple[str, ...]
    head: str
    relations: Mapping[str, str]
    book: int
    page: int
    village: str
    street: str
    new_street: bool
    house: str
    flat: str
    on: date
    new_head: str = ""
    remaining: Mapping[str, str] = field(default_factory=dict)
    things: tuple[str, ...] = ()
    animals: Mapping[str, str] = field(default_factory=dict)


class SplitForm(AccountForm):
    """Who goes, where to, and what with; page, heads and relations are found by rule."""

    relations: Mapping[str, str] = {}
    remaining: Mapping[str, str] = {}
    wide = frozenset({"members", "things"})

    def ask(self) -> None:
        assert isinstance(self.subject, Household)
        today = clock.today()
        near = [choosing.of_member(one) for one in queries.composition(self.subject, on=today)]
        self.fields["members"] = choosing.SeveralField(label=_("Who goes"), near=near)
        self.fields["members"].required = True
        people = [("", _("found by rule")), *((one.reference, one.name) for one in near)]
        self.fields["head"] = forms.ChoiceField(label=_("Head of the new household"), choices=people, required=False)
        super().ask()
        self._ask_belongings(self.subject, today)

    def _ask_belongings(self, household: Household, today: date) -> None:
        things = [belongings.option(one) for one in belongings.owned(household)]
        if things:
            self.fields["things"] = choosing.SeveralField(label=_("Land, houses, vehicles"), near=things)
        counted = property_queries.counts(household, on=today)
        for one in counted:
            label = f"{codelists.COUNTED.label(one.what)}: " + str(_("how many of %(number)d") % {"number": one.number})
            self.fields[_ANIMALS + one.what] = forms.IntegerField(
                label=label, min_value=0, max_value=one.number, required=False
            )
        along = ("things", *(_ANIMALS + one.what for one in counted))
        self.sections = ((_("Where they live"), placing.FIELDS), (_("What goes along"), along))

    def clean(self) -> dict[str, Any]:
        data = super().clean() or self.cleaned_data
        if self.errors or not isinstance(self.subject, Household):
            return data
        stays = succession.since(self.subject, data["on"])
        going = [one for one in stays if one.resident.reference in data["members"]]
        staying = [one for one in stays if one.resident.reference not in data["members"]]
        self._confirm_going(going)
        if staying and any(one.relation == Relation.HEAD for one in going):
            self._confirm_staying(stays, staying)
        return data

    def _confirm_going(self, going: list[Membership]) -> None:
        """A household has a head of its own: the one chosen, else the likely one."""
        on, chosen = self.cleaned_data["on"], self.cleaned_data.get("head")
        likely = kinship.likely_head(going, on=on)
        head = next((one.resident for one in going if one.resident.reference == chosen), None)
        if chosen and head is None:
            self.add_error("head", str(_("Choose the head from those who go.")))
        elif head or likely:
            self.cleaned_data["head"] = (head or likely).reference  # type: ignore[union-attr]
            self.relations = relating.confirm(self, going, head or likely)  # type: ignore[arg-type]

    def _confirm_staying(self, stays: list[Membership], staying: list[Membership]) -> None:
        """Who stays gets another head; everybody's relation is found with the old head still in sight."""
        on = self.cleaned_data["on"]
        likely = kinship.likely_head(staying, on=on)
        assert likely is not None
        people = {one.resident.reference: one.resident for one in succession.members(staying, on)}
        choices = [(key, str(one)) for key, one in people.items()]
        field = forms.ChoiceField(label=_("Head of those who stay"), choices=choices)
        chosen = self.confirm("new_head", field, likely.reference)
        if not chosen:
            return
        relations = succession.proposed(stays, people[chosen], on)
        self.remaining = {
            key: relating.ask(self, one, relations[key], prefix=_THERE) for key, one in people.items() if key != chosen
        }

    def said(self) -> Said:
        assert self.subject is not None
        data = self.cleaned_data
        animals = {
            name.removeprefix(_ANIMALS): str(data[name]) for name in data if name.startswith(_ANIMALS) and data[name]
        }
        return Said(
            household=self.subject.reference, members=tuple(data["members"]), head=data["head"],
            relations=self.relations, **self.page._asdict(), **self.place._asdict(), on=data["on"],
            new_head=data.get("new_head") or "", remaining=self.remaining, things=tuple(data.get("things") or ()),
            animals=animals,
        )  # fmt: skip


def apply(pen: Pen, said: Said) -> None:
    """Found the new household. Refused where nobody, or everybody, would go."""
    old = Household.objects.select_for_update().get(reference=said.household)
    stays = succession.since(old, said.on)
    going = [one for one in stays if one.resident.reference in said.members]
    staying = [one for one in stays if one not in going]
    if not going or {one.resident.reference for one in going} != set(said.members) or said.head not in said.members:
        raise RefusedError(_("Choose who goes from those who belong to the household on that day."), field="members")
    if not any(succession.covers(one, said.on) for one in staying):
        raise RefusedError(_("Nobody would stay. Record a new address for the household instead."), field="members")
    place = Place(said.village, said.street, said.new_street, said.house, said.flat)
    new = open_account(pen, Account(Page(said.book, said.page), place, old.kind, ""), said.on)
    relations = {**said.relations, said.head: Relation.HEAD.value}
    _check_heads(relations, said)
    succession.transfer(pen, going, new, relations, said.on)
    if any(one.relation == Relation.HEAD for one in going):
        head = next((one.resident for one in staying if one.resident.reference == said.new_head), None)
        if head is None:
            raise RefusedError(_("Choose who of those that stay is the head now."))
        succession.relate(pen, staying, head, said.remaining, said.on)
    belongings.hand_over(pen, said.things, old, new, said.on)
    belongings.hand_over_animals(pen, said.animals, old, new, said.on)


def _check_heads(relations: Mapping[str, str], said: Said) -> None:
    if [key for key, one in relations.items() if one == Relation.HEAD] != [said.head]:
        raise RefusedError(_("A relation does not fit. Look at everybody's relation to the new head."))


registry.add(
    LifeKind(
        name="split",
        label=_("Some move out and found a household"),
        hint=_("A new account, address and head; land, houses and animals that go along."),
        about="household",
        order=30,
        said=Said,
        form=SplitForm,
        apply=apply,
        possible=lambda household: household.closed_on is None,
    )
)
