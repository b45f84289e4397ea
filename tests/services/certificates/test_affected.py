"""Which certificates an event makes untrue: those whose own facts it touches, and no others."""

from datetime import timedelta
from typing import Any

import pytest

from services.certificates import actions
from services.certificates.models import Certificate
from services.registers.life import recording
from services.registers.life.kinds import benefit, death, papers
from services.registers.life.registry import registry
from services.registers.models import Resident
from tereze import clock
from tereze.accounts.models import User
from tests.services.certificates.conftest import Family, issue


@pytest.fixture
def issued(family: Family, clerk: User) -> dict[str, Certificate]:
    """A certificate of residence and one of the family, both of the head."""
    return {one: issue(family, clerk, key=one, template=one) for one in ("residence", "family_composition")}


def untrue(kind: str, said: Any) -> list[str]:
    """Return the numbers of the certificates that the preview names."""
    return [one.what.split(",")[0] for one in recording.rehearse(registry.get(kind), said).effects]


def renamed(who: Resident) -> papers.Said:
    return papers.Said(who.reference, clock.today(), {"surname": "Өзгөртүлгөн"})


def test_a_death_in_the_family_makes_only_the_family_certificate_untrue(
    issued: dict[str, Certificate], family: Family
) -> None:
    other = next(one for one in family.members if one != family.head)
    found = untrue("death", death.Said(other.reference, clock.today()))
    assert found == [f"№ {issued['family_composition'].number}"]


def test_a_new_name_makes_both_untrue(issued: dict[str, Certificate], family: Family) -> None:
    assert len(untrue("change", renamed(family.head))) == 2


def test_what_no_certificate_speaks_of_touches_none(issued: dict[str, Certificate], family: Family) -> None:
    assert untrue("benefit", benefit.Said(family.head.reference, "pensioner", clock.today())) == []


def test_what_was_untrue_or_void_before_is_not_named(
    issued: dict[str, Certificate], family: Family, clerk: User
) -> None:
    Resident.objects.filter(pk=family.head.pk).update(surname="Башка")
    assert untrue("change", renamed(family.head)) == []
    Resident.objects.filter(pk=family.head.pk).update(surname=family.head.surname)
    actions.revoke(certificate=issued["residence"], by=clerk, at=clock.now(), reason="ката")
    Certificate.objects.filter(pk=issued["family_composition"].pk).update(
        issued_on=clock.today() - timedelta(days=60), valid_until=clock.today() - timedelta(days=30)
    )
    assert untrue("change", renamed(family.head)) == []
