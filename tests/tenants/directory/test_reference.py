"""Regions and districts as reference data."""

import pytest
from django.db import ProgrammingError, transaction
from django.utils import translation

from tenants.directory.actions import load_reference
from tenants.directory.models import District, Region, Tenant
from tests.conftest import inside
from tests.tenants.oversight.conftest import owning


def test_every_region_and_district_of_the_files_is_there(db: None) -> None:
    with owning():
        assert (Region.objects.count(), District.objects.count()) == (9, 40)


def test_loading_again_changes_nothing(db: None) -> None:
    with owning():
        before = list(District.objects.order_by("key").values())

        assert load_reference() == 49
        assert list(District.objects.order_by("key").values()) == before


def test_loading_mends_what_differs_and_keeps_what_tenants_name(db: None) -> None:
    with owning():
        District.objects.filter(key="uzgen").update(name_ky="?")
        District.objects.create(key="old", region_id="osh", name_ky="Эски район", name_ru="Старый район")

        load_reference()

        assert District.objects.get(key="uzgen").name_ky == "Өзгөн району"
        assert District.objects.filter(key="old").exists()


def test_a_district_is_named_in_the_language_of_the_page(db: None) -> None:
    with owning():
        district = District.objects.select_related("region").get(key="uzgen")

    with translation.override("ky"):
        assert (district.name, str(district.region)) == ("Өзгөн району", "Ош облусу")
    with translation.override("ru"):
        assert (district.name, str(district.region)) == ("Узгенский район", "Ошская область")


def test_a_tenant_reads_the_reference_data_and_cannot_change_it(karool: Tenant) -> None:
    with inside(karool):
        assert District.objects.get(key="uzgen").soate == "41706255"
        with pytest.raises(ProgrammingError, match="permission denied"), transaction.atomic():
            load_reference()
