"""What a council can say of itself, in its own schema."""

from datetime import date, timedelta

import pytest
from django.db import IntegrityError, transaction
from django_tenants.utils import schema_context

from tenants.customisation.models import Letterhead, Signatory
from tenants.directory import queries
from tenants.directory.models import Tenant
from tereze.exchange.facts import MissingFactsError, collect
from tereze.exchange.values import Bilingual, Stated, Subject
from tests.conftest import inside

TODAY = date(2026, 11, 23)
NAMES = tuple(f"council.{name}" for name in ("region", "district", "aymak", "okmotu", "seat"))


def said(*names: str) -> dict[str, Stated]:
    return dict(collect(names, subject=Subject("resident", "K7M4Q2ABCD"), on=TODAY))


def test_every_council_says_its_own(karool: Tenant, myrza_ake: Tenant) -> None:
    with inside(karool):
        ours = said(*NAMES)
    with inside(myrza_ake):
        theirs = said(*NAMES)

    assert ours["council.okmotu"].value == Bilingual("Кароол айыл өкмөтү", "Кароолский айыл окмоту")
    assert ours["council.aymak"].value != theirs["council.aymak"].value
    assert ours["council.seat"].value != theirs["council.seat"].value
    assert ours["council.district"].value == theirs["council.district"].value


def test_every_statement_names_its_source_in_both_languages(in_karool: Tenant) -> None:
    assert {stated.source for stated in said(*NAMES).values()} == {
        Bilingual("айыл өкмөтүнүн маалыматы", "сведения айыл окмоту")
    }


def test_the_seat_is_what_the_letterhead_says_now(in_karool: Tenant) -> None:
    Letterhead.objects.update(village_ky="Шералы", village_ru="Шералы")

    assert said("council.seat")["council.seat"].value == Bilingual("Шералы", "Шералы")


def test_a_council_without_a_letterhead_has_no_seat_to_tell(in_karool: Tenant) -> None:
    Letterhead.objects.all().delete()

    with pytest.raises(MissingFactsError) as missing:
        said("council.seat")
    assert missing.value.names == ("council.seat",)


def test_who_is_no_council_has_no_aymak_to_tell(operator: Tenant) -> None:
    with inside(operator):
        assert said() == {}
        with pytest.raises(MissingFactsError) as missing:
            said("council.aymak", "council.district", "council.region")

    assert set(missing.value.names) == {"council.aymak", "council.district", "council.region"}


def test_facts_are_told_in_a_schema_entered_by_its_name_too(karool: Tenant) -> None:
    """As tasks enter it."""
    with schema_context("karool"):
        assert queries.current() == karool
        assert said("council.district")["council.district"].value == Bilingual("Өзгөн району", "Узгенский район")


def signs(role: str, name: str, since: date, until: date | None = None) -> Signatory:
    return Signatory.objects.create(
        role=role, name_ky=name, position_ky="Башчы", position_ru="Глава", since=since, until=until
    )


def test_who_signs_depends_on_the_day(in_karool: Tenant) -> None:
    Signatory.objects.all().delete()
    signs("head", "Эски", TODAY - timedelta(days=400), TODAY)
    signs("head", "Жаңы", TODAY)
    days = [TODAY - timedelta(days=401), TODAY - timedelta(days=1), TODAY, TODAY + timedelta(days=9)]

    assert [[one.name_ky for one in Signatory.objects.on(day)] for day in days] == [[], ["Эски"], ["Жаңы"], ["Жаңы"]]


def test_two_cannot_hold_one_post_at_a_time(in_karool: Tenant) -> None:
    with pytest.raises(IntegrityError, match="one_signatory_per_post"), transaction.atomic():
        signs("head", "Экинчи", TODAY)
