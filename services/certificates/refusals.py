"""Why a certificate is not given, said in plain words before anything is issued."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Final, Self

from services.certificates.questions import Words
from tenants.catalogue.kinds import BadTemplateError
from tereze.exchange.values import Stated, Table

WHENS: Final = frozenset({"known", "unknown", "below", "above"})


@dataclass(frozen=True)
class Refusal:
    """A fact that stands in the way. It is known or unknown, or its number (of rows) is below or above `number`."""

    fact: str
    when: str
    number: int
    reason: Words

    @classmethod
    def read(cls, data: Mapping[str, Any]) -> Self:
        return cls(data["fact"], data["when"], int(data.get("number", 0)), Words.read(data))

    def holds(self, stated: Mapping[str, Stated]) -> bool:
        """Return whether it stands in the way, as things are stated."""
        found = stated.get(self.fact)
        if self.when in {"known", "unknown"}:
            return (found is not None) == (self.when == "known")
        number = _number(found)
        return number < self.number if self.when == "below" else number > self.number


def _number(found: Stated | None) -> int:
    if found is None:
        return 0
    if isinstance(found.value, Table):
        return len(found.value.rows)
    return found.value if isinstance(found.value, int) else 0


def check(data: Mapping[str, Any]) -> None:
    """Check a refusal of a template. Raises BadTemplateError."""
    fact = data.get("fact", "")
    if data.get("when") not in WHENS:
        raise BadTemplateError(f"Refusal by {fact}: there is no {data.get('when')!r}.")
    if not (data.get("ky") and data.get("ru")):
        raise BadTemplateError(f"Refusal by {fact}: it needs words in both languages.")


class RefusedError(Exception):
    """The certificate is not given. `reasons` say why."""

    def __init__(self, reasons: tuple[Words, ...]) -> None:
        self.reasons = reasons
        super().__init__(" ".join(str(one) for one in reasons))


class NotConnectedError(Exception):
    """The service that keeps what the certificate says is not here. `name` is what the certificate is called."""

    def __init__(self, name: str) -> None:
        self.name = name
        super().__init__(name)
