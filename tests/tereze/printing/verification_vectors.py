# ruff: noqa: E501  # codes are long
"""Makes the test vectors of platform/docs/verification.md: `python -m tests.tereze.printing.verification_vectors`.

The keys are made of counted bytes and sign nothing but these examples.
"""

import base64
import json
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any, Final

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from tereze.printing import keyring, payload, revocations
from tereze.printing.keyring import Key, Keyring, Signer
from tereze.printing.payload import Statement
from tereze.printing.revocations import Ended

FILE: Final = Path(__file__).resolve().parents[3] / "platform" / "docs" / "verification-vectors.json"
AT: Final = datetime(2026, 11, 24, 6, tzinfo=UTC)
COUNCIL, NEIGHBOUR = "karool", "myrza-ake"
FIRST, SECOND, OTHER = (Ed25519PrivateKey.from_private_bytes(bytes(range(start, start + 32))) for start in (0, 32, 64))


def statement(number: str, *, days: int | None = 30, issued: date = date(2026, 11, 23)) -> Statement:
    until = None if days is None else date.fromordinal(issued.toordinal() + days)
    return Statement(number, "residence", issued, until, bytes(range(8)), "Ж.Г.А.")


def ring() -> Keyring:
    """Two councils; the first has changed its key once."""
    first = Key(1, _public(FIRST), _endorsed(COUNCIL, 1, FIRST, FIRST), "2025-01-10", "2026-06-01")
    second = Key(2, _public(SECOND), _endorsed(COUNCIL, 2, SECOND, FIRST), "2026-06-01", None)
    other = Key(1, _public(OTHER), _endorsed(NEIGHBOUR, 1, OTHER, OTHER), "2025-02-01", None)
    return Keyring.of(
        [
            Signer(COUNCIL, "Кароол айыл өкмөтү", "Кароолский айыл окмоту", "https://karool.example", {1: first, 2: second}),
            Signer(NEIGHBOUR, "Мырза-Аке айыл өкмөтү", "Мырза-Акинский айыл окмоту", "https://myrza-ake.example", {1: other}),
        ]
    )  # fmt: skip


def revoked() -> bytes:
    """Karool's list: one revoked, two replaced, one with a number of another form."""
    ended = [
        Ended("2026/00002", replaced=False), Ended("2026/00003", replaced=True), Ended("2026/04711", replaced=True),
        Ended("2025/00090", replaced=False), Ended("АРХ", replaced=False),
    ]  # fmt: skip
    return revocations.encode(COUNCIL, AT, 5_000, ended, key=SECOND, key_id=2)


def vectors() -> dict[str, Any]:
    """Return everything that a checker of one's own should give the same answer to, at the moment `at`."""
    good = payload.encode(statement("2026/00001"), SECOND, 2)
    cases = {
        "valid": (good, "valid"),
        "valid, as the QR code says it": (f"HTTPS://KAROOL.EXAMPLE/V/{good}", "valid"),
        "valid, typed in small letters with spaces": (
            " ".join(good[at : at + 5] for at in range(0, len(good), 5)).lower(),
            "valid",
        ),
        "valid, by a retired key": (payload.encode(statement("2026/00009"), FIRST, 1), "valid"),
        "valid, without a limit": (payload.encode(statement("2026/00010", days=None), SECOND, 2), "valid"),
        "valid, the last day": (payload.encode(statement("2026/00011", days=1), SECOND, 2), "valid"),
        "valid, another council's": (payload.encode(statement("2026/00002"), OTHER, 1), "valid"),
        "valid, but leads elsewhere": (f"HTTPS://MYRZA-AKE.EXAMPLE/V/{good}", "valid"),
        "expired": (payload.encode(statement("2026/00012", days=0), SECOND, 2), "expired"),
        "revoked": (payload.encode(statement("2026/00002"), SECOND, 2), "revoked"),
        "revoked, number without digits": (payload.encode(statement("АРХ"), SECOND, 2), "revoked"),
        "replaced": (payload.encode(statement("2026/00003"), SECOND, 2), "replaced"),
        "altered": (f"HTTPS://KAROOL.EXAMPLE/V/{good[:40] + ('A' if good[40] != 'A' else 'B') + good[41:]}", "forged"),
        "foreign key under the council's address": (
            f"HTTPS://KAROOL.EXAMPLE/V/{payload.encode(statement('2026/00001'), OTHER, 2)}",
            "forged",
        ),
        "a key that nobody has": (payload.encode(statement("2026/00001"), OTHER, 9), "unknown"),
        "no code of ours": ("HTTPS://EXAMPLE.ORG/SOMETHING", "forged"),
        "short code": ("k7m4 q2xd 9a", "mistyped"),
        "short code, Cyrillic letters and letters for digits": ("ОООО-оооо-Oo", "needs network"),
    }
    return {
        "at": AT.isoformat(),
        "keys": json.loads(ring().write()),
        "list": base64.b64encode(revoked()).decode(),
        "list_says": {"council": COUNCIL, "made_at": AT.isoformat(), "issued": 5_000, "revoked": ["2026/00002", "2025/00090", "АРХ"], "replaced": ["2026/00003", "2026/04711"]},
        "cases": [{"name": name, "text": text, "outcome": outcome} for name, (text, outcome) in cases.items()],
    }  # fmt: skip


def written() -> str:
    return json.dumps(vectors(), ensure_ascii=False, indent=1) + "\n"


def _public(key: Ed25519PrivateKey) -> bytes:
    return key.public_key().public_bytes_raw()


def _endorsed(council: str, number: int, key: Ed25519PrivateKey, by: Ed25519PrivateKey) -> bytes:
    return keyring.endorse(council, number, _public(key), key=by)


if __name__ == "__main__":
    FILE.write_text(written(), encoding="utf-8")
