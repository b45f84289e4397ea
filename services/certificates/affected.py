"""Which valid certificates are not true as things stand: what they say is stated otherwise by now."""

from collections.abc import Collection
from dataclasses import replace
from datetime import date
from typing import Any, Final

from django.urls import reverse

from services.certificates import templates
from services.certificates.models import Certificate, State
from services.certificates.shown import kind
from tereze import clock
from tereze.exchange import facts
from tereze.exchange.affected import Affected, Effect, registry
from tereze.exchange.registry import UnknownNameError
from tereze.exchange.values import Subject, Table, Value, from_json

MOST: Final = 20
"""Whoever has more valid certificates than these is told so by the card."""


def find(residents: Collection[str], households: Collection[str], on: date) -> list[Effect]:
    """Return the certificates of these residents that are valid today and say what nobody would state today."""
    today = clock.today()
    valid = Certificate.objects.in_state(State.VALID, today).filter(subject__in=residents)
    return [_effect(one) for one in valid.order_by("-issued_at")[:MOST] if not still_true(one, on=today)]


def still_true(certificate: Certificate, *, on: date) -> bool:
    """Return whether everything that the certificate says of the resident would be said on the day."""
    said: dict[str, Any] = certificate.snapshot["facts"]
    subject = Subject("resident", certificate.subject)
    try:
        stated = facts.collect(said, subject=subject, on=on)
    except (facts.MissingFactsError, UnknownNameError):
        return False
    if _refused(certificate, subject, on):
        return False
    chosen = certificate.snapshot["chosen"]
    return all(_told(from_json(said[name]).value, chosen) == _told(one.value, chosen) for name, one in stated.items())


def _refused(certificate: Certificate, subject: Subject, on: date) -> bool:
    """Return whether something stands in the way by now: what is certified to be absent leaves no other trace."""
    template = templates.get(certificate.template_code, version=certificate.template_version)
    names = [one.fact for one in template.refusals if facts.is_known(one.fact)]
    stated = facts.collect([], subject=subject, on=on, optional=names)
    return any(one.holds(stated) for one in template.refusals)


def _told(value: Value, chosen: Collection[str] | None) -> Value:
    """Return what the paper says of a value: of a table, only the rows that were chosen."""
    if isinstance(value, Table) and chosen is not None:
        return replace(value, rows=tuple(row for row in value.rows if row.reference in chosen))
    return value


def _effect(one: Certificate) -> Effect:
    what = f"№ {one.number}, {kind(one)}: {one.subject_name}"
    return Effect(what, reverse("certificate", args=[one.reference]))


registry.add(Affected("certificates", find))
