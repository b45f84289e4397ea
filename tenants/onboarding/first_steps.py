"""The steps that every new tenant needs: its letterhead, its signatories, its administrator."""

from django.db import transaction

from tenants.customisation.models import Letterhead, Signatory
from tenants.onboarding.descriptions import Description
from tenants.onboarding.steps import Step, registry
from tereze import clock
from tereze.accounts import actions as accounts
from tereze.accounts.permissions import Platform

EVERY_KIND = frozenset({"council", "district", "operator"})
COUNCIL = frozenset({"council"})


def letterhead(description: Description) -> None:
    """Write the letterhead and the posts that sign."""
    given, seat = description.letterhead, description.seat
    Letterhead.objects.create(
        village_ky=seat.name_ky if seat else "",
        village_ru=seat.name_ru if seat else "",
        address_ky=given.get("address_ky", ""),
        address_ru=given.get("address_ru", ""),
        phone=given.get("phone", ""),
        email=given.get("email", ""),
        inn=given.get("inn", ""),
        accent=given.get("accent", ""),
    )
    Signatory.objects.bulk_create(
        Signatory(
            role=post.role,
            position_ky=post.position_ky,
            position_ru=post.position_ru,
            name_ky=post.name_ky,
            name_ru=post.name_ru,
            order=order,
            since=clock.today(),
        )
        for order, post in enumerate(description.signatories)
    )


def administrator(description: Description) -> None:
    """Make the first account; its password has to be changed at the first sign-in."""
    with transaction.atomic():
        accounts.first_administrator(
            username=description.administrator["username"],
            email=description.administrator.get("email", ""),
            kind=description.kind,
            password=description.password,
            hashed=description.password_hash(),
            by=Platform("onboarding"),
        )


def add_first_steps() -> None:
    """Register them; called once, when the app is ready."""
    registry.add(Step(name="letterhead", order=10, kinds=COUNCIL, take=letterhead))
    registry.add(Step(name="administrator", order=20, kinds=EVERY_KIND, take=administrator))
