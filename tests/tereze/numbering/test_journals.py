"""Numbers without gaps and without repetition, whoever takes them and whatever fails."""

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
from django.db import IntegrityError, ProgrammingError, transaction
from django.db.models import Max
from django_tenants.utils import get_public_schema_name, schema_context

from tenants.directory.models import Tenant
from tereze.config.database import connection
from tereze.numbering import journals
from tereze.numbering.models import Counter
from tests.conftest import inside

CLERKS, EACH = 5, 12


def take(journal: str = "certificates", year: int = 2026) -> int:
    with transaction.atomic():
        return journals.take(journal, year=year)


def test_a_journal_begins_with_one_and_goes_on_by_one(in_karool: Tenant) -> None:
    assert [take() for _ in range(4)] == [1, 2, 3, 4]


def test_every_journal_and_every_year_begins_anew(in_karool: Tenant) -> None:
    assert (take("certificates", 2026), take("orders", 2026), take("certificates", 2027)) == (1, 1, 1)
    assert take("certificates", 2026) == 2


def test_every_council_has_its_own_numbers(karool: Tenant, myrza_ake: Tenant) -> None:
    with inside(karool):
        assert (take(), take()) == (1, 2)
    with inside(myrza_ake):
        assert take() == 1


def test_a_number_goes_back_with_the_savepoint_that_took_it(in_karool: Tenant) -> None:
    with transaction.atomic():
        assert journals.take("certificates", year=2026) == 1
        with transaction.atomic():
            assert journals.take("certificates", year=2026) == 2
            transaction.set_rollback(True)
        assert journals.take("certificates", year=2026) == 2


def test_there_is_one_counter_for_a_journal_and_year(in_karool: Tenant) -> None:
    take()

    with pytest.raises(IntegrityError, match="one_counter_per_journal_and_year"), transaction.atomic():
        Counter.objects.create(journal="certificates", year=2026)


def test_no_number_is_given_out_in_the_public_schema(db: None) -> None:
    with schema_context(get_public_schema_name()), pytest.raises(ProgrammingError, match="does not exist"):
        take()


@pytest.fixture
def own(own_council: Tenant) -> Iterator[str]:
    with schema_context(own_council.schema_name):
        yield own_council.schema_name


@pytest.mark.transactional
def test_outside_a_transaction_no_number_is_given_out(own: str) -> None:
    with pytest.raises(journals.NotInTransactionError):
        journals.take("certificates", year=2026)

    assert not Counter.objects.exists()


@pytest.mark.transactional
def test_a_number_that_was_rolled_back_is_the_next_ones(own: str) -> None:
    with transaction.atomic():
        assert journals.take("certificates", year=2026) == 1
        transaction.set_rollback(True)

    assert take() == 1


@pytest.mark.transactional
def test_many_clerks_some_of_whom_fail_leave_no_gap_and_take_none_twice(own: str) -> None:
    together = Barrier(CLERKS)

    def clerk(number: int) -> list[int]:
        taken = []
        try:
            with schema_context(own):
                together.wait(timeout=20)
                for turn in range(EACH):
                    with transaction.atomic():
                        mine = journals.take("certificates", year=2026)
                        if (number + turn) % 3 == 0:
                            transaction.set_rollback(True)
                        else:
                            taken.append(mine)
            return taken
        finally:
            connection.close()

    with ThreadPoolExecutor(CLERKS) as threads:
        taken = [number for numbers in threads.map(clerk, range(CLERKS)) for number in numbers]

    assert sorted(taken) == list(range(1, CLERKS * EACH * 2 // 3 + 1))


@pytest.mark.transactional
def test_asking_for_the_highest_number_instead_would_give_one_out_twice(own: str) -> None:
    """The race is real: only then does the test above prove anything."""
    together = Barrier(2)

    def clerk(_number: int) -> int:
        try:
            with schema_context(own), transaction.atomic():
                highest: int = Counter.objects.aggregate(highest=Max("last"))["highest"] or 0
                together.wait(timeout=20)
                Counter.objects.create(journal=f"clerk {_number}", year=2026, last=highest + 1)
                return highest + 1
        finally:
            connection.close()

    with ThreadPoolExecutor(2) as threads:
        assert list(threads.map(clerk, range(2))) == [1, 1]
