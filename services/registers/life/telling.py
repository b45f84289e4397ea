"""Putting changes into words: for the preview of an event, and for its page later.

Sentences name things first and say what happens after a colon, so that no Kyrgyz case ending hangs on a name.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, Final

from django.apps import apps
from django.utils.translation import gettext as _

from services.registers import addresses, codelists, codes, story
from services.registers.fields import values
from services.registers.life import subjects, wording
from services.registers.life.named import Names
from services.registers.life.pen import Change, Row
from services.registers.models import CustomField, HouseholdAddress
from services.registers.relations import Relation


@dataclass(frozen=True)
class Told:
    """One change in words, and the page of whom or what it is about, where there is one already."""

    text: str
    url: str = ""


def tell(changes: Sequence[Change]) -> list[Told]:
    """Return the changes in words, in the order in which they were written."""
    names = Names(changes)
    return [told for change in _lasting(changes) for told in _TELLERS.get(change.model, _plainly)(change, names)]


def said(words: Mapping[str, Any]) -> list[tuple[str, str]]:
    """Return what was said besides, which no row of the register keeps: by label, in words."""
    return [
        (str(label), wording.value("said", name, words[name]))
        for name, label in wording.SAID.items()
        if words.get(name)
    ]


def name_of(change: Change) -> str:
    """Return what a change is about, in words."""
    names = Names([change])
    row = change.row
    if change.model == "resident":
        return names.resident(change.record_id)
    if row.get("resident_id"):
        return names.resident(row["resident_id"])
    if change.model == "household":
        return names.household(change.record_id)
    if row.get("household_id"):
        return names.household(row["household_id"])
    return wording.model(change.model)


def _lasting(changes: Sequence[Change]) -> Iterator[Change]:
    """Join the writes on one row into one, and leave out what ends as it began."""
    joined: dict[tuple[str, int], Change] = {}
    for one in changes:
        first = joined.get((one.model, one.record_id))
        before = first.before if first else one.before
        joined[one.model, one.record_id] = Change(one.model, one.record_id, before, one.after)
    return (one for one in joined.values() if one.before != one.after)


def day(value: str | date | None) -> str:
    """Return a day of a row as people write it."""
    if not value:
        return "…"
    return f"{date.fromisoformat(value) if isinstance(value, str) else value:%d.%m.%Y}"


def _resident(change: Change, names: Names) -> Iterator[Told]:
    name, url = names.resident(change.record_id), names.page(resident=change.record_id)
    row = change.row
    if change.before is None:
        yield Told(_("%(name)s: a new resident, born on %(day)s") % {"name": name, "day": day(row["birth_date"])})
        return
    if change.new("death_date"):
        yield Told(
            _("%(name)s: died on %(day)s") % {"name": name, "day": day(row["death_date"])}
            if row["death_date"]
            else _("%(name)s: no longer written down as dead") % {"name": name},
            url,
        )
    if change.new("merged_into_id") and row["merged_into_id"]:
        said = {"name": name, "other": names.resident(row["merged_into_id"])}
        yield Told(_("%(name)s: leads to the entry of %(other)s from now on") % said, url)
    yield from _fields(change, names, (name, url), skip={"death_date", "merged_into_id"})


def _membership(change: Change, names: Names) -> Iterator[Told]:
    row = change.row
    relation = story.relation_label(Relation(row["relation"]))
    said = {
        "name": names.resident(row["resident_id"]), "household": names.number(row["household_id"]),
        "relation": relation,
    }  # fmt: skip
    url = names.page(resident=row["resident_id"])
    if change.before is None and row["join_reason"] in codes.CONTINUED:
        if names.is_as_before(row):
            return
        said |= {"day": day(row["joined_on"]), "country": codes.country(row["abroad_country"])}
        yield Told(_goes_on(row) % said, url)
    elif change.before is None:
        said["day"] = day(row["joined_on"])
        yield Told(_("%(name)s: belongs to %(household)s from %(day)s as %(relation)s") % said, url)
    elif change.after is None:
        yield Told(_("%(name)s: no longer written down in %(household)s") % said, url)
    elif change.new("left_on"):
        yield from _left(change, said, url)
        yield from _fields(change, names, (said["name"], url), skip={"left_on", "leave_reason"})
    else:
        yield from _fields(change, names, (said["name"], url), skip=set())


def _goes_on(row: Row) -> str:
    """Return the sentence about a stretch that goes on otherwise than the one before it."""
    if row["join_reason"] == codes.JoinReason.ABROAD:
        return _("%(name)s: stays a member of %(household)s, abroad from %(day)s (%(country)s)")
    if row["join_reason"] == codes.JoinReason.BACK:
        return _("%(name)s: lives in %(household)s again from %(day)s")
    return _("%(name)s: %(relation)s of %(household)s")


def _left(change: Change, said: dict[str, str], url: str) -> Iterator[Told]:
    row = change.row
    if row["leave_reason"] in codes.CONTINUED:
        return  # the next stretch in the same household tells it
    if row["left_on"] is None:
        yield Told(_("%(name)s: belongs to %(household)s again") % said, url)
        return
    reason = codes.LeaveReason(row["leave_reason"]).label if row["leave_reason"] else ""
    said |= {"day": day(row["left_on"]), "reason": str(reason)}
    yield Told(_("%(name)s: leaves %(household)s on %(day)s (%(reason)s)") % said, url)


def _household(change: Change, names: Names) -> Iterator[Told]:
    row = change.row
    said = {"household": _("household %(number)s") % {"number": f"№ {row['account']}"}, "day": day(row["opened_on"])}
    url = names.page(household=change.record_id)
    if change.before is None:
        yield Told(_("%(household)s: a new household from %(day)s") % said)
        return
    if change.new("closed_on"):
        said["day"] = day(row["closed_on"])
        yield Told(
            _("%(household)s: closed on %(day)s") % said if row["closed_on"] else _("%(household)s: open again") % said,
            url,
        )
    yield from _fields(change, names, (said["household"], url), skip={"closed_on"})


def _address(change: Change, names: Names) -> Iterator[Told]:
    row = change.row
    street = names.streets.get(row["street_id"])
    place = HouseholdAddress(street=street, house=row["house"], flat=row["flat"]) if street else None
    said = {
        "household": names.household(row["household_id"]), "day": day(row["since"]),
        "address": addresses.shown(place.value) if place else "",
    }  # fmt: skip
    url = names.page(household=row["household_id"])
    if change.before is None:
        yield Told(_("%(household)s: lives at %(address)s from %(day)s") % said, url)
    elif change.new("until") and row["until"]:
        yield Told(_("%(household)s: until %(day)s at %(address)s") % (said | {"day": day(row["until"])}), url)
    else:
        yield from _fields(change, names, (said["household"], url), skip=set())


def _parenthood(change: Change, names: Names) -> Iterator[Told]:
    row = change.row
    said = {
        "child": names.resident(row["child_id"]), "parent": names.resident(row["parent_id"]),
        "kind": codelists.PARENTHOOD.label(row["kind"]), "day": day(row["until"]),
    }  # fmt: skip
    url = names.page(resident=row["child_id"])
    if change.before is None:
        yield Told(_("%(child)s: parent or guardian %(parent)s (%(kind)s)") % said, url)
    elif change.new("until"):
        yield Told(_("%(child)s: %(parent)s is parent or guardian until %(day)s") % said, url)


def _marriage(change: Change, names: Names) -> Iterator[Told]:
    row = change.row
    couple = [names.resident(row[side]) if row[side] else row["elsewhere"] for side in ("husband_id", "wife_id")]
    said = {"husband": couple[0], "wife": couple[1], "day": day(row["since"])}
    if change.before is None:
        yield Told(_("%(husband)s and %(wife)s: married on %(day)s") % said)
    elif change.new("until") and row["until"]:
        yield Told(_("%(husband)s and %(wife)s: no longer married from %(day)s") % (said | {"day": day(row["until"])}))


def _former(change: Change, names: Names) -> Iterator[Told]:
    name = names.resident(change.row["resident_id"])
    if change.model == "formername":
        row = change.row
        former = " ".join(part for part in (row["surname"], row["given_name"], row["patronymic"]) if part)
        yield Told(_("%(name)s: the former name %(former)s stays findable") % {"name": name, "former": former})
    else:
        yield Told(_("%(name)s: the former PIN stays findable") % {"name": name})


def _plainly(change: Change, names: Names) -> Iterator[Told]:
    """Tell any other row by its model, its owner or subject, and its fields."""
    row = change.row
    about = [wording.model(change.model), wording.title(change.model, row)]
    if row.get("resident_id"):
        about.append(names.resident(row["resident_id"]))
    if row.get("household_id"):
        about.append(names.household(row["household_id"]))
    name = ", ".join(part for part in about if part)
    url = names.page(resident=row.get("resident_id"), household=row.get("household_id"))
    if change.before is None:
        yield Told(_("%(name)s: written down") % {"name": name}, url)
    elif change.after is None:
        yield Told(_("%(name)s: taken out") % {"name": name}, url)
    elif change.new("until") and row.get("until"):
        yield Told(_("%(name)s: until %(day)s") % {"name": name, "day": day(row["until"])}, url)
    yield from (_fields(change, names, (name, url), skip={"until"}) if change.before and change.after else ())


def _fields(change: Change, names: Names, about: tuple[str, str], *, skip: set[str]) -> Iterator[Told]:
    """Tell each field that has another value; `about` is a name and its page."""
    if change.before is None or change.after is None:
        return
    model = apps.get_model("registers", change.model)
    for field in model._meta.concrete_fields:
        column = str(field.column)
        if column in skip or column in wording.DERIVED or not change.new(column):
            continue
        old, new = (_value(row, change.model, column, names) for row in (change.before, change.after))
        said = {"name": about[0], "field": wording.field(change.model, field.name), "old": old, "new": new}
        yield Told(_("%(name)s: %(field)s “%(old)s” → “%(new)s”") % said, about[1])


def _ownership(change: Change, names: Names) -> Iterator[Told]:
    """Tell whose what is: «A: 1/2, household plot, 14.2 sotka, from 24.11.2026»."""
    row = change.row
    owner = names.resident(row["resident_id"]) if row["resident_id"] else names.household(row["household_id"])
    share = "" if row["numerator"] == row["denominator"] else f"{row['numerator']}/{row['denominator']}"
    said = {"owner": owner, "what": ", ".join(part for part in (share, _owned(row)) if part), "day": day(row["since"])}
    url = names.page(resident=row["resident_id"], household=row["household_id"])
    if change.before is None:
        yield Told(_("%(owner)s: %(what)s, from %(day)s") % said, url)
    elif change.after is None:
        yield Told(_("%(owner)s: %(what)s, taken out") % said, url)
    elif change.new("until") and row["until"]:
        yield Told(_("%(owner)s: %(what)s, until %(day)s") % (said | {"day": day(row["until"])}), url)
    else:
        yield from _fields(change, names, (f"{owner}, {said['what']}", url), skip={"numerator", "denominator"})


def _owned(row: Row) -> str:
    for thing in subjects.KINDS:
        key = row.get(f"{subjects.KINDS[thing]}_id")
        if issubclass(thing, subjects.Thing) and key:
            return subjects.name(thing.objects.get(pk=key))
    return ""


def _own_field(change: Change, names: Names) -> Iterator[Told]:
    row = change.row
    field = CustomField.objects.get(pk=row["field_id"])
    owner = names.resident(row["resident_id"]) if row["resident_id"] else names.household(row["household_id"])
    old, new = (values.spoken(field, one["text"]) if one else "—" for one in (change.before, change.after))
    said = {"name": owner or wording.model("landparcel"), "field": field.label, "old": old, "new": new}
    url = names.page(resident=row["resident_id"], household=row["household_id"])
    yield Told(_("%(name)s: %(field)s “%(old)s” → “%(new)s”") % said, url)


def _value(row: Row, model: str, column: str, names: Names) -> str:
    value: Any = row.get(column)
    if value and column in {"street_id", "village_id"}:
        found = (names.streets if column == "street_id" else names.villages).get(value)
        return found.name if found else "—"
    return wording.value(model, column, value) if value not in (None, "") else "—"


_Teller = Callable[[Change, Names], Iterable[Told]]
_TELLERS: Final[Mapping[str, _Teller]] = {
    "resident": _resident,
    "membership": _membership,
    "household": _household,
    "householdaddress": _address,
    "parenthood": _parenthood,
    "marriage": _marriage,
    "ownership": _ownership,
    "customvalue": _own_field,
    "formername": _former,
    "formerpin": _former,
}
