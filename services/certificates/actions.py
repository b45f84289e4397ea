"""What can be done with certificates: issue, print again, revoke, replace."""

import hashlib
import json
from dataclasses import asdict
from datetime import datetime
from typing import Any

from django.db import connection, transaction

from services.certificates import papers, remembering
from services.certificates.drafting import Draft, Order, UnansweredError, draft
from services.certificates.models import Certificate, Printing, Status
from services.certificates.papers import Sealed
from tereze.accounts.permissions import Actor
from tereze.audit import journal
from tereze.exchange import events
from tereze.exchange.values import to_json
from tereze.storage import files

_LOCK = 7_403


class KeyReusedError(Exception):
    """The same request key came with another order. `certificate` is what the key issued."""

    def __init__(self, certificate: Certificate) -> None:
        self.certificate = certificate
        super().__init__(certificate.number)


class AlreadyEndedError(Exception):
    """The certificate was revoked or replaced before. `certificate` says when and why."""

    def __init__(self, certificate: Certificate) -> None:
        self.certificate = certificate
        super().__init__(certificate.number)


class OtherResidentError(Exception):
    """A certificate can only be replaced by one about the same resident."""


@transaction.atomic
def issue(
    *, order: Order, by: Actor, at: datetime, request_key: str, replaces: Certificate | None = None, reason: str = ""
) -> Certificate:
    """Issue the ordered certificate, or return the one that this request key already issued.

    Number, snapshot, signature, PDF, journal entry and event are written together or not at all. `at` is in office
    time. Raises KeyReusedError, UnansweredError, what `draft` and `papers.seal` raise, and, when `replaces` cannot be
    replaced, AlreadyEndedError and OtherResidentError.
    """
    asked = digest(order, replaces)
    _one_at_a_time(request_key)
    if Certificate.objects.filter(request_key=request_key).exists():
        return _issued_before(request_key, asked)
    if replaces is not None:
        replaces = _replaceable(replaces, order)
    seconds = journal.seconds_since_look(subject=str(order.subject), by=by, at=at)
    made = draft(order, on=at.date())
    if made.unanswered:
        raise UnansweredError(made.unanswered)
    sealed = papers.seal(made, by=by, at=at)
    certificate = _write(
        sealed, by=by, at=at, request_key=request_key, request_digest=asked, replaces=replaces, seconds_taken=seconds
    )
    if replaces is not None:
        _end(replaces, Status.REPLACED, by=by, at=at, reason=reason or certificate.number)
        events.publish(
            "certificates.replaced", certificate=replaces.reference, by=certificate.reference, subject=order.resident
        )
    return certificate


def _issued_before(request_key: str, asked: str) -> Certificate:
    before = Certificate.objects.select_related("file").get(request_key=request_key)
    if before.request_digest != asked:
        raise KeyReusedError(before)
    return before


def _replaceable(certificate: Certificate, order: Order) -> Certificate:
    locked = _still_valid(certificate)
    if locked.subject != order.resident:
        raise OtherResidentError
    return locked


def digest(order: Order, replaces: Certificate | None = None) -> str:
    """Return a hash of what is asked for, by which a repeated request is told from a new one with an old key."""
    content = {**asdict(order), "overrides": dict(order.overrides), "replaces": replaces.reference if replaces else ""}
    del content["as_made"]  # what was left alone is asked for by nobody
    if not order.answers:
        del content["answers"]
    return hashlib.sha256(json.dumps(content, sort_keys=True, ensure_ascii=False).encode()).hexdigest()


def _one_at_a_time(request_key: str) -> None:
    """Let the second of two equal requests wait until the first is done, so that it finds its certificate."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(%s, hashtext(current_schema() || %s))", [_LOCK, request_key])


def _write(sealed: Sealed, *, by: Actor, at: datetime, **asked: Any) -> Certificate:
    made = sealed.draft
    certificate = Certificate.objects.create(
        **_said(made),
        **asked,
        journal=made.template.journal,
        year=at.year,
        serial=sealed.serial,
        number=sealed.number,
        issued_on=at.date(),
        issued_at=at,
        issued_by=by.audit_name,
        issued_by_name=str(by),
        snapshot=_snapshot(sealed),
        payload=sealed.payload,
        short_code=sealed.short_code,
        file=files.keep(sealed.pdf, content_type="application/pdf", suffix=".pdf"),
    )
    template = f"{made.template.code} v{made.template.version}"
    own_words = sorted(made.order.overrides)
    _record("certificate.issued", certificate, by=by, template=template, own_words=own_words)
    remembering.keep(made)
    events.publish("certificates.issued", certificate=certificate.reference, subject=certificate.subject)
    return certificate


def _said(made: Draft) -> dict[str, Any]:
    """Return what the row repeats of the paper, so that lists need not read snapshots."""
    return {
        "template_code": made.template.code,
        "template_version": made.template.version,
        "title_ky": made.template.name.ky,
        "title_ru": made.template.name.ru,
        "language": made.order.language,
        "subject": made.order.resident,
        "subject_name": made.name.full,
        "addressee": made.order.addressee,
        "valid_until": made.valid_until,
    }


def _snapshot(sealed: Sealed) -> dict[str, Any]:
    made = sealed.draft
    return {
        "facts": {name: to_json(stated) for name, stated in made.stated.items()},
        "overrides": dict(made.order.overrides),
        "answers": dict(made.order.answers),
        "people": {key: {name: to_json(one) for name, one in said.items()} for key, said in made.people.items()},
        "chosen": None if made.order.chosen is None else list(made.order.chosen),
        "document": sealed.document.to_json(),
    }


def _record(action: str, certificate: Certificate, *, by: Actor, **details: Any) -> None:
    journal.record(
        action,
        subject=f"resident:{certificate.subject}",
        by=by,
        number=certificate.number,
        certificate=certificate.reference,
        **details,
    )


@transaction.atomic
def count_printing(*, certificate: Certificate, by: Actor, at: datetime) -> Certificate:
    """Note that the paper was printed once more, and by whom. Raises AlreadyEndedError: no copies of what is void."""
    locked = _still_valid(certificate)
    locked.times_printed += 1
    locked.save(update_fields=["times_printed"])
    Printing.objects.create(certificate=locked, at=at, by_name=str(by))
    _record("certificate.printed", locked, by=by, time=locked.times_printed)
    return locked


@transaction.atomic
def revoke(*, certificate: Certificate, by: Actor, at: datetime, reason: str) -> Certificate:
    """Revoke a certificate for a reason that whoever checks it may read. Raises AlreadyEndedError."""
    certificate = _still_valid(certificate)
    _end(certificate, Status.REVOKED, by=by, at=at, reason=reason)
    events.publish("certificates.revoked", certificate=certificate.reference, subject=certificate.subject)
    return certificate


def _still_valid(certificate: Certificate) -> Certificate:
    locked = Certificate.objects.select_for_update(of=["self"]).get(pk=certificate.pk)
    if locked.status != Status.ISSUED:
        raise AlreadyEndedError(locked)
    return locked


def _end(certificate: Certificate, status: Status, *, by: Actor, at: datetime, reason: str) -> None:
    certificate.status = status
    certificate.ended_at = at
    certificate.ended_by_name = str(by)
    certificate.reason = reason[:300]
    certificate.save(update_fields=["status", "ended_at", "ended_by_name", "reason"])
    _record(f"certificate.{status}", certificate, by=by, reason=certificate.reason)


def order_of(certificate: Certificate) -> Order:
    """Return the order that led to `certificate`, to start its replacement from."""
    chosen = certificate.snapshot["chosen"]
    return Order(
        template=certificate.template_code,
        resident=certificate.subject,
        language=certificate.language,  # type: ignore[arg-type]  # one of the three by construction
        addressee=certificate.addressee,
        chosen=None if chosen is None else tuple(chosen),
        overrides=certificate.snapshot["overrides"],
        answers=certificate.snapshot.get("answers", {}),
    )
