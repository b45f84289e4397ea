"""What can be done with certificates: issue, print again, revoke, replace."""

import hashlib
import json
from dataclasses import asdict, replace
from datetime import datetime
from typing import Any
from uuid import uuid4

from django.db import connection, transaction

from services.certificates import signing
from services.certificates.drafting import Draft, Order, draft
from services.certificates.models import Certificate, Printing, Status
from tereze.accounts.permissions import Actor
from tereze.audit import journal
from tereze.exchange import events
from tereze.exchange.values import to_json
from tereze.numbering import journals
from tereze.printing import payload
from tereze.printing.document import Document, Executor, Verification, Words
from tereze.printing.render import render_pdf
from tereze.storage import files

_LOCK = 7_403


class KeyReusedError(Exception):
    """The same request key came with another order."""


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

    Number, snapshot, signature, PDF, journal entry and event are written together or not at all.
    Raises KeyReusedError, MissingFactsError, NothingChosenError, NoSigningKeyError; AlreadyEndedError and
    OtherResidentError when `replaces` cannot be replaced.
    """
    asked = digest(order, replaces)
    _one_at_a_time(request_key)
    before = Certificate.objects.select_related("file").filter(request_key=request_key).first()
    if before:
        if before.request_digest != asked:
            raise KeyReusedError(request_key)
        return before
    if replaces is not None:
        replaces = _still_valid(replaces)
        if replaces.subject != order.resident:
            raise OtherResidentError
    made = draft(order, on=at.date())
    certificate = _write(made, by=by, at=at, request_key=request_key, asked=asked, replaces=replaces)
    if replaces is not None:
        _end(replaces, Status.REPLACED, by=by, at=at, reason=reason or certificate.number)
        events.publish(
            "certificates.replaced", certificate=replaces.reference, by=certificate.reference, subject=order.resident
        )
    return certificate


def digest(order: Order, replaces: Certificate | None = None) -> str:
    """Return a hash of what is asked for, by which a repeated request is told from a new one with an old key."""
    content = {**asdict(order), "overrides": dict(order.overrides), "replaces": replaces.reference if replaces else ""}
    return hashlib.sha256(json.dumps(content, sort_keys=True, ensure_ascii=False).encode()).hexdigest()


def _one_at_a_time(request_key: str) -> None:
    """Let the second of two equal requests wait until the first is done, so that it finds its certificate."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(%s, hashtext(current_schema() || %s))", [_LOCK, request_key])


def _write(
    made: Draft, *, by: Actor, at: datetime, request_key: str, asked: str, replaces: Certificate | None
) -> Certificate:
    seconds = journal.seconds_since_look(subject=str(made.order.subject), by=by, at=at)
    short_code, reference = payload.short_code(), uuid4().bytes[:8]
    serial = journals.take(made.template.journal, year=at.year)  # from here on other clerks wait
    number = f"{at.year}/{serial:05d}"
    signed = signing.sign(made, number=number, reference=reference)
    document = replace(
        made.document(number=number, executor=_executor(by)),
        verification=Verification(url=signing.address_of(signed), short_code=short_code, caption=_caption()),
    )
    file = files.keep(render_pdf(document, printed_at=at), content_type="application/pdf", suffix=".pdf")
    certificate = Certificate.objects.create(
        request_key=request_key,
        request_digest=asked,
        journal=made.template.journal,
        year=at.year,
        serial=serial,
        number=number,
        template_code=made.template.code,
        template_version=made.template.version,
        title_ky=made.template.name.ky,
        title_ru=made.template.name.ru,
        language=made.order.language,
        subject=made.order.resident,
        subject_name=made.name.full,
        addressee=made.order.addressee,
        issued_on=at.date(),
        issued_at=at,
        valid_until=made.valid_until,
        issued_by=by.audit_name,
        issued_by_name=str(by),
        seconds_taken=seconds,
        snapshot=_snapshot(made, document),
        payload=signed,
        short_code=short_code,
        file=file,
        replaces=replaces,
    )
    journal.record(
        "certificate.issued",
        subject=str(made.order.subject),
        by=by,
        number=number,
        certificate=certificate.reference,
        template=f"{made.template.code} v{made.template.version}",
        own_words=sorted(made.order.overrides),
    )
    events.publish("certificates.issued", certificate=certificate.reference, subject=made.order.resident)
    return certificate


def _caption() -> Words:
    where = signing.address_of("").partition("//")[2].rstrip("/")
    return Words(
        f"Текшерүү: QR-кодду сканерлеңиз же бул кодду {where} барагына териңиз.",
        f"Проверка: отсканируйте QR-код или наберите этот код на странице {where}.",
    )


def _executor(by: Actor) -> Executor | None:
    name = getattr(by, "full_name", "")
    return Executor(name=Words(name, name), phone=getattr(by, "phone", "")) if name else None


def _snapshot(made: Draft, document: Document) -> dict[str, Any]:
    return {
        "facts": {name: to_json(stated) for name, stated in made.stated.items()},
        "overrides": dict(made.order.overrides),
        "chosen": list(made.order.chosen),
        "document": document.to_json(),
    }


def pdf_of(certificate: Certificate) -> bytes:
    """Return the PDF as it was printed. When storage is down or lost it, it is made again from the snapshot.

    Raises FileLostError if that does not give the same bytes.
    """
    from tereze.storage.places import StorageDownError

    try:
        return files.read(certificate.file)
    except (StorageDownError, files.FileLostError):
        document = Document.from_json(certificate.snapshot["document"])
        again = render_pdf(document, printed_at=certificate.issued_at)
        if hashlib.sha256(again).hexdigest() != certificate.file.sha256:
            raise files.FileLostError(certificate.number) from None
        return again


@transaction.atomic
def count_printing(*, certificate: Certificate, by: Actor, at: datetime) -> Certificate:
    """Note that the paper was printed once more, and by whom."""
    locked = Certificate.objects.select_for_update().get(pk=certificate.pk)
    locked.times_printed += 1
    locked.save(update_fields=["times_printed"])
    Printing.objects.create(certificate=locked, at=at, by_name=str(by))
    journal.record(
        "certificate.printed",
        subject=f"resident:{locked.subject}",
        by=by,
        number=locked.number,
        time=locked.times_printed,
    )
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
    journal.record(
        f"certificate.{status}",
        subject=f"resident:{certificate.subject}",
        by=by,
        number=certificate.number,
        reason=reason,
    )


def order_of(certificate: Certificate) -> Order:
    """Return the order that led to `certificate`, to start its replacement from."""
    return Order(
        template=certificate.template_code,
        resident=certificate.subject,
        language=certificate.language,  # type: ignore[arg-type]  # one of the three by construction
        addressee=certificate.addressee,
        chosen=tuple(certificate.snapshot["chosen"]),
        overrides=certificate.snapshot["overrides"],
    )
