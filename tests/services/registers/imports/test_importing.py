"""The import itself: everything or nothing, once, and never a success with nothing done."""

from collections.abc import Callable
from datetime import date

import pytest
from django.db import connection

from services.registers import queries
from services.registers.imports import importing, runs
from services.registers.imports.fields import Field
from services.registers.imports.people import writing
from services.registers.models import Household, HouseholdAddress, IdentityDocument, Membership, Resident, Street
from services.registers.models.imports import ColumnMapping, ImportedRecord, ImportProgress, ImportRun, ImportState
from services.registers.relations import Relation
from tereze.accounts.models import User
from tereze.accounts.permissions import Permission
from tereze.audit.models import Entry
from tereze.storage.models import StoredFile
from tests.services.registers.imports import made
from tests.services.registers.imports.conftest import BY, asked, checked, imported
from tests.services.registers.imports.made import AIGUL, BAKYT, ERMEK, JANYL, TODAY, but

pytestmark = pytest.mark.usefixtures("in_karool")


def counts() -> tuple[int, ...]:
    """How many residents, households, memberships, addresses, streets and documents there are."""
    models = (Resident, Household, Membership, HouseholdAddress, Street, IdentityDocument)
    return tuple(model._default_manager.count() for model in models)


def test_a_table_comes_in_with_everything_it_says() -> None:
    run = imported(*made.VILLAGERS)

    assert run.state == ImportState.DONE
    assert counts() == (4, 2, 4, 2, 2, 3)
    bakyt = Resident.objects.get(pin="21503198499001")
    card = queries.card(bakyt.reference, on=TODAY)
    assert card.address is not None
    assert str(card.address.street) == "Манас"
    assert [(str(one.resident), one.relation) for one in card.members] == [
        ("Маматов Бакыт Асанович", Relation.HEAD),
        ("Маматова Айгүл Токтогуловна", Relation.WIFE),
        ("Бакыт уулу Эрмек", Relation.SON),
    ]
    assert str(card.document) == "ID0000001"
    assert (card.resident.phone, card.resident.birth_date) == ("+996770123456", date(1984, 3, 15))


def test_those_who_came_in_are_found_by_the_search_keys() -> None:
    imported(*made.VILLAGERS)

    assert Resident.objects.filter(search_norm__contains=" маматов").count() == 2
    assert Street.objects.filter(search_norm__contains=" токтогул ").exists()
    assert HouseholdAddress.objects.filter(house_key="5/1").exists()


def test_the_journal_says_who_imported_how_many() -> None:
    run = imported(*made.VILLAGERS)

    entry = Entry.objects.get(action="register.imported")
    assert (entry.actor, entry.subject) == ("platform:tests", f"import:{run.reference}")
    assert (entry.details["new"], entry.details["rows"]) == (4, 4)
    assert "21503198499001" not in str(entry.details)


def test_importing_twice_does_nothing_twice() -> None:
    run = imported(*made.VILLAGERS)
    before = counts()

    assert importing.carry_out(run.reference) is None
    assert counts() == before


def test_the_same_file_again_is_nothing_to_import() -> None:
    imported(*made.VILLAGERS)

    again = imported(*made.VILLAGERS)

    assert (again.state, again.message) == (ImportState.NOTHING, "nothing")
    assert (again.counts["unchanged"], ImportedRecord.objects.filter(run=again).count()) == (4, 0)


def test_a_second_file_changes_only_what_it_says_differently() -> None:
    imported(*made.VILLAGERS)

    run = imported(but(BAKYT, phone="0555 00 11 22"), but(JANYL, house="7"))

    assert (run.counts["new"], run.counts["changed"], run.counts["addresses_changed"]) == (0, 1, 1)
    assert Resident.objects.get(pin=BAKYT[3]).phone == "+996555001122"
    assert Resident.objects.get(pin=AIGUL[3]).phone == ""
    janyl = queries.addresses(Household.objects.get(account="1-2"))
    assert [(one.house, one.since, one.until) for one in janyl] == [("7", TODAY, None), ("5/1", None, TODAY)]


def test_who_moves_leaves_one_household_on_the_day_of_joining_the_other() -> None:
    imported(*made.VILLAGERS)

    imported(but(ERMEK, account="1-2", relation="небереси", village="", street="", house=""))

    stays = queries.stays(Resident.objects.get(pin=ERMEK[3]), on=TODAY)
    assert [(one.household.account, one.joined_on, one.left_on, one.leave_reason) for one in stays] == [
        ("1-2", TODAY, None, ""),
        ("1-1", None, TODAY, "moved"),
    ]


def test_a_new_head_closes_the_stretches_of_those_whose_relation_changes() -> None:
    imported(*made.VILLAGERS)

    imported(but(BAKYT, relation="күйөөсү"), but(AIGUL, relation="башчы"))

    home = Household.objects.get(account="1-1")
    assert [one.relation for one in queries.composition(home, on=TODAY)][:2] == [Relation.HEAD, Relation.HUSBAND]
    assert Membership.objects.filter(household=home, leave_reason="head_changed", left_on=TODAY).count() == 2


def test_a_wrong_relation_is_corrected_in_its_place() -> None:
    imported(*made.VILLAGERS)

    imported(but(ERMEK, relation="асырап алган уулу"))

    stay = Membership.objects.get(resident__pin=ERMEK[3])
    assert (stay.relation, stay.left_on) == (Relation.ADOPTED_SON, None)


def test_since_when_somebody_lives_here_is_kept_where_the_file_says_it() -> None:
    table = made.xlsx([*BAKYT, "01.05.2010"], titles=(*made.TITLES, "Качантан бери жашайт"))

    importing.carry_out(asked(checked(table)).reference)

    assert Membership.objects.get().joined_on == date(2010, 5, 1)


def test_rows_with_errors_keep_everything_out_until_they_are_left_out_on_purpose() -> None:
    run = asked(checked(made.xlsx(BAKYT, but(AIGUL, pin="123"))))

    assert (run.state, run.message) == (ImportState.CHECKED, "errors")
    assert counts() == (0, 0, 0, 0, 0, 0)


def test_rows_with_errors_may_be_left_out() -> None:
    run = imported(BAKYT, but(AIGUL, pin="123"), leave_out_errors=True)

    assert (run.state, Resident.objects.count()) == (ImportState.DONE, 1)


def test_a_file_with_errors_only_imports_nothing_and_says_so() -> None:
    run = imported(but(BAKYT, pin="1"), leave_out_errors=True)

    assert (run.state, run.message) == (ImportState.NOTHING, "nothing")


def test_an_import_that_breaks_in_the_middle_leaves_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    run = asked(checked(made.xlsx(*made.VILLAGERS)))

    def break_down(writer: writing.Writer) -> None:
        raise RuntimeError("the lights went out")

    monkeypatch.setattr(writing.Writer, "_documents", break_down)
    with pytest.raises(RuntimeError):
        importing.carry_out(run.reference)

    run.refresh_from_db()
    assert (run.state, run.message) == (ImportState.FAILED, "failed")
    assert counts() == (0, 0, 0, 0, 0, 0)
    assert not ImportedRecord.objects.exists()
    assert not Entry.objects.filter(action="register.imported").exists()


def test_a_failed_import_can_be_checked_and_imported_again(monkeypatch: pytest.MonkeyPatch) -> None:
    run = asked(checked(made.xlsx(*made.VILLAGERS)))
    with monkeypatch.context() as patch:
        patch.setattr(writing.Writer, "write", lambda writer: 1 / 0)
        with pytest.raises(ZeroDivisionError):
            importing.carry_out(run.reference)

    runs.check_again(run.reference, by=BY)
    again = importing.check(run.reference)
    assert again is not None
    importing.carry_out(asked(again).reference)

    assert Resident.objects.count() == 4


def test_a_register_that_changed_since_the_check_is_looked_at_again() -> None:
    run = asked(checked(made.xlsx(*made.VILLAGERS)))
    Resident.objects.create(surname="Маматов", given_name="Бакыт", pin=BAKYT[3], sex="m", birth_date=date(1984, 3, 15))

    done = importing.carry_out(run.reference)

    assert done is not None
    assert (done.state, done.message) == (ImportState.CHECKED, "changed")
    assert (done.counts["new"], done.counts["changed"]) == (3, 1)
    assert Resident.objects.count() == 1


def test_a_decision_about_an_older_check_is_refused() -> None:
    run = checked(made.xlsx(*made.VILLAGERS))

    with pytest.raises(runs.WrongStateError):
        runs.ask_import(run.reference, leave_out_errors=False, digest="what the clerk saw before", by=BY)


def test_an_import_without_a_check_is_refused() -> None:
    run = runs.upload(content=made.xlsx(BAKYT), name="a.xlsx", by=BY, on=TODAY)

    with pytest.raises(runs.WrongStateError):
        asked(run)


def test_columns_without_which_nobody_is_known_are_demanded() -> None:
    run = runs.upload(content=made.xlsx(BAKYT), name="a.xlsx", by=BY, on=TODAY)
    mapped = {place: field for place, field in run.mapped.items() if field not in {"pin", "birth_date"}}

    with pytest.raises(runs.ColumnsMissingError) as refusal:
        runs.map_columns(run.reference, mapped=mapped, by=BY)

    assert len(refusal.value.needed) == 1


def test_a_mapping_is_remembered_for_tables_with_the_same_headings() -> None:
    run = runs.upload(content=made.xlsx(BAKYT), name="a.xlsx", by=BY, on=TODAY)
    mapped = {place: field for place, field in run.mapped.items() if field != "phone"}
    runs.map_columns(run.reference, mapped=mapped, by=BY)

    again = runs.upload(content=made.xlsx(JANYL), name="b.xlsx", by=BY, on=TODAY)

    assert again.mapped == mapped
    assert again.report["table"]["remembered"]
    assert ColumnMapping.objects.get().said_by == "platform:tests"


def test_a_word_is_learnt_for_this_file_and_the_next() -> None:
    rows = (but(BAKYT, village="Борбор"), but(AIGUL, relation="токолу", village="Борбор"))
    run = checked(made.xlsx(*rows))
    assert [(one["word"], one["count"]) for one in run.report["words"]] == [("Борбор", 2), ("токолу", 1)]
    meant = {("village", "Борбор"): "010", ("relation", "токолу"): "wife"}

    runs.learn(run.reference, words={(Field(field), word): one for (field, word), one in meant.items()}, by=BY)
    again = importing.check(run.reference)

    assert again is not None
    assert (again.counts["error"], again.report["words"]) == (0, [])
    assert checked(made.xlsx(*rows)).counts["error"] == 0


def test_progress_is_told_from_opening_to_finishing() -> None:
    heard: list[str] = []
    run = asked(checked(made.xlsx(*made.VILLAGERS)))

    importing.carry_out(run.reference, tell=lambda phase, done, total: heard.append(phase))

    assert list(dict.fromkeys(heard)) == ["opening", "reading", "comparing", "writing", "finishing"]


def test_who_lost_the_right_to_import_meanwhile_imports_nothing(keeper: User) -> None:
    run = checked(made.xlsx(BAKYT))
    run = runs.ask_import(run.reference, leave_out_errors=False, digest=run.plan_digest, by=keeper)
    keeper.role_grants.all().delete()

    done = importing.carry_out(run.reference)

    assert done is not None
    assert (done.state, done.message, Resident.objects.count()) == (ImportState.FAILED, "not_allowed", 0)


def test_who_may_not_import_is_refused_by_every_action(clerk: User) -> None:
    assert not clerk.may(Permission.REGISTER_IMPORT)
    run = checked(made.xlsx(BAKYT))
    refused: tuple[Callable[[], object], ...] = (
        lambda: runs.upload(content=b"", name="a", by=clerk, on=TODAY),
        lambda: runs.map_columns(run.reference, mapped=run.mapped, by=clerk),
        lambda: runs.learn(run.reference, words={}, by=clerk),
        lambda: runs.check_again(run.reference, by=clerk),
        lambda: runs.ask_import(run.reference, leave_out_errors=False, digest=run.plan_digest, by=clerk),
    )
    for act in refused:
        with pytest.raises(runs.NotAllowedError):
            act()


def test_a_file_that_the_storage_has_lost_is_told() -> None:
    run = runs.upload(content=made.xlsx(BAKYT), name="a.xlsx", by=BY, on=TODAY)
    runs.map_columns(run.reference, mapped=run.mapped, by=BY)
    StoredFile.objects.update(content=b"something else")

    done = importing.check(run.reference)

    assert done is not None
    assert (done.state, done.message) == (ImportState.FAILED, "file")


def test_the_database_keeps_one_progress_for_each_run() -> None:
    run = checked(made.xlsx(BAKYT))

    assert ImportProgress.objects.get().run_id == run.pk
    assert ImportRun.objects.get(reference=run.reference).counts["new"] == 1
    assert connection.in_atomic_block
