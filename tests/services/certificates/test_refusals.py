"""Why a certificate is refused: said in plain words before anything is issued, and no number is used."""

from collections.abc import Callable
from datetime import date

import pytest
from django.test import Client

from services.certificates import actions, templates
from services.certificates.affected import still_true
from services.certificates.drafting import draft
from services.certificates.models import Adoption, Certificate
from services.certificates.refusals import NotConnectedError, RefusedError
from services.registers.models import Household, HouseholdCount, LandParcel, Ownership, Parenthood, Resident
from tenants.directory.models import Tenant
from tereze import clock
from tereze.accounts.models import User
from tereze.exchange import offers
from tereze.exchange.values import Subject
from tereze.numbering.models import Counter
from tests.services.certificates.reading import Page
from tests.services.certificates.scene import Scene, marry, order, other_services, scene


@pytest.fixture
def people(in_karool: Tenant) -> Scene:
    return scene()


def _no_children(people: Scene) -> None:
    Parenthood.objects.all().delete()


def _one_child_less(people: Scene) -> None:
    Parenthood.objects.filter(child=people.child).delete()


def _nothing_owned(people: Scene) -> None:
    Ownership.objects.all().delete()


def _no_livestock(people: Scene) -> None:
    HouseholdCount.objects.all().delete()


def _has_work(people: Scene) -> None:
    Resident.objects.update(occupation="employed_state", military_duty="")


def _not_poor(people: Scene) -> None:
    Household.objects.update(categories=[])


def _alive(people: Scene) -> None:
    Resident.objects.update(death_date=None)


def _at_home(people: Scene) -> None:
    people.migrant.memberships.update(abroad_country="", abroad_since=None)


def _lodger_owns(people: Scene) -> None:
    share = LandParcel.objects.create(kind="share_land", area_m2=4000)
    Ownership.objects.create(resident=people.lodger, parcel=share)


@pytest.mark.parametrize(
    ("template", "spoil"),
    [
        ("dependants", _no_children), ("single_parent", _no_children), ("many_children", _one_child_less),
        ("single_parent", lambda people: marry(people.mother)), ("livestock", _no_livestock),
        ("livestock_sale", _no_livestock), ("pasture_ticket", _no_livestock), ("land_share", _nothing_owned),
        ("household_plot", _nothing_owned), ("house_ownership", _nothing_owned), ("farm_activity", _nothing_owned),
        ("lease", _nothing_owned), ("unemployed", _has_work), ("military", _has_work), ("poor_family", _not_poor),
        ("death_residence", _alive), ("burial", _alive), ("heirs", _alive), ("migration_absence", _at_home),
        ("no_land", _lodger_owns),
    ],
)  # fmt: skip
def test_what_the_register_contradicts_is_refused(people: Scene, template: str, spoil: Callable[[Scene], None]) -> None:
    draft(order(people, template, "both"), on=clock.today())  # it could be given before
    spoil(people)

    with pytest.raises(RefusedError):
        draft(order(people, template, "both"), on=clock.today())


def test_nobody_with_a_house_has_none(people: Scene) -> None:
    asked = order(people, "no_house", "ky")

    with pytest.raises(RefusedError):
        draft(type(asked)(template="no_house", resident=people.mother.reference), on=clock.today())


def test_the_page_says_why_in_plain_words_and_no_number_is_used(desk: Client, people: Scene) -> None:
    where = f"/certificates/new/no_land/{people.mother.reference}/"

    for response in (desk.get(where), desk.post(where, {"language": "ky", "request_key": "x"})):
        page = Page(response)
        assert page.status == 409
        assert "Реестрде бул тургундун жер үлүшү бар" in page.text()
    assert not Certificate.objects.exists()
    assert not Counter.objects.exists()


def test_what_another_service_knows_is_offered_only_when_it_is_there(desk: Client, people: Scene, clerk: User) -> None:
    with pytest.raises(NotConnectedError):
        draft(order(people, "tax_clear", "ky"), on=clock.today())
    page = Page(desk.get(f"/certificates/new/tax_clear/{people.mother.reference}/"))
    assert (page.status, "азырынча кошула элек" in page.text()) == (409, True)
    assert "tax_clear" not in offered(people.mother, clerk)

    with other_services():
        assert draft(order(people, "water_debt", "ky"), on=clock.today())
        assert {"tax_clear", "water_debt"} <= set(offered(people.mother, clerk))


def offered(who: Resident, by: User) -> list[str]:
    """Return the templates that the card offers, in order."""
    groups = offers.for_subject(Subject("resident", who.reference), by=by)
    doors = [door for group in groups for door in (*group.doors, *group.others)]
    return [door.url.split("/")[3] for door in doors if door.url.startswith("/certificates/new/")]


def test_the_card_offers_what_suits_the_living_the_dead_and_the_departed(people: Scene, clerk: User) -> None:
    living = offered(people.mother, clerk)
    assert len(living) == 29
    assert living[:3] == ["residence", "family_composition", "joint_residence"]
    assert offered(people.dead, clerk) == ["death_residence", "burial", "heirs", "archive"]
    people.lodger.memberships.update(left_on=clock.today(), leave_reason="moved")
    assert offered(people.lodger, clerk) == ["archive"]


def test_what_the_council_gives_most_stands_first_from_the_next_day(people: Scene, clerk: User) -> None:
    for number in range(2):
        actions.issue(order=order(people, "livestock", "ky"), by=clerk, at=clock.now(), request_key=f"{number}")
    assert offered(people.mother, clerk)[0] == "residence"

    Certificate.objects.update(issued_on=date(2026, 1, 5), issued_at="2026-01-05T04:00:00Z", valid_until=None)

    assert offered(people.mother, clerk)[:2] == ["livestock", "residence"]


def test_a_certificate_of_nothing_is_no_longer_true_once_there_is_something(people: Scene, clerk: User) -> None:
    paper = actions.issue(order=order(people, "no_land", "ky"), by=clerk, at=clock.now(), request_key="x")
    assert still_true(paper, on=clock.today())

    _lodger_owns(people)

    assert not still_true(paper, on=clock.today())


def test_every_standard_can_be_read_and_thirteen_are_basic(desk: Client, in_karool: Tenant) -> None:
    basic = [one for one in templates.current() if one.standard.basic]
    assert len(basic) == 13
    for one in templates.current():
        page = Page(desk.get(f"/certificates/standards/{one.code}/"))
        assert page.status == 200
        assert one.name.ky in page.text()
    assert "Көп балалуу деп" in Page(desk.get("/certificates/standards/many_children/")).text()


def test_the_decision_of_the_kenesh_is_noted_for_additional_services_only(
    client_for: Callable[[User, Tenant], Client], administrator: User, clerk: User, karool: Tenant, in_karool: Tenant
) -> None:
    said = {"number": "14/2", "decided_on": "05.03.2026"}
    where = "/certificates/standards/{}/adopted/"

    assert client_for(clerk, karool).post(where.format("no_land"), said).status_code == 403
    admin = client_for(administrator, karool)
    assert admin.post(where.format("residence"), said).status_code == 404
    assert admin.post(where.format("no_land"), said | {"decided_on": "?"}).status_code == 422
    assert admin.post(where.format("no_land"), said).status_code == 302

    (noted,) = Adoption.objects.all()
    assert (noted.template_code, noted.number, noted.decided_on) == ("no_land", "14/2", date(2026, 3, 5))
