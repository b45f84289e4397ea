"""Writing a plan into the register, table by table, in bulk. The caller holds the transaction and the locks."""

from collections.abc import Callable, Iterable, Sequence
from datetime import date
from typing import TYPE_CHECKING, Any, Final

from services.registers import keys
from services.registers.codes import HouseholdKind, JoinReason, LeaveReason
from services.registers.copying import copy_in, identities
from services.registers.imports import bulk, ledger
from services.registers.imports.existing import KnownStay
from services.registers.imports.ledger import ADDRESS, BENEFIT, DOCUMENT, HOUSEHOLD, MEMBERSHIP, RESIDENT, STREET
from services.registers.imports.part import Tell
from services.registers.imports.people.entries import Home, PersonEntry, Stay
from services.registers.models import (
    BenefitHolding,
    FormerName,
    Household,
    HouseholdAddress,
    IdentityDocument,
    Membership,
    Resident,
    Street,
    name_word,
)
from services.registers.relations import Relation
from tereze.exchange import references

if TYPE_CHECKING:  # the plan writes itself through the writer
    from services.registers.imports.people.planning import PeoplePlan

_PERSON: Final = (
    "pin", "surname", "given_name", "patronymic", "surname_latin", "given_name_latin", "sex", "birth_date",
    "birth_place", "nationality", "phone", "education", "occupation", "workplace", "marital_status", "disability",
    "military_duty",
)  # fmt: skip
_FOUND_BY: Final = ("search_norm", "sort_key")
_LEAVES: Final = {Stay.MOVES: LeaveReason.MOVED, Stay.NEW_HEAD: LeaveReason.HEAD_CHANGED}
_JOINS: Final = {Stay.MOVES: JoinReason.MOVED, Stay.NEW_HEAD: JoinReason.HEAD_CHANGED}


class Writer:
    """Writes one plan for one run, noting everything it makes and changes."""

    def __init__(self, plan: "PeoplePlan", *, run: int, tell: Tell) -> None:
        self.plan = plan
        self.run = run
        self.tell = tell
        self.kept = [entry for entry in plan.entries if entry.is_kept]
        self.homes = [home for home in plan.homes if home.kept]
        self.street_keys: dict[int, int] = {}
        self.home_keys: dict[int, int] = {}
        self.resident_keys: dict[int, int] = {}

    def write(self) -> None:
        """Write everything."""
        steps: Sequence[Callable[[], None]] = (
            self._streets, self._households, self._addresses, self._new_residents, self._changed_residents,
            self._memberships, self._documents, self._benefits,
        )  # fmt: skip
        for number, step in enumerate(steps):
            self.tell("writing", number, len(steps))
            step()
        name_word.learn_all()

    def _streets(self) -> None:
        planned = self.plan.streets
        for street, key in zip(planned, identities(Street, len(planned)), strict=True):
            self.street_keys[id(street)] = key
        copy_in(
            Street,
            ["id", "village", "name_ky", "name_ru", *_FOUND_BY],
            ((self.street_keys[id(one)], one.village.pk, one.name_ky, one.name_ru,
              keys.place(one.name_ky, one.name_ru), keys.sort(one.name_ky)[:140]) for one in planned),
        )  # fmt: skip
        ledger.note_made(self.run, STREET, list(self.street_keys.values()))

    def _households(self) -> None:
        new = [home for home in self.homes if home.existing is None]
        made = identities(Household, len(new))
        self.home_keys = {id(home): home.existing.pk for home in self.homes if home.existing}
        self.home_keys |= {id(home): key for home, key in zip(new, made, strict=True)}
        copy_in(
            Household,
            ["id", "reference", "book", "page", "account", "phone", "kind"],
            ((key, references.new(), home.book, home.page, home.account, "", HouseholdKind.PERMANENT.value)
             for key, home in zip(made, new, strict=True)),
        )  # fmt: skip
        ledger.note_made(self.run, HOUSEHOLD, made)

    def _addresses(self) -> None:
        moving = [home for home in self.homes if home.address_changes and home.street is not None]
        known = self.plan.existing.addresses
        left = {id(home): one for home in moving if (one := known.get(self.home_keys[id(home)])) is not None}
        ledger.note_before(self.run, ADDRESS, [address.pk for address in left.values()])
        begin: list[tuple[Home, date | None]] = []
        for home in moving:
            address = left.get(id(home))
            if address is None:
                begin.append((home, None))
            elif address.since is None or address.since < self.plan.source.on:
                HouseholdAddress.objects.filter(pk=address.pk).update(until=self.plan.source.on)
                begin.append((home, self.plan.source.on))
            else:  # what has not lasted a day is corrected, not ended
                self._correct_address(address.pk, home)
        self._insert_addresses(begin)
        ledger.note_after(self.run, ADDRESS)

    def _correct_address(self, pk: int, home: Home) -> None:
        HouseholdAddress.objects.filter(pk=pk).update(
            street=self._street_key(home), house=home.house, flat=home.flat, house_key=keys.house(home.house)
        )

    def _insert_addresses(self, homes: Sequence[tuple[Home, date | None]]) -> None:
        made = identities(HouseholdAddress, len(homes))
        copy_in(
            HouseholdAddress,
            ["id", "household", "street", "house", "flat", "house_key", "since"],
            ((key, self.home_keys[id(home)], self._street_key(home), home.house, home.flat, keys.house(home.house),
              since) for key, (home, since) in zip(made, homes, strict=True)),
        )  # fmt: skip
        ledger.note_made(self.run, ADDRESS, made)

    def _street_key(self, home: Home) -> int:
        assert home.street is not None  # callers ask for homes with a street only
        return home.street.existing or self.street_keys[id(home.street)]

    def _new_residents(self) -> None:
        new = [entry for entry in self.kept if entry.resident is None]
        made = identities(Resident, len(new))
        self.resident_keys = {id(entry): entry.resident.pk for entry in self.kept if entry.resident}
        self.resident_keys |= {id(entry): key for entry, key in zip(new, made, strict=True)}
        copy_in(
            Resident,
            ["id", "reference", "citizenship", *_PERSON, *_FOUND_BY],
            ((key, references.new(), "KG", *_values(entry), *_found_by(_values(entry), ()))
             for key, entry in zip(made, new, strict=True)),
        )  # fmt: skip
        ledger.note_made(self.run, RESIDENT, made)

    def _changed_residents(self) -> None:
        changed = [entry for entry in self.kept if entry.resident and entry.changes]
        pks = [self.resident_keys[id(entry)] for entry in changed]
        ledger.note_before(self.run, RESIDENT, pks)
        former: dict[int, list[tuple[str, str, str]]] = {}
        for pk, *names in FormerName.objects.filter(resident__in=pks).values_list(
            "resident", "surname", "given_name", "patronymic"
        ):
            former.setdefault(pk, []).append((names[0], names[1], names[2]))
        rows = []
        for pk, entry in zip(pks, changed, strict=True):
            values = [entry.changes.get(name, getattr(entry.resident, name)) for name in _PERSON]
            rows.append((pk, *values, *_found_by(values, former.get(pk, ()))))
        bulk.update(Resident, (*_PERSON, *_FOUND_BY), rows)
        ledger.note_after(self.run, RESIDENT)

    def _memberships(self) -> None:
        staying = [entry for entry in self.kept if entry.home is not None and entry.stay is not Stay.SAME]
        stays = self.plan.existing.stays
        known = {id(entry): one for entry in staying if (one := stays.get(self.resident_keys[id(entry)])) is not None}
        ledger.note_before(self.run, MEMBERSHIP, [stay.pk for stay in known.values()])
        present = [entry for entry in staying if id(entry) in known]
        corrected = [entry for entry in present if self._is_corrected(entry, known[id(entry)])]
        in_place = {id(entry) for entry in corrected}
        for entry in (one for one in present if id(one) not in in_place):
            reason = _LEAVES[entry.stay]
            Membership.objects.filter(pk=known[id(entry)].pk).update(left_on=self.plan.source.on, leave_reason=reason)
        # Who ceases to be head goes first: a household never has two.
        for entry in sorted(corrected, key=lambda one: one.relation is Relation.HEAD):
            Membership.objects.filter(pk=known[id(entry)].pk).update(
                relation=entry.relation.value, household=self.home_keys[id(entry.home)]
            )
        self._begin([entry for entry in staying if id(entry) not in in_place])
        ledger.note_after(self.run, MEMBERSHIP)

    def _is_corrected(self, entry: PersonEntry, stay: KnownStay) -> bool:
        """What has not lasted a day is corrected, not ended."""
        return entry.stay is Stay.CORRECTED or (stay.joined_on is not None and stay.joined_on >= self.plan.source.on)

    def _begin(self, entries: Sequence[PersonEntry]) -> None:
        made = identities(Membership, len(entries))
        copy_in(
            Membership,
            ["id", "resident", "household", "relation", "joined_on", "join_reason", "leave_reason", "registered",
             "lives_here", "abroad_country"],
            ((key, self.resident_keys[id(entry)], self.home_keys[id(entry.home)], entry.relation.value,
              self._joined(entry), _JOINS[entry.stay].value if entry.stay in _JOINS else "", "", True, True, "")
             for key, entry in zip(made, entries, strict=True)),
        )  # fmt: skip
        ledger.note_made(self.run, MEMBERSHIP, made)

    def _joined(self, entry: PersonEntry) -> date | None:
        """A move is dated; who was there before the register began has a beginning that nobody may know."""
        if entry.stay in _JOINS:
            return self.plan.source.on
        said, left = entry.person.lives_since, self.plan.existing.left.get(self.resident_keys[id(entry)])
        if left is None:
            return said
        return said if said is not None and said >= left else max(left, self.plan.source.on)

    def _documents(self) -> None:
        new = [(entry, entry.document) for entry in self.kept if entry.document is not None]
        made = identities(IdentityDocument, len(new))
        copy_in(
            IdentityDocument,
            ["id", "resident", "type", "series", "number", "issued_on", "authority"],
            ((key, self.resident_keys[id(entry)], one.type.value, one.series, one.number, one.issued_on, one.authority)
             for key, (entry, one) in zip(made, new, strict=True)),
        )  # fmt: skip
        ledger.note_made(self.run, DOCUMENT, made)

    def _benefits(self) -> None:
        new = [entry for entry in self.kept if entry.benefit]
        made = identities(BenefitHolding, len(new))
        copy_in(
            BenefitHolding,
            ["id", "resident", "category", "document"],
            ((key, self.resident_keys[id(entry)], entry.benefit, "") for key, entry in zip(made, new, strict=True)),
        )
        ledger.note_made(self.run, BENEFIT, made)


def _values(entry: PersonEntry) -> list[Any]:
    return [getattr(entry.person, name) for name in _PERSON]


def _found_by(values: Sequence[Any], former: Iterable[tuple[str, str, str]]) -> tuple[str, str]:
    person = dict(zip(_PERSON, values, strict=True))
    names = [person[name] for name in ("surname", "given_name", "patronymic")]
    found_by = keys.person(*names, person["surname_latin"], person["given_name_latin"], former=former)
    return found_by, keys.sort(*names)[:260]
