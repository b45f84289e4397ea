"""A birth: a new resident, who belongs to a household from the first day, and whose parents are known."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any, Final

from django import forms
from django.utils.html import format_html
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from services.registers import pin, queries
from services.registers.codes import JoinReason, Nationality, Sex
from services.registers.forms import PERSON, choice_field, day_field, text_field
from services.registers.life import belonging, choosing, heads, moving, naming, people, situations
from services.registers.life.forms import LifeForm
from services.registers.life.pen import Pen
from services.registers.life.person_forms import birth_certificate
from services.registers.life.registry import Group, LifeKind, RefusedError, registry
from services.registers.models import Household, Parenthood, Resident
from services.registers.relations import Relation
from tereze import clock

YOUNGEST_PARENT: Final = 12
"""Completed years: whoever is younger was mistyped."""
LIKELY_FROM: Final = 16
"""Completed years from which a member of the household is offered as a parent."""
LONGEST_PREGNANCY: Final = timedelta(days=310)
WAYS: Final = (
    (naming.AS_FATHER, _("As the father, with a patronymic: Маматов Азамат Бакытович")),
    (naming.KYRGYZ, _("In the Kyrgyz way: Бакыт уулу Азамат, Бакыт кызы Айпери")),
    (naming.AS_MOTHER, _("As the mother, without a patronymic")),
)


@dataclass(frozen=True)
class Said:
    """A child was born on the day `on` into the household. `person` and `papers` are as `people` has them."""

    household: str
    on: date
    person: Mapping[str, str]
    papers: Mapping[str, str] = field(default_factory=dict)
    father: str = ""
    mother: str = ""
    relation: str = Relation.OTHER_RELATIVE.value


class BirthForm(LifeForm):
    """The child, the parents, and how the child is named; surname and relation follow by rule."""

    given_name = text_field(_("Given name"), longest=80, required=True)
    sex = forms.ChoiceField(label=_("Sex"), choices=Sex.choices, widget=forms.RadioSelect)
    naming = forms.ChoiceField(
        label=_("How the child is named"), choices=WAYS, widget=forms.RadioSelect, initial=naming.AS_FATHER
    )
    birth_place = text_field(_("Place of birth"), longest=160)
    pin = text_field(_("PIN"), longest=20, inputmode="numeric")
    still_right = forms.BooleanField(label=_("I have compared it with the document: it is right"), required=False)
    certificate_series = text_field(_("Series"), longest=8, autocapitalize="characters")
    certificate_number = text_field(_("Number"), longest=12)
    certificate_issued_on = day_field(_("Issued on"))
    certificate_authority = text_field(_("Issued by"), longest=120)
    wide = frozenset({"naming", "father", "mother", "still_right"})
    sections = (
        (_("Parents"), ("mother", "father", "naming")),
        (_("Child"), ("given_name", "sex", "on", "birth_place", "pin", "still_right")),
        (
            _("Birth certificate"),
            ("certificate_series", "certificate_number", "certificate_issued_on", "certificate_authority"),
        ),
    )
    carried = ("father", "mother", "on")
    asks_again = False

    def ask(self) -> None:
        today = clock.today()
        self.fields["on"].label = _("Date of birth")
        self.home = self.subject if isinstance(self.subject, Household) else None
        if isinstance(self.subject, Resident):
            self.home = queries.household_of(self.subject, on=today)
        self.members = queries.composition(self.home, on=today) if self.home else []
        for name, sex, label in (("mother", "f", _("Mother")), ("father", "m", _("Father"))):
            near = [one for one in self.members if one.resident.sex == sex and _grown(one.resident, today)]
            self.fields[name] = choosing.ResidentField(
                label=label, near=[choosing.of_member(one) for one in near], required=False,
                nobody=_("Not known, or not in the register"),
            )  # fmt: skip
            self.initial[name] = _likely(near, self.subject)
        if isinstance(self.subject, Resident) and (spouse := situations.spouse(self.subject)):
            self.initial["father" if spouse.sex == "m" else "mother"] = spouse.reference
        father = next((one.resident for one in self.members if one.resident.reference == self.initial["father"]), None)
        self.initial["naming"] = naming.likely(father)

    def is_asked(self, name: str) -> bool:
        return super().is_asked(name) and (name != "still_right" or self.asks_again)

    def clean(self) -> dict[str, Any]:
        data = super().clean() or self.cleaned_data
        if self.home is None:
            raise forms.ValidationError(_("Begin at the page of the household into which the child is born."))
        self._check_pin(data)
        if not self.errors:
            self._propose(data, self.home)
        return data

    def _check_pin(self, data: dict[str, Any]) -> None:
        if not data.get("pin"):
            return
        check = pin.check(data["pin"], on=clock.today(), birth_date=data.get("on"), sex=data.get("sex") or "")
        for problem in check.errors:
            self.add_error("pin", str(problem.message))
        if check.warnings and not data.get("still_right"):
            self.asks_again = True
            self.add_error("still_right", " ".join(pin.messages(check.warnings)))

    def _propose(self, data: dict[str, Any], home: Household) -> None:
        father, mother = data.get("father"), data.get("mother")
        surname, patronymic = naming.proposed(data["naming"], father=father, mother=mother, sex=data["sex"])
        self.confirm("surname", text_field(_("Surname"), longest=80, required=True), surname)
        self.confirm("patronymic", text_field(_("Patronymic"), longest=80), patronymic)
        nationality = next((one.nationality for one in (father, mother) if one and one.nationality), "")
        self.confirm("nationality", choice_field(_("Nationality"), Nationality.choices), nationality)
        field = heads.relation_field(data["given_name"], data["sex"])
        child = Resident(sex=data["sex"], birth_date=data["on"], given_name=data["given_name"])
        ties = [Parenthood(child=child, parent=one, kind="birth") for one in (father, mother) if one]
        self.confirm("relation", field, moving.relation(child, home, on=data["on"], ties=ties))

    def said(self) -> Said:
        assert self.home is not None
        data = self.cleaned_data
        person = people.words({**data, "birth_date": data["on"], "citizenship": "KG"}, PERSON)
        father, mother = (getattr(data.get(one), "reference", "") for one in ("father", "mother"))
        return Said(self.home.reference, data["on"], person, birth_certificate(self), father, mother, data["relation"])


def _grown(resident: Resident, on: date) -> bool:
    age = resident.age_on(on)
    return age is None or age >= LIKELY_FROM


def _likely(near: list[queries.Member], subject: object) -> str:
    """Return whom the clerk most likely means: the one whose card it is, or the only one of the age to be a parent."""
    if isinstance(subject, Resident) and any(one.resident == subject for one in near):
        return subject.reference
    today = clock.today()
    young = [one for one in near if (one.resident.age_on(today) or 0) in range(LIKELY_FROM, 50)]
    return young[0].resident.reference if len(young) == 1 else ""


def apply(pen: Pen, said: Said) -> None:
    """Write the child down. Refused for impossible parents, and for a child who is written down already."""
    household = Household.objects.get(reference=said.household)
    parents = {name: _parent(getattr(said, name), name, said.on) for name in ("father", "mother")}
    _refuse_twice(said)
    child = people.register(pen, said.person, said.papers, on=said.on)
    belonging.join(pen, household, child, said.relation, on=said.on, reason=JoinReason.BIRTH)
    document = people.certificate(said.papers)
    for parent in parents.values():
        if parent is not None:
            pen.create(Parenthood(child=child, parent=parent, kind="birth", since=said.on, document=document))


def _parent(reference: str, name: str, born: date) -> Resident | None:
    if not reference:
        return None
    parent = Resident.objects.get(reference=reference)
    if parent.sex != ("m" if name == "father" else "f"):
        raise RefusedError(_("A father is a man and a mother a woman. Look at whom you chose."), field=name)
    age = parent.age_on(born)
    if age is not None and age < YOUNGEST_PARENT:
        said = {"name": parent, "age": age}
        raise RefusedError(
            gettext("%(name)s was %(age)s years old then. Look at the day and the parent.") % said, field=name
        )
    grace = LONGEST_PREGNANCY if name == "father" else timedelta()
    if parent.death_date and parent.death_date + grace < born:
        said = {"name": parent, "day": f"{parent.death_date:%d.%m.%Y}"}
        raise RefusedError(gettext("%(name)s died on %(day)s, before the birth.") % said, field=name)
    return parent


def _refuse_twice(said: Said) -> None:
    for one in people.namesakes(said.person):
        words = gettext("A child of this name and birth date is written down already:")
        raise RefusedError(format_html("{} {}", words, people.link(one)), field="given_name")


def _may_bear(subject: Resident | Household) -> bool:
    if isinstance(subject, Household):
        return subject.closed_on is None
    now = situations.of(subject)
    return now.counts and now.belongs and not now.child


registry.add(
    LifeKind(
        name="birth",
        label=_("Birth"),
        hint=_("A child is born into the household."),
        about="either",
        order=10,
        said=Said,
        form=BirthForm,
        apply=apply,
        possible=_may_bear,
        group=Group.FAMILY,
        again=_("Record a twin"),
    )
)
