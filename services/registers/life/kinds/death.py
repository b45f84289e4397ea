"""A death: the membership and the marriage end, the spouse is widowed, and the household has another head."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from services.registers import queries
from services.registers.forms import text_field
from services.registers.life import belonging, heads, situations, wording
from services.registers.life.forms import LifeForm
from services.registers.life.pen import Pen, image
from services.registers.life.registry import Group, LifeKind, RefusedError, registry
from services.registers.models import Marriage, Ownership, Parenthood, Resident
from services.registers.relations import Relation
from tereze import clock
from tereze.exchange.affected import Effect


@dataclass(frozen=True)
class Said:
    """`resident` died on the day `on`; `document` is the death certificate.

    `relations` are those to the new head, by reference, the head's own among them; empty where the head lives on.
    `afterwards` says what becomes of a household in which nobody is left.
    """

    resident: str
    on: date
    document: str = ""
    relations: Mapping[str, str] = field(default_factory=dict)
    afterwards: str = heads.EMPTY


class DeathForm(LifeForm):
    """The certificate and the day; of a head, who is the next."""

    document = text_field(_("Death certificate, series and number"), longest=60, autocapitalize="characters")

    def ask(self) -> None:
        assert isinstance(self.subject, Resident)
        self.fields["on"].label = _("Day of death")
        today = clock.today()
        self.home = queries.household_of(self.subject, on=today)
        members = queries.composition(self.home, on=today) if self.home else []
        if any(one.resident == self.subject and one.relation == Relation.HEAD for one in members):
            heads.ask_head(self, [one for one in members if one.resident != self.subject], on=today)
        if "new_head" in self.fields:
            self.fields["new_head"].required = True

    def clean(self) -> dict[str, object]:
        data = super().clean() or self.cleaned_data
        if data.get("on") and self.home and self.subject:
            heads.confirm(self, self.home, gone=[self.subject.reference], on=data["on"])
        return data

    def said(self) -> Said:
        assert self.subject is not None
        data = self.cleaned_data
        return Said(
            self.subject.reference, data["on"], data["document"], heads.relations_of(self),
            data.get("afterwards", heads.EMPTY),
        )  # fmt: skip


def apply(pen: Pen, said: Said) -> None:
    """Write the death down. Refused for the dead, and for a day before birth or before joining the household."""
    resident = Resident.objects.select_for_update().get(reference=said.resident)
    if resident.death_date:
        raise RefusedError(_("This death is written down already."))
    if resident.birth_date and said.on < resident.birth_date:
        raise RefusedError(_("Nobody dies before birth. Look at the day."), field="on")
    pen.change(resident, death_date=said.on)
    _end_ties(pen, resident, said.on)
    stay = belonging.present(resident)
    if stay is not None:
        belonging.end_with_death(pen, stay, on=said.on)
        heads.settle(pen, stay.household, said.relations, afterwards=said.afterwards, on=said.on)


def _end_ties(pen: Pen, resident: Resident, on: date) -> None:
    for tie in Parenthood.objects.filter(Q(parent=resident) | Q(child=resident), kind="guardian", until__isnull=True):
        if not tie.since or tie.since < on:
            pen.change(tie, until=on)
    for side, other in (("husband", "wife"), ("wife", "husband")):
        marriage = Marriage.objects.filter(**{side: resident}, until__isnull=True).first()
        if marriage is None:
            continue
        pen.change(marriage, until=on, ended_by="death")
        widowed = getattr(marriage, other)
        if widowed:
            pen.change(widowed, marital_status="widowed")


def notes(said: Said) -> Sequence[Effect]:
    """Return what is left to do: land and cars without an owner, children without a guardian."""
    resident = Resident.objects.get(reference=said.resident)
    return [*_heirless(resident), *_unguarded(resident, said.on)]


def _heirless(resident: Resident) -> Sequence[Effect]:
    url = reverse("resident", args=[resident.reference])
    owned = Ownership.objects.filter(resident=resident, until__isnull=True).select_related(
        "parcel", "building", "vehicle"
    )
    return [Effect(gettext("Needs an heir: %(what)s") % {"what": _thing(one)}, url) for one in owned]


def _thing(owned: Ownership) -> str:
    name = "parcel" if owned.parcel_id else "building" if owned.building_id else "vehicle"
    thing = getattr(owned, name)
    row = image(thing) or {}
    share = "" if owned.numerator == owned.denominator else f", {owned.numerator}/{owned.denominator}"
    return f"{wording.title(str(thing._meta.model_name), row)}{share}"


def _unguarded(resident: Resident, on: date) -> Sequence[Effect]:
    """Return children under age whom the dead cared for and who have nobody else left."""
    effects = []
    for tie in Parenthood.objects.filter(parent=resident).select_related("child"):
        child = tie.child
        age = child.age_on(on)
        others = Parenthood.objects.filter(child=child, until__isnull=True, parent__death_date__isnull=True)
        if child.death_date or age is None or age >= situations.GROWN_UP or others.exclude(parent=resident).exists():
            continue
        said = gettext("%(name)s: a child without a living parent or guardian") % {"name": child}
        effects.append(Effect(said, reverse("resident", args=[child.reference])))
    return effects


registry.add(
    LifeKind(
        name="death",
        label=_("Death"),
        hint=_("With the day from the death certificate."),
        about="resident",
        order=90,
        said=Said,
        form=DeathForm,
        apply=apply,
        possible=lambda resident: situations.of(resident).counts,
        group=Group.FAMILY,
        notes=notes,
    )
)
