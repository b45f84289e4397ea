"""The pages of a round: who gets in, what is shown, what is written."""

import io
import json
from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from django.test import Client
from python_calamine import load_workbook

from services.registers.models import CountingRound, RoundFollowUp, RoundVisit, RoundWalk, Street
from services.registers.rounds import opening, visiting
from services.registers.rounds.found import Found, Heard, Sent
from tenants.directory.models import Tenant
from tereze.accounts.models import User
from tereze.audit.models import Entry
from tests.conftest import inside, member
from tests.services.registers import people
from tests.services.registers.rounds.conftest import AT, BY, Village

CLIENTS = Callable[[User | None, Tenant], Client]


def walk_of(village: Village) -> str:
    return f"/rounds/{village.round.reference}/walk/{village.street.pk}/"


def post(client: Client, village: Village, **typed: Any) -> Any:
    """Send a visit to the first household as a phone does."""
    sent = {
        "key": "phone-key-1", "replaces": [], "household": village.first.reference, "state": "done",
        "told": {"cow": 3, "ewe": 10}, "seen": {}, "is_seen": False, "heard": [], "note": "",
        "at": "2026-12-21T09:00:00+06:00", **typed,
    }  # fmt: skip
    return client.post(f"{walk_of(village)}visits/", json.dumps(sent), content_type="application/json")


def heard(village: Village, *kinds: str) -> None:
    found = Found(RoundVisit.State.DONE, heard=tuple(Heard(kind, "12-декабрь") for kind in kinds))
    visiting.write(counted=village.round, household=village.first, sent=Sent("heard-key", found), at=AT, by=BY)


# --- opening and closing


def test_the_specialist_opens_the_proposed_round(office: Client, in_karool: Tenant) -> None:
    page = office.get("/rounds/")
    opened = office.post("/rounds/open/", {"on": "01.06.2027", "livestock_only": "on"})

    assert "Эсеп ачуу" in page.content.decode()
    counted = CountingRound.objects.get()
    assert (counted.on, counted.livestock_only) == (date(2027, 6, 1), True)
    assert opened["Location"] == f"/rounds/{counted.reference}/"


def test_a_second_round_of_the_kind_is_refused_with_the_reason(office: Client, village: Village) -> None:
    page = office.post("/rounds/open/", {"on": "01.01.2028"})

    assert page.status_code == 422
    assert "Адегенде ошону жабыңыз" in page.content.decode()


def test_closing_is_refused_with_what_is_missing_until_it_is_confirmed(office: Client, village: Village) -> None:
    address = f"/rounds/{village.round.reference}/close/"
    heard(village, "born")

    refused = office.post(address)
    told = refused.content.decode()
    assert refused.status_code == 409
    assert "Барылбаган түтүндөр: 2" in told
    assert "Жазыла турган окуялар: 1" in told
    assert "Ала-Тоо көчөсү" in told

    closed = office.post(address, {"confirmed": "1"})
    assert closed["Location"] == f"/rounds/{village.round.reference}/totals/"
    assert office.get(closed["Location"]).status_code == 200


def test_opening_again_asks_for_a_reason(office: Client, village: Village) -> None:
    opening.close(reference=village.round.reference, confirmed=True, by=BY, at=AT)
    address = f"/rounds/{village.round.reference}/reopen/"

    assert office.post(address, {"reason": ""}).status_code == 422
    assert office.post(address, {"reason": "көчө калып калган"}).status_code == 302
    assert CountingRound.objects.get(pk=village.round.pk).is_open


@pytest.mark.parametrize("page", ["close/", "reopen/", "follow-ups/", "comparison/"])
def test_who_only_walks_manages_nothing(walker: Client, village: Village, page: str) -> None:
    assert walker.get(f"/rounds/{village.round.reference}/{page}").status_code == 403


# --- who walks where


def test_streets_are_given_to_walkers(office: Client, village: Village, elder: User) -> None:
    place = village.street.village_id
    address = f"/rounds/{village.round.reference}/villages/{place}/"

    office.post(address, {f"street_{village.street.pk}": elder.reference})
    assert RoundWalk.objects.get().walker == elder
    assert "Жумабек Эргешов" in office.get(address).content.decode()

    office.post(address, {f"street_{village.street.pk}": ""})
    assert not RoundWalk.objects.exists()


def test_one_person_may_walk_a_whole_village(office: Client, village: Village, elder: User) -> None:
    people.household(4, 1, at="Манас")
    office.post(
        f"/rounds/{village.round.reference}/villages/{village.street.village_id}/", {"everywhere": elder.reference}
    )

    assert set(RoundWalk.objects.values_list("street__name_ky", flat=True)) == {"Ала-Тоо", "Манас"}


def test_a_walker_sees_the_own_streets_only(walker: Client, village: Village) -> None:
    people.household(4, 1, at="Манас")
    other = Street.objects.get(name_ky="Манас")

    page = walker.get(f"/rounds/{village.round.reference}/").content.decode()
    assert "Ала-Тоо көчөсү" in page
    assert "Манас" not in page
    for part in ("", "data.json"):
        assert walker.get(f"/rounds/{village.round.reference}/walk/{other.pk}/{part}").status_code == 403
    assert walker.get(f"/rounds/{village.round.reference}/list.pdf?street={other.pk}").status_code == 403


# --- the phone


def test_the_phone_gets_the_street_without_more_than_a_walker_needs(walker: Client, village: Village) -> None:
    response = walker.get(f"{walk_of(village)}data.json")
    told = response.json()

    assert [one["house"] for one in told["yards"]] == ["1", "2а", "10"]
    assert told["yards"][0]["members"][0] == ["Маматов Бакыт Асанович", "1984, үй-бүлө башчысы"]
    assert told["yards"][0]["had"] == {"cow": 2, "ewe": 10}
    assert village.head.pin not in response.content.decode()
    assert "15.03.1984" not in response.content.decode()
    entry = Entry.objects.filter(action="round.walked").latest("sequence")
    assert (entry.actor, entry.details["street"], entry.details["why"]) == ("user:jumabek", "Ала-Тоо", "round")


def test_every_walker_has_a_key_of_its_own(walker: Client, office: Client, village: Village) -> None:
    keys = {one.get(f"{walk_of(village)}data.json").json()["key"] for one in (walker, office, walker)}

    assert len(keys) == 2


def test_a_visit_is_taken_once(walker: Client, village: Village) -> None:
    first, again = post(walker, village), post(walker, village)

    assert [first.json()["status"], again.json()["status"]] == ["saved", "saved"]
    assert RoundVisit.objects.get(round=village.round).visited_by == "user:jumabek"


def test_two_walkers_see_both_values(walker: Client, office: Client, village: Village) -> None:
    post(walker, village)
    answer = post(office, village, key="other-key", told={"cow": 1})

    assert answer.status_code == 409
    assert answer.json()["theirs"]["by_name"] == "Жумабек Эргешов"
    assert answer.json()["theirs"]["told"] == {"cow": 3, "ewe": 10}
    assert post(office, village, key="other-key", told={"cow": 1}, replaces=["phone-key-1"]).json()["status"] == "saved"


def test_a_closed_round_says_so_and_takes_nothing(walker: Client, village: Village) -> None:
    opening.close(reference=village.round.reference, confirmed=True, by=BY, at=AT)
    answer = post(walker, village)

    assert answer.status_code == 410
    assert answer.json()["said"].startswith("Эсеп 20.12.2026 жабылган. Жазганыңыз ушул телефондо сакталып турат")
    data = walker.get(f"{walk_of(village)}data.json").json()
    assert (data["yards"], data["closed"]) == ([], answer.json()["said"])
    assert not RoundVisit.objects.filter(round=village.round).exists()


@pytest.mark.parametrize(
    "wrong", [{"household": "ZZZZZZZZZZ"}, {"state": "gone"}, {"told": {"cow": -1}}, {"key": ""}], ids=str
)
def test_what_does_not_fit_is_refused_in_words(walker: Client, village: Village, wrong: dict[str, Any]) -> None:
    answer = post(walker, village, **wrong)

    assert (answer.status_code, answer.json()["status"]) == (422, "refused")
    assert answer.json()["said"]


@pytest.mark.parametrize("body", ["", "[]", "3", "{"])
def test_noise_is_refused(walker: Client, village: Village, body: str) -> None:
    answer = walker.post(f"{walk_of(village)}visits/", body, content_type="application/json")

    assert answer.status_code == 422


def test_a_household_of_another_street_is_refused(walker: Client, village: Village) -> None:
    other = people.household(4, 1, at="Манас")

    assert post(walker, village, household=other.reference).status_code == 422


def test_the_neighbour_council_has_no_such_round(
    client_for: CLIENTS, myrza_ake: Tenant, village: Village, walker: Client
) -> None:
    theirs = client_for(member(myrza_ake, "asel", "statistics_specialist"), myrza_ake)

    assert post(walker, village).status_code == 200
    assert post(theirs, village, key="their-key").status_code == 404
    for page in ("", "list.pdf", "totals/", "comparison/", "follow-ups/", f"walk/{village.street.pk}/data.json"):
        assert theirs.get(f"/rounds/{village.round.reference}/{page}").status_code == 404
    with inside(myrza_ake):
        assert not RoundVisit.objects.exists()


def test_the_window_does_not_walk(desk: Client, village: Village) -> None:
    assert desk.get(walk_of(village)).status_code == 403
    assert post(desk, village).status_code == 403


def test_the_worker_is_for_streets_and_holds_nobody(
    client_for: CLIENTS, karool: Tenant, village: Village, walker: Client
) -> None:
    script = client_for(None, karool).get("/rounds/worker.js")
    shell = walker.get("/rounds/shell/").content.decode()

    assert script["Content-Type"].startswith("text/javascript")
    assert b"registers/rounds/walk.js" in script.content
    assert "Маматов" not in shell
    assert "Жумабек" not in shell


# --- without a script


def plain(village: Village) -> str:
    return f"{walk_of(village)}{village.first.reference}/"


def fields(client: Client, village: Village) -> dict[str, Any]:
    """What the plain form holds at first."""
    form = client.get(plain(village)).context["form"]
    values = {name: form[name].value() for name in form.fields}
    return {name: value for name, value in values.items() if value not in (None, False)}


def test_the_plain_form_begins_with_last_year_and_is_written(walker: Client, village: Village) -> None:
    typed = fields(walker, village)
    assert (typed["told_cow"], typed["told_ewe"], typed["state"]) == (2, 10, "done")

    answer = walker.post(plain(village), {**typed, "heard_0": "left", "heard_0_note": "уулу, Бишкекке"})

    assert answer["Location"] == walk_of(village)
    assert RoundVisit.objects.get(round=village.round).people == 1
    assert RoundFollowUp.objects.get().note == "уулу, Бишкекке"


def test_the_plain_form_shows_both_and_asks(walker: Client, office: Client, village: Village) -> None:
    mine = {**fields(office, village), "told_cow": 9}
    post(walker, village)

    both = office.post(plain(village), mine)
    assert both.status_code == 409
    assert "Жумабек Эргешов" in both.content.decode()
    assert "саан уй 3" in both.content.decode()

    office.post(plain(village), {**mine, "over": "phone-key-1"})
    assert village.round.counts.get(what="cow").number == 9


def test_the_plain_form_keeps_what_was_typed_into_a_closed_round(walker: Client, village: Village) -> None:
    typed = {**fields(walker, village), "told_cow": 77}
    opening.close(reference=village.round.reference, confirmed=True, by=BY, at=AT)

    answer = walker.post(plain(village), typed)
    assert answer.status_code == 422
    assert "77" in answer.content.decode()
    assert "Бул арада эсеп жабылды" in answer.content.decode()


# --- what follows


def test_what_was_heard_leads_to_the_household_and_is_ticked_off(office: Client, village: Village) -> None:
    heard(village, "born", "property")
    address = f"/rounds/{village.round.reference}/follow-ups/"

    page = office.get(address).content.decode()
    assert "бала төрөлдү" in page
    assert f"/{village.first.reference}/" in page

    task = RoundFollowUp.objects.get(kind="born")
    office.post(f"{address}{task.reference}/done/")
    task.refresh_from_db()
    assert task.done_by == "user:jyldyz"
    assert "бала төрөлдү" not in office.get(address).content.decode()
    assert "бала төрөлдү" in office.get(f"{address}?done=1").content.decode()


def test_the_comparison_leads_to_households_and_lets_it_rest_with_a_reason(office: Client, village: Village) -> None:
    post(office, village, told={"cow": 2, "ewe": 40})
    address = f"/rounds/{village.round.reference}/comparison/"

    page = office.get(f"{address}?rule=jump")
    assert "кой: мурда 10, азыр 40" in page.content.decode()
    assert f"/households/{village.first.reference}/" in page.content.decode()

    (row,) = page.context["rows"]
    explain = f"{address}explain/?about={row['key']}"
    assert office.post(explain, {"reason": ""}).status_code == 422
    assert office.post(explain, {"reason": "инисинин малы"}).status_code == 302
    after = office.get(address).content.decode()
    assert "инисинин малы" in after


def test_totals_stand_beside_the_round_before_and_as_a_workbook(
    office: Client, client_for: CLIENTS, head: User, karool: Tenant, village: Village
) -> None:
    post(office, village)
    opening.close(reference=village.round.reference, confirmed=True, by=BY, at=AT)
    signed = client_for(head, karool)
    address = f"/rounds/{village.round.reference}/totals"

    assert "саан уй" in signed.get(f"{address}/").content.decode()
    book = load_workbook(io.BytesIO(signed.get(f"{address}.xlsx").content))
    rows = book.get_sheet_by_index(0).to_python()
    cows = next(row for row in rows if row[0] == "саан уй")
    assert cows[-3:] == [3.0, 0.0, 2.0]


def test_an_open_round_has_no_totals(office: Client, village: Village) -> None:
    assert office.get(f"/rounds/{village.round.reference}/totals/").status_code == 404


def test_the_household_shows_its_last_counts(office: Client, village: Village) -> None:
    page = office.get(f"/households/{village.first.reference}/").content.decode()

    assert "Акыркы эсептерде" in page
    assert "соолук" in page


def test_the_list_on_paper_is_journalled(walker: Client, village: Village) -> None:
    pdf = walker.get(f"/rounds/{village.round.reference}/list.pdf")

    assert pdf.content.startswith(b"%PDF")
    entry = Entry.objects.get(action="round.printed")
    assert (entry.details["streets"], entry.details["villages"]) == (1, ["Шералы"])
