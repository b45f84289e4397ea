"""Writing down households and where they live."""

from dataclasses import dataclass
from datetime import date

from django.db import IntegrityError, transaction

from services.registers import phones
from services.registers.actions.residents import TooEarlyError
from services.registers.codes import HouseholdKind
from services.registers.models import Household, HouseholdAddress, Street
from tereze.accounts.permissions import Actor
from tereze.audit import journal


class AccountTakenError(Exception):
    """Another household has this account."""

    def __init__(self, household: Household) -> None:
        self.household = household
        super().__init__(household.account)


@dataclass(frozen=True)
class Place:
    """A house or a flat in a street. A street that is not yet written down is written down with it."""

    street: Street
    house: str
    flat: str = ""


@transaction.atomic
def open_household(
    *, book: int, page: int, place: Place, phone: str = "", account: str = "",
    kind: HouseholdKind = HouseholdKind.PERMANENT, on: date, by: Actor,
) -> Household:  # fmt: skip
    """Open an account in a household book for those who live at the address; without `account` it is «book-page».

    Raises AccountTakenError, and BadPhoneError of `phones`.
    """
    household = Household(
        book=book, page=page, account=account or f"{book}-{page}", phone=phones.normalise(phone), kind=kind,
        opened_on=on,
    )  # fmt: skip
    try:
        with transaction.atomic():
            household.save()
    except IntegrityError as error:
        taken = Household.objects.filter(account=household.account).first()
        if taken is None:
            raise
        raise AccountTakenError(taken) from error
    _settle(household, place, on, by)
    journal.record("household.opened", subject=f"household:{household.reference}", by=by, account=household.account)
    return household


@transaction.atomic
def move_household(*, household: Household, place: Place, on: date, by: Actor) -> HouseholdAddress:
    """Let the household live at another place from the day on; the former one stays known. Raises TooEarlyError."""
    present = HouseholdAddress.objects.select_for_update().filter(household=household, until__isnull=True).first()
    if present:
        if present.since and on <= present.since:
            raise TooEarlyError(present.since)
        present.until = on
        present.save(update_fields=["until"])
    address = _settle(household, place, on, by)
    journal.record("household.moved", subject=f"household:{household.reference}", by=by)
    return address


def _settle(household: Household, place: Place, on: date, by: Actor) -> HouseholdAddress:
    if place.street.pk is None:
        place.street.save()
        village = place.street.village.name_ky
        journal.record("street.added", by=by, name=place.street.name_ky, village=village)
    return HouseholdAddress.objects.create(
        household=household, street=place.street, house=place.house, flat=place.flat, since=on
    )
