"""What can be said of the council itself: where it is, what it is called."""

from datetime import date

from django.utils.translation import gettext_lazy as _

from tenants.customisation.models import Letterhead
from tenants.directory import queries
from tereze.exchange.facts import fact
from tereze.exchange.values import Bilingual, Stated, Subject

SOURCE = Bilingual("айыл өкмөтүнүн маалыматы", "сведения айыл окмоту")


@fact("council.region", type=Bilingual, label=_("Region"), about="council")
def region(subject: Subject, on: date) -> Stated | None:
    district = queries.current().district
    if district is None:
        return None
    return Stated(Bilingual(district.region.name_ky, district.region.name_ru), SOURCE)


@fact("council.district", type=Bilingual, label=_("District"), about="council")
def district(subject: Subject, on: date) -> Stated | None:
    found = queries.current().district
    return Stated(Bilingual(found.name_ky, found.name_ru), SOURCE) if found else None


@fact("council.aymak", type=Bilingual, label=_("Aiyl aimagy"), about="council")
def aymak(subject: Subject, on: date) -> Stated | None:
    council = queries.current()
    return Stated(Bilingual(council.aymak_ky, council.aymak_ru), SOURCE) if council.aymak_ky else None


@fact("council.okmotu", type=Bilingual, label=_("Aiyl okmotu"), about="council")
def okmotu(subject: Subject, on: date) -> Stated | None:
    council = queries.current()
    return Stated(Bilingual(council.okmotu_ky, council.okmotu_ru), SOURCE)


@fact("council.seat", type=Bilingual, label=_("Seat of the aiyl okmotu"), about="council")
def seat(subject: Subject, on: date) -> Stated | None:
    found = Letterhead.objects.first()
    return Stated(Bilingual(found.village_ky, found.village_ru), SOURCE) if found else None
