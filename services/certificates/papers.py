"""The paper of a certificate: numbered, signed and printed when it is issued, and read again later."""

import hashlib
from dataclasses import dataclass, replace
from datetime import datetime
from uuid import uuid4

from services.certificates import signing
from services.certificates.drafting import Draft
from services.certificates.models import Certificate
from tereze.accounts.permissions import Actor
from tereze.numbering import journals
from tereze.printing import payload
from tereze.printing.document import Document, Executor, Verification, Words
from tereze.printing.render import render_pdf
from tereze.storage import files
from tereze.storage.places import StorageDownError


@dataclass(frozen=True)
class Sealed:
    """A draft that got its number and its signature, and the document and file that say so. Nothing is written yet."""

    draft: Draft
    serial: int
    number: str
    payload: str
    short_code: str
    document: Document
    pdf: bytes


def seal(draft: Draft, *, by: Actor, at: datetime) -> Sealed:
    """Take the next number of the template's journal, sign it and print it, in the caller's transaction.

    Raises NoSigningKeyError, and UnprintableTextError or ImpossibleDocumentError for words that no paper can bear.
    """
    short_code = payload.short_code()
    serial = journals.take(draft.template.journal, year=at.year)  # from here on other clerks wait
    number = f"{at.year}/{serial:05d}" + (f"-{draft.template.mark}" if draft.template.mark else "")
    signed = signing.sign(draft, number=number, reference=uuid4().bytes[: payload.REFERENCE_BYTES])
    document = replace(
        draft.document(number=number, executor=_executor(by)),
        verification=Verification(url=signing.address_of(signed), short_code=short_code, caption=_caption()),
    )
    return Sealed(draft, serial, number, signed, short_code, document, render_pdf(document, printed_at=at))


def _executor(by: Actor) -> Executor | None:
    name = getattr(by, "full_name", "")
    return Executor(name=Words(name, name), phone=getattr(by, "phone", "")) if name else None


def _caption() -> Words:
    where = signing.address_of("").partition("//")[2].rstrip("/")
    return Words(
        f"Текшерүү: QR-кодду сканерлеңиз же бул кодду {where} барагына териңиз.",
        f"Проверка: отсканируйте QR-код или наберите этот код на странице {where}.",
    )


def document_of(certificate: Certificate) -> Document:
    """Return what the certificate's paper says."""
    return Document.from_json(certificate.snapshot["document"])


def pdf_of(certificate: Certificate) -> bytes:
    """Return the PDF as it was printed. When storage is down or lost it, it is made again from the snapshot.

    Raises FileLostError if that does not give the same bytes.
    """
    try:
        return files.read(certificate.file)
    except (StorageDownError, files.FileLostError):
        again = render_pdf(document_of(certificate), printed_at=certificate.issued_at)
        if hashlib.sha256(again).hexdigest() != certificate.file.sha256:
            raise files.FileLostError(certificate.number) from None
        return again
