"""The journal's page: newest first, narrowed, page by page, and checked."""

import re
from collections.abc import Callable
from datetime import timedelta
from html import unescape

import pytest
from django.test import Client
from django_tenants.utils import tenant_context

from tenants.directory.models import Tenant
from tereze import clock
from tereze.accounts.models import User
from tereze.accounts.permissions import Platform
from tereze.audit import journal, queries, words
from tereze.audit.models import Entry
from tests.conftest import PASSWORD
from tests.tereze.audit.test_journal import by_hand

TESTER = Platform("tests")


@pytest.fixture
def office(client_for: Callable[[User | None, Tenant], Client], head: User, karool: Tenant) -> Client:
    """A browser signed in as Karool's head."""
    return client_for(head, karool)


def rows(page: bytes) -> list[str]:
    """The lines of the table, as somebody reads them."""
    body = page.decode().partition("<tbody>")[2].partition("</tbody>")[0]
    return [re.sub(r"\s+", " ", unescape(re.sub(r"<[^>]+>", " ", row))).strip() for row in body.split("</tr>")[:-1]]


def write(tenant: Tenant, count: int, *, by: object = TESTER, action: str = "tests.done", subject: str = "") -> None:
    with tenant_context(tenant):
        for number in range(count):
            journal.record_read(action, subject=subject or f"resident:R{number}", by=by, number=number)  # type: ignore[arg-type]


def test_the_newest_entry_comes_first(office: Client, karool: Tenant) -> None:
    write(karool, 3)

    first, second, third = rows(office.get("/account/journal/").content)[:3]

    assert ("number: 2" in first, "number: 1" in second, "number: 0" in third) == (True, True, True)
    assert "R2" in first


def test_people_and_actions_are_called_by_their_names(office: Client, clerk: User, karool: Tenant) -> None:
    write(karool, 1, by=clerk, action="staff.signed_in")

    (row, *_rest) = rows(office.get("/account/journal/").content)

    assert "Айгүл Токтогулова" in row
    assert words.label_of("staff.signed_in") == "Кирди"
    assert "Кирди" in row


@pytest.mark.parametrize(
    "question",
    [
        "actor=user:aigul",
        "actor=aigul",
        "actor=Токтогулова",
        "action=staff.unlocked",
        "subject=resident:X",
        "day={today}",
    ],
)
def test_the_journal_answers_who_what_about_whom_and_when(
    office: Client, clerk: User, karool: Tenant, question: str
) -> None:
    write(karool, 2)
    write(karool, 1, by=clerk, action="staff.unlocked", subject="resident:X")
    with tenant_context(karool), by_hand():
        Entry.objects.exclude(subject="resident:X").update(at=clock.now() - timedelta(days=40))

    found = rows(office.get(f"/account/journal/?{question.format(today=clock.today())}").content)

    assert len(found) == 1
    assert "Айгүл Токтогулова" in found[0]


def test_a_day_is_the_offices_day(in_karool: Tenant) -> None:
    day = clock.today() - timedelta(days=3)
    midnight = clock.now().replace(hour=0, minute=0, second=0, microsecond=0) - timedelta(days=3)
    entries = [journal.record("tests.done", by=TESTER) for _number in range(3)]
    with by_hand():
        for entry, moment in zip(entries, (-1, 0, 24 * 3600 - 1), strict=True):
            Entry.objects.filter(pk=entry.pk).update(at=midnight + timedelta(seconds=moment))

    found = queries.page(queries.Wanted(action="tests.done", day=day)).entries

    assert [entry.pk for entry in found] == [entries[2].pk, entries[1].pk]


def test_pages_follow_each_other_without_gap_or_repeat(office: Client, karool: Tenant) -> None:
    write(karool, 120)
    seen: list[str] = []
    address = "/account/journal/?action=&actor=platform:tests"
    while address:
        content = office.get(address).content
        seen += re.findall(r"number:</span> (\d+)", content.decode())
        older = re.search(r'href="(\?[^"]+)" rel="next"', content.decode())
        address = f"/account/journal/{unescape(older[1])}" if older else ""
        write(karool, 1, by=Platform("meanwhile"))

    assert [int(number) for number in seen] == list(range(119, -1, -1))


@pytest.mark.parametrize(
    "nonsense", ["before=x", "before=-1", "before=99999999999999999999", "day=x", "action=x", "actor=%00"]
)
def test_nonsense_in_the_address_breaks_nothing(office: Client, nonsense: str) -> None:
    assert office.get(f"/account/journal/?{nonsense}").status_code == 200


def test_a_name_that_nobody_has_finds_nothing(office: Client) -> None:
    assert "Эч нерсе табылган жок" in office.get("/account/journal/?actor=nobody").content.decode()


def test_what_an_entry_is_about_is_linked_where_it_has_a_page(office: Client, clerk: User, karool: Tenant) -> None:
    write(karool, 1, subject=f"staff_member:{clerk.reference}")
    write(karool, 1, subject="thing:none")

    page = office.get("/account/journal/").content.decode()

    assert f'href="/account/staff/{clerk.reference}/"' in page
    assert "thing none" in page


def test_nothing_of_the_neighbours_is_told(office: Client, myrza_ake: Tenant, neighbour_clerk: User) -> None:
    write(myrza_ake, 2, subject="resident:NEIGHBOUR")

    assert "NEIGHBOUR" not in office.get("/account/journal/").content.decode()


def test_a_whole_journal_is_told_so_and_the_check_is_journalled(office: Client, karool: Tenant) -> None:
    write(karool, 3)

    page = office.post("/account/journal/check/").content.decode()

    assert "Журнал бүтүн" in page
    with tenant_context(karool):
        assert Entry.objects.latest("sequence").action == "journal.checked"
        assert Entry.objects.latest("sequence").details["whole"] is True


def test_a_broken_journal_is_told_with_the_place(office: Client, karool: Tenant) -> None:
    write(karool, 3)
    with tenant_context(karool), by_hand():
        broken = Entry.objects.latest("sequence")
        Entry.objects.filter(pk=broken.pk).update(actor="user:somebody")

    page = office.post("/account/journal/check/").content.decode()

    assert f"Журналдын {broken.sequence}-жазуусу" in page


def test_signing_in_stands_in_the_journal(office: Client, clerk: User, karool: Tenant) -> None:
    Client(HTTP_HOST="karool.localhost").post("/account/login/", {"login": "aigul", "password": PASSWORD})

    assert "Айгүл Токтогулова Кирди" in rows(office.get("/account/journal/").content)[0]


def test_two_names_for_one_action_are_an_error_at_start() -> None:
    from tereze.exchange.registry import NameTakenError

    with pytest.raises(NameTakenError):
        words.name_actions({"staff.added": "Twice"})


@pytest.mark.parametrize("language", ["ky", "ru"])
def test_the_page_is_translated(office: Client, karool: Tenant, language: str) -> None:
    with tenant_context(karool):
        User.objects.update(language=language)
    page = office.get("/account/journal/?actor=nobody").content.decode()
    page = re.sub(r"<option.*?</option>", "", page)  # the services' own words, and theirs to translate
    main = re.sub(r"<[^>]+>", " ", page.partition("<main")[2].partition(">")[2].partition("</main>")[0])

    assert not re.findall(r"[A-Za-z]{4,}", main.replace("nobody", ""))
