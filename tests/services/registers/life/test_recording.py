"""What every event can: be rehearsed, recorded once, taken back, and refused to be taken back."""

from datetime import date, timedelta

import pytest

from services.registers import queries
from services.registers.life import recording
from services.registers.life.kinds import death
from services.registers.life.pen import Pen
from services.registers.life.recording import AlreadyUndoneError, CannotUndoError
from services.registers.life.registry import RefusedError, registry
from services.registers.models import LifeEvent, Marriage, Membership, Resident
from services.registers.relations import Relation
from tenants.directory.models import Tenant
from tereze.accounts.permissions import Platform
from tereze.audit.models import Entry
from tereze.exchange.models import Event
from tests.services.registers.people import household, member, resident

BY = Platform("tests")
DEATH = registry.get("death")
ON = date(2026, 3, 1)


@pytest.fixture
def couple(in_karool: Tenant) -> tuple[Resident, Resident]:
    home = household()
    asan, ayim = resident("Маматов Асан"), resident("Маматова Айым", sex="f", marital_status="married")
    member(home, asan), member(home, ayim, Relation.WIFE)
    Marriage.objects.create(husband=asan, wife=ayim, since=date(2004, 1, 1))
    return asan, ayim


def die(who: Resident, on: date = ON, key: str = "one") -> LifeEvent:
    return recording.record(DEATH, death.Said(who.reference, on), request_key=key, by=BY)


def test_a_rehearsal_tells_every_change_and_keeps_none(couple: tuple[Resident, Resident]) -> None:
    asan, _ayim = couple
    rehearsal = recording.rehearse(DEATH, death.Said(asan.reference, ON))
    assert len(rehearsal.told) == 5  # he dies, leaves; the marriage ends; she is widowed, and the head
    assert "01.03.2026" in rehearsal.told[0].text
    asan.refresh_from_db()
    assert (asan.death_date, LifeEvent.objects.count()) == (None, 0)


def test_an_event_is_recorded_with_one_journal_entry_and_one_message(couple: tuple[Resident, Resident]) -> None:
    asan, ayim = couple
    entries, messages = Entry.objects.count(), Event.objects.count()
    event = die(asan)
    asan.refresh_from_db()
    ayim.refresh_from_db()
    assert (asan.death_date, ayim.marital_status) == (ON, "widowed")
    assert {one.reference for one in event.residents.all()} == {asan.reference, ayim.reference}
    assert (Entry.objects.count() - entries, Event.objects.count() - messages) == (1, 1)


def test_a_form_sent_twice_is_one_event(couple: tuple[Resident, Resident]) -> None:
    asan, _ayim = couple
    assert die(asan).pk == die(asan).pk
    assert LifeEvent.objects.count() == 1


def test_taking_an_event_back_restores_every_row(couple: tuple[Resident, Resident]) -> None:
    asan, ayim = couple
    before = [list(model.objects.order_by("pk").values()) for model in (Resident, Membership, Marriage)]
    recording.undo(die(asan).reference, by=BY)
    assert [list(model.objects.order_by("pk").values()) for model in (Resident, Membership, Marriage)] == before
    assert queries.household_of(ayim, on=ON) is not None
    with pytest.raises(AlreadyUndoneError):
        recording.undo(LifeEvent.objects.get().reference, by=BY)


def test_an_event_on_which_another_stands_is_not_taken_back(couple: tuple[Resident, Resident]) -> None:
    asan, ayim = couple
    first = die(asan)
    second = die(ayim, ON + timedelta(days=9), key="two")
    with pytest.raises(CannotUndoError) as refused:
        recording.undo(first.reference, by=BY)
    assert [one.event for one in refused.value.reasons] == [second]
    recording.undo(second.reference, by=BY)
    recording.undo(first.reference, by=BY)
    asan.refresh_from_db()
    assert asan.death_date is None


def test_an_edit_by_hand_keeps_an_event_from_being_taken_back(couple: tuple[Resident, Resident]) -> None:
    asan, _ayim = couple
    event = die(asan)
    Resident.objects.filter(pk=asan.pk).update(birth_place="Өзгөн")
    with pytest.raises(CannotUndoError) as refused:
        recording.undo(event.reference, by=BY)
    assert "Маматов Асан" in refused.value.reasons[0].says


def test_nobody_dies_twice_or_before_birth(couple: tuple[Resident, Resident]) -> None:
    asan, ayim = couple
    die(asan)
    with pytest.raises(RefusedError):
        die(asan, key="again")
    with pytest.raises(RefusedError):
        die(ayim, date(1900, 1, 1), key="early")


def test_a_pen_gives_back_rows_it_deleted(in_karool: Tenant) -> None:
    who = resident()
    stay = member(household(), who)
    pen, before = Pen(), Membership.objects.values().get()
    pen.delete(stay)
    assert not Membership.objects.exists()
    from services.registers.life.pen import put_back

    put_back(Membership, pen.changes[0])
    assert Membership.objects.values().get() == before
