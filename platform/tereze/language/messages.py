"""Compiling translations: `.po`, which people write, to `.mo`, which gettext reads; at start, without gettext's tools.

Several processes may start at once: each writes a file of its own and moves it into place, so nobody reads half.
"""

import os
import struct
import tempfile
from collections.abc import Iterable
from pathlib import Path

from tereze.language import catalogue_file
from tereze.language.catalogue_file import MalformedCatalogueError

__all__ = ["MalformedCatalogueError", "compile_messages"]

_MAGIC = 0x950412DE
_HEADER = struct.Struct("<7I")
_PLACE = struct.Struct("<2I")


def compile_messages(roots: Iterable[Path]) -> list[Path]:
    """Compile every `locale/*/LC_MESSAGES/*.po` below `roots` that is newer than its `.mo`; return what was written.

    A `.mo` carries the time of the `.po` it was made from. Raises `MalformedCatalogueError` with file and line,
    and `OSError` if a folder that lacks an up-to-date `.mo` cannot be written to.
    """
    sources = sorted({source for root in roots for source in root.glob("**/locale/*/LC_MESSAGES/*.po")})
    return [_compile(source) for source in sources if _is_stale(source)]


def _is_stale(source: Path) -> bool:
    compiled = source.with_suffix(".mo")
    return not compiled.exists() or compiled.stat().st_mtime_ns < source.stat().st_mtime_ns


def _compile(source: Path) -> Path:
    read_at = source.stat()
    content = _packed(catalogue_file.read(source))
    compiled = source.with_suffix(".mo")
    descriptor, name = tempfile.mkstemp(dir=source.parent, prefix=f".{source.stem}-", suffix=".mo")
    unfinished = Path(name)
    try:
        with os.fdopen(descriptor, "wb") as file:
            file.write(content)
        unfinished.chmod(read_at.st_mode & 0o777)  # mkstemp lets its owner only read; the worker may be another user
        # The time of the source as it was read: an edit during this very moment still counts as newer.
        os.utime(unfinished, ns=(read_at.st_mtime_ns, read_at.st_mtime_ns))
        unfinished.replace(compiled)
    except BaseException:
        unfinished.unlink(missing_ok=True)
        raise
    return compiled


def _packed(translations: dict[str, str]) -> bytes:
    """Return a `.mo` file: a header, two tables of lengths and places, and the texts, each ended by a zero byte.

    Sorted by key, as gettext searches by halves; no hash table, which is optional and Python does not read.
    """
    pairs = sorted((key.encode(), text.encode()) for key, text in translations.items())
    keys_at = _HEADER.size
    texts_at = keys_at + len(pairs) * _PLACE.size
    place = texts_at + len(pairs) * _PLACE.size
    tables, texts = b"", b""
    for text in [key for key, _ in pairs] + [text for _, text in pairs]:
        tables += _PLACE.pack(len(text), place + len(texts))
        texts += text + b"\0"
    return _HEADER.pack(_MAGIC, 0, len(pairs), keys_at, texts_at, 0, place) + tables + texts
