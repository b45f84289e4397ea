"""A little village in which anything happens in any order."""

from collections import Counter
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager, suppress
from datetime import date, timedelta
from itertools import count
from typing import Any, ClassVar

import pytest
from django.db import transaction
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, precondition, rule

from services.registers.life import recording
from services.registers.life.pen import Change
from services.registers.life.recording import CannotUndoError
from services.registers.life.registry import LifeKind, RefusedError
from services.registers.models import Building, HouseholdCount, LandParcel, LifeEvent, Ownership, Vehicle
from services.registers.relations import Relation
from tereze.accounts.permissions import Platform
from tests.services.registers.life.histories import images, truths
from tests.services.registers.life.histories.images import Image
from tests.services.registers.life.histories.typing import Draw, begun, typed
from tests.services.registers.life.households.events import family
from tests.services.registers.people import household, member, resident

BY = Platform("tests")
BEGIN = date(2024, 1, 1)
R = Relation


def settle() -> None:
    """Two households with land, a car and animals, one empty house, and somebody who left."""
    home = family()
    other = household(4, 7, at="Манас", house="3")
    esen = resident("Жумаев Эсен", born=date(1960, 1, 1))
    member(other, esen), member(other, resident("Жумаева Жамал", sex="f", born=date(1999, 1, 1)), R.DAUGHTER)
    member(other, resident("Жумаев Азамат", born=date(1997, 1, 1)), R.SON)
    household(5, 1, at="Манас", house="8")
    member(home, resident("Кулов Кубан", born=date(1980, 1, 1)), R.LODGER, left_on=date(2020, 1, 1))
    parcel, building = LandParcel.objects.create(kind="share", area_m2=4000), Building.objects.create(kind="house")
    vehicle = Vehicle.objects.create(kind="car")
    for thing in ({"parcel": parcel}, {"building": building}, {"vehicle": vehicle}):
        Ownership.objects.create(household=home, since=date(2010, 1, 1), numerator=1, denominator=2, **thing)
    Ownership.objects.create(resident=esen, parcel=parcel, since=date(2010, 1, 1), numerator=1, denominator=2)
    HouseholdCount.objects.create(household=home, what="ewe", on=date(2023, 6, 1), number=20)


@contextmanager
def rolled_back() -> Iterator[None]:
    """Whatever happens is as if it had not."""
    with transaction.atomic():
        yield
        transaction.set_rollback(True)


class Village(RuleBasedStateMachine):
    """Events of all kinds on later and later days, looked at, sent twice, taken back."""

    happened: ClassVar[Counter[str]] = Counter()
    refused: ClassVar[Counter[str]] = Counter()

    @initialize()
    def begin(self) -> None:
        self.stack = ExitStack()
        self.stack.enter_context(rolled_back())
        settle()
        self.first = self.image = images.look()
        self.today, self.keys = BEGIN, count()
        self.events: list[tuple[LifeEvent, Image]] = []
        self.days = {BEGIN}
        self.past: dict[date, dict[int, dict[int, str]]] = {}

    def teardown(self) -> None:
        if not hasattr(self, "stack"):
            return
        try:
            if hasattr(self, "events"):
                self.look_back()
                self.take_everything_back()
        finally:
            self.stack.close()

    # what happens

    @rule(data=st.data(), gaps=st.lists(st.integers(0, 40), min_size=1, max_size=4))
    def happen(self, data: st.DataObject, gaps: list[int]) -> None:
        """Record some events, each so many days after the one before."""
        for days in gaps:
            found = begun(data.draw)
            if found:
                self._happen(*found, self.today + timedelta(days=days), data.draw)

    def _happen(self, kind: LifeKind, subject: Any, on: date, draw: Draw) -> None:
        """Record an event, rehearsed before and sent twice."""
        form = typed(kind, subject, on, draw)
        if not form.is_valid():
            self.refused[kind.name] += 1
            return
        try:
            said, key = form.said(), f"history{next(self.keys)}"
            recording.rehearse(kind, said)
            assert images.look() == self.image, "a rehearsal left something behind"
            event = recording.record(kind, said, request_key=key, by=BY)
        except RefusedError:
            assert images.look() == self.image, "a refusal left something behind"
            self.refused[kind.name] += 1
            return
        assert recording.record(kind, said, request_key=key, by=BY) == event, "sent twice is one event"
        self._remember(event, kind, on)

    def _remember(self, event: LifeEvent, kind: LifeKind, on: date) -> None:
        before, self.image = self.image, images.look()
        assert images.replay(before, _changes(event)) == self.image, "something was written past the pen"
        self.events.append((event, before))
        self.happened[kind.name] += 1
        self.today = on
        self.days.add(on)
        if kind.name == "stay_correction":  # it puts the past right
            self.past.clear()
        self.past[on] = {key: images.composition(self.image, key, on) for key in self.image["household"]}
        truths.check(self.image, [on])

    # what is taken back

    @precondition(lambda self: self.events)
    @rule()
    def take_back(self) -> None:
        """The last event can always be taken back, and then nothing of it is left."""
        event, before = self.events.pop()
        recording.undo(event.reference, by=BY)
        self.image = images.look()
        assert self.image == before, f"taking back {event.kind} left something behind"
        self.past.clear()

    @precondition(lambda self: len(self.events) > 1)
    @rule(data=st.data())
    def take_back_an_earlier_one(self, data: st.DataObject) -> None:
        """An earlier event is taken back as if it had not been, or nothing is touched."""
        number = data.draw(st.integers(0, len(self.events) - 2))
        event, _before = self.events[number]
        if recording.why_not(event):
            with pytest.raises(CannotUndoError):
                recording.undo(event.reference, by=BY)
        with suppress(CannotUndoError):
            recording.undo(event.reference, by=BY)
        event.refresh_from_db()
        if event.undone_at is None:
            assert images.look() == self.image, "a refusal left something behind"
            return
        kept = [one for one, _image in self.events if one != event]
        self.image = images.look()
        assert self.image == images.replay(self.first, (change for one in kept for change in _changes(one)))
        self.past.clear()
        self._rewind(kept)

    def _rewind(self, kept: list[LifeEvent]) -> None:
        """Find the images before each event again: one of those before is gone."""
        image, self.events = self.first, []
        for one in kept:
            self.events.append((one, image))
            image = images.replay(image, _changes(one))

    # what stays true

    def look_back(self) -> None:
        """What the register said of a day on that very day, it says of it ever after."""
        truths.check(self.image, self.days)
        truths.agree(self.image, [BEGIN - timedelta(days=900), *self.days])
        for day, homes in self.past.items():
            for key, members in homes.items():
                assert images.composition(self.image, key, day) == members, f"household {key} on {day}"

    def take_everything_back(self) -> None:
        """Backwards through everything, to the beginning."""
        while self.events:
            self.take_back()
        assert images.look() == self.first


def _changes(event: LifeEvent) -> list[Change]:
    return [Change(one.model, one.record_id, one.before, one.after) for one in event.changes.all()]
