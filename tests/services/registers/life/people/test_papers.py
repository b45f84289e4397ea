"""New names, PINs and documents; corrections; details and benefits: what stays findable, what is refused."""

from datetime import date

import pytest

from services.registers.life.kinds import one_person
from services.registers.life.registry import RefusedError
from services.registers.models import BenefitHolding, IdentityDocument, Resident
from services.registers.search import find_residents
from tenants.directory.models import Tenant
from tests.services.registers.life.households.events import happen, undo
from tests.services.registers.life.people.forms import filled, recorded
from tests.services.registers.people import resident

ON = date(2024, 6, 1)
PIN, OTHER_PIN = "21503198499001", "21503198499077"


@pytest.fixture
def bakyt(in_karool: Tenant) -> Resident:
    who = resident(pin=PIN, phone="+996770123456")
    IdentityDocument.objects.create(resident=who, type="id_card", series="ID", number="0712345")
    return who


def names(typed: str) -> list[str]:
    return [one.full_name for one in find_residents(typed)]


def test_a_new_name_leaves_the_former_one_findable(bakyt: Resident) -> None:
    event = recorded("change", bakyt, surname="Асан уулу", patronymic="")
    assert names("Маматов") == names("Асан уулу") == ["Асан уулу Бакыт"]
    assert bakyt.former_names.get().until == ON
    undo(event)
    assert names("Маматов") == ["Маматов Бакыт Асанович"]
    assert names("Асан уулу") == []


def test_a_new_pin_and_document_leave_the_former_ones(bakyt: Resident) -> None:
    recorded("change", bakyt, pin=OTHER_PIN, document_number="0999999", document_issued_on="30.05.2024")
    assert [one.pin for one in bakyt.former_pins.all()] == [PIN]
    assert names(PIN) == names(OTHER_PIN) == ["Маматов Бакыт Асанович"]
    assert IdentityDocument.objects.filter(resident=bakyt).count() == 2
    bakyt.refresh_from_db()
    assert bakyt.phone == "+996770123456"


def test_a_corrected_name_is_gone_and_a_corrected_pin_is_not(bakyt: Resident) -> None:
    event = recorded("correction", bakyt, surname="Маматоф", pin=OTHER_PIN, why="туулгандыгы тууралуу күбөлүк")
    assert not bakyt.former_names.exists()
    assert [one.pin for one in bakyt.former_pins.all()] == [PIN]
    assert event.said["why"] == "туулгандыгы тууралуу күбөлүк"


def test_a_correction_says_why(bakyt: Resident) -> None:
    assert "why" in filled("correction", bakyt, surname="Маматоф").errors


def test_what_the_pin_contradicts_asks_for_a_tick(bakyt: Resident) -> None:
    typed = {"birth_date": "16.03.1984", "why": "күбөлүк"}
    assert "still_right" in filled("correction", bakyt, **typed).errors
    recorded("correction", bakyt, **typed, still_right="on")
    bakyt.refresh_from_db()
    assert bakyt.birth_date == date(1984, 3, 16)


@pytest.mark.parametrize("kind", ["change", "correction"])
def test_nothing_new_and_what_is_anothers_is_refused(bakyt: Resident, kind: str) -> None:
    other = resident("Осмонов Эрмек", pin=OTHER_PIN)
    IdentityDocument.objects.create(resident=other, type="id_card", series="ID", number="0999999")
    for typed, field in (({}, None), ({"pin": OTHER_PIN}, "pin"), ({"document_number": "0999999"}, "document_number")):
        with pytest.raises(RefusedError) as refused:
            recorded(kind, bakyt, why="күбөлүк", **typed)
        assert refused.value.field == field


def test_a_document_of_the_same_number_is_put_right(bakyt: Resident) -> None:
    recorded("correction", bakyt, document_expires_on="01.01.2030", why="күбөлүк")
    assert IdentityDocument.objects.get().expires_on == date(2030, 1, 1)


# --- details and benefits


def test_details_are_written_and_taken_back(bakyt: Resident) -> None:
    event = recorded(
        "details", bakyt, education="higher", occupation="farmer", disability="second", disability_until="01.01.2027",
        phone="0555 11 22 33",
    )  # fmt: skip
    bakyt.refresh_from_db()
    assert (bakyt.education, bakyt.disability_until, bakyt.phone) == ("higher", date(2027, 1, 1), "+996555112233")
    undo(event)
    bakyt.refresh_from_db()
    assert (bakyt.education, bakyt.disability_until, bakyt.phone) == ("", None, "+996770123456")


def test_details_refuse_what_cannot_be(bakyt: Resident) -> None:
    assert "phone" in filled("details", bakyt, phone="12").errors
    for typed in ({}, {"disability_until": "01.01.2027"}):
        with pytest.raises(RefusedError):
            recorded("details", bakyt, **typed)


def test_a_benefit_is_granted_and_ends(bakyt: Resident) -> None:
    recorded("benefit", bakyt, category="pensioner", document="№ 1")
    recorded("benefit_end", bakyt, category="pensioner", on="01.09.2024", why="№ 2")
    held = BenefitHolding.objects.get()
    assert (held.since, held.until, held.document) == (ON, date(2024, 9, 1), "№ 1")


def test_a_benefit_is_held_once_and_not_ended_before_it_began(bakyt: Resident) -> None:
    recorded("benefit", bakyt, category="pensioner")
    with pytest.raises(RefusedError) as refused:
        recorded("benefit", bakyt, category="pensioner")
    assert "жеңилдик" in str(refused.value.message)
    with pytest.raises(RefusedError):
        recorded("benefit_end", bakyt, category="pensioner", on="01.05.2024")
    assert "until" in filled("benefit", bakyt, category="orphan", until="01.05.2024").errors


def test_an_entry_that_was_merged_is_found_once_under_both_names(bakyt: Resident) -> None:
    other = resident("Маматоф Бакыт", pin=OTHER_PIN)
    happen("one_person", one_person.Said(bakyt.reference, other.reference, ON))
    assert names("Маматоф Бакыт") == names(OTHER_PIN) == names("Маматов Бакыт") == ["Маматов Бакыт Асанович"]
