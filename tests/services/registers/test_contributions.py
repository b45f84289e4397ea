"""What the register hands to others: figures, villages of a new council, hits for the search box."""

from datetime import date

from django.utils import translation

from services.registers.models import Village
from services.registers.relations import Relation
from tenants.directory.models import Tenant
from tereze.accounts.permissions import Platform
from tereze.exchange import figures, finders
from tests.services.registers.people import household, member, resident

BY = Platform("tests")


def test_a_new_council_has_its_villages_with_their_codes(in_karool: Tenant) -> None:
    assert list(Village.objects.values_list("soate", "name_ky"))[:2] == [
        ("41706255832010", "Кароол"), ("41706255832020", "Жан-Шоро"),
    ]  # fmt: skip


def test_residents_are_counted_as_of_a_day(in_karool: Tenant) -> None:
    home = household()
    member(home, resident(), since=date(2010, 1, 1))
    member(home, resident("Маматова Эне", sex="f"), Relation.MOTHER, since=date(2010, 1, 1), left_on=date(2020, 1, 1))
    count = figures.registry.get("register.residents").count

    assert [count(date(2009, 1, 1)), count(date(2015, 1, 1)), count(date(2024, 1, 1))] == [0, 2, 1]


def test_a_hit_tells_namesakes_apart_and_masks_the_pin(in_karool: Tenant) -> None:
    member(household(), resident(pin="21503198499001"))
    resident("Маматов Бакыт Өлгөн", death_date=date(2020, 5, 5), pin="")
    resident("Маматов Бакыт Яссин", pin="")

    with translation.override("ky"):
        (group,) = [one for one in finders.find("Маматов Бакыт", by=BY) if one.label == "Тургундар"]

    assert [(hit.title, hit.detail, hit.note) for hit in group.hits] == [
        ("Маматов Бакыт Асанович", "15.03.1984 · Шералы айылы, Ала-Тоо көчөсү, 12 · ••••••••••9001", ""),
        ("Маматов Бакыт Яссин", "15.03.1984", "азыр эч бир түтүндө эмес"),
        ("Маматов Бакыт Өлгөн", "15.03.1984", "каза болгон: 05.05.2020"),
    ]


def test_a_household_is_a_hit_with_its_head(in_karool: Tenant) -> None:
    member(household(), resident())

    with translation.override("ru"):
        (group,) = [one for one in finders.find("3-45", by=BY) if one.label == "Хозяйства"]

    (hit,) = group.hits
    assert hit.title == "с. Шералы, ул. Ала-Тоо, д. 12"
    assert hit.detail == "лицевой счёт № 3-45 · Маматов Бакыт Асанович"
    assert hit.note == "1 человек"
