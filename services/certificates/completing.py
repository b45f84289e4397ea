"""What shipped templates share, written out: whole blocks (`use = "addressee"`) and phrases (`<lead>`).

A template is published whole. What is shared here may change later without touching what was published before.
"""

import re
import tomllib
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any, Final

from tenants.catalogue.kinds import BadTemplateError

SHARED: Final = Path(__file__).parent / "catalogue" / "shared" / "words.toml"
_PHRASE = re.compile(r"<([a-z_]+)>")


@cache
def _shared() -> Mapping[str, Any]:
    return tomllib.loads(SHARED.read_text(encoding="utf-8"))


def complete(content: Mapping[str, Any]) -> Mapping[str, Any]:
    """Return a shipped template with its shared blocks and phrases in their places. Raises BadTemplateError."""
    return {**content, "blocks": [_whole(block) for block in content.get("blocks", [])]}


def _whole(block: Mapping[str, Any]) -> dict[str, Any]:
    name = block.get("use", "")
    if name and name not in _shared()["blocks"]:
        raise BadTemplateError(f"There is no shared block {name!r}.")
    own = {key: value for key, value in block.items() if key != "use"}
    made = {"key": name, **_shared()["blocks"][name], **own} if name else own
    return {key: _spoken(value, key) if isinstance(value, str) else value for key, value in made.items()}


def _spoken(text: str, key: str) -> str:
    """Put phrases in their places; a phrase may have phrases in it."""
    language = key.partition("_")[0]

    def phrase(found: re.Match[str]) -> str:
        try:
            words: str = _shared()["phrases"][found[1]][language]
        except KeyError:
            raise BadTemplateError(f"There is no shared phrase <{found[1]}> in {language}.") from None
        return _spoken(words, key)

    return _PHRASE.sub(phrase, text)
