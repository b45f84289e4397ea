"""Small made-up people for the tests of the register. Serial numbers of PINs are those that are never given out."""

from datetime import date
from itertools import count
from typing import Any

from services.registers.models import Household, HouseholdAddress, Membership, Resident, Street, Village
from services.registers.relations import Relation

_serial = count(1)


def pin_of(sex: str, born: date) -> str:
    """Return a well-formed PIN that nobody has."""
    return f"{'2' if sex == 'm' else '1'}{born:%d%m%Y}99{next(_serial) % 1000:03d}"


def resident(
    name: str = "Маматов Бакыт Асанович", *, sex: str = "m", born: date = date(1984, 3, 15), **more: Any
) -> Resident:
    """Write down a resident; the name is parted into surname, given name and patronymic."""
    words = name.split()
    if len(words) > 2 and words[1] in {"уулу", "кызы"}:
        words = [" ".join(words[:2]), *words[2:]]
    surname, given_name, patronymic = [*words, "", ""][:3]
    more.setdefault("pin", pin_of(sex, born))
    return Resident.objects.create(
        surname=surname, given_name=given_name, patronymic=patronymic, sex=sex, birth_date=born, **more
    )


def street(name: str = "Ала-Тоо", *, village: str = "Шералы") -> Street:
    """Return the street, making it in the council's village."""
    found, _made = Street.objects.get_or_create(
        village=Village.objects.get(name_ky=village), name_ky=name, defaults={"name_ru": name}
    )
    return found


def household(
    book: int = 3, page: int = 45, *, at: str = "Ала-Тоо", house: str = "12", village: str = "Шералы",
    since: date | None = date(2000, 1, 1), **more: Any,
) -> Household:  # fmt: skip
    """Open a household with an address."""
    opened = Household.objects.create(book=book, page=page, account=f"{book}-{page}", opened_on=since, **more)
    HouseholdAddress.objects.create(household=opened, street=street(at, village=village), house=house, since=since)
    return opened


def member(
    home: Household, who: Resident, relation: Relation = Relation.HEAD, *, since: date | None = date(2005, 6, 1),
    **more: Any,
) -> Membership:  # fmt: skip
    """Let somebody belong to a household."""
    return Membership.objects.create(household=home, resident=who, relation=relation.value, joined_on=since, **more)
