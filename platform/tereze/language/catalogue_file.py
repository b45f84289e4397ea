"""Reading a catalogue of translations (.po) strictly: what is not understood is refused with its place.

Written here because gettext's own tools are not on every machine, and Babel, which is, passes over an unclosed
quotation mark in silence and would bring 30 MB of other things.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

_LINE = re.compile(r'(?P<keyword>msgctxt|msgid_plural|msgid|msgstr(?:\[(?P<form>\d+)\])?)?\s*"(?P<text>.*)"\s*')
_TEXT = re.compile(r'(?:[^"\\]|\\[ntr"\\])*')
_ESCAPE = re.compile(r"\\(.)")
_MEANING = {"n": "\n", "t": "\t", "r": "\r", '"': '"', "\\": "\\"}
_NAMED_PLACEHOLDER = re.compile(r"%\((\w+)\)")
_PLURAL_FORMS = re.compile(r"nplurals\s*=\s*(\d+)")


class MalformedCatalogueError(Exception):
    """A .po file says something that gettext could not use; the message begins with file and line."""

    def __init__(self, path: Path, line: int, problem: str) -> None:
        super().__init__(f"{path}:{line}: {problem}")
        self.path, self.line = path, line


@dataclass
class Entry:
    """One message as it stands in the file: its keywords («msgid», «msgstr[0]» …) and their texts."""

    line: int
    fuzzy: bool = False
    texts: dict[str, str] = field(default_factory=dict)

    @property
    def key(self) -> str:
        """What gettext looks the message up by."""
        context = self.texts["msgctxt"] + "\x04" if "msgctxt" in self.texts else ""
        plural = "\0" + self.texts["msgid_plural"] if self.is_plural else ""
        return context + self.texts["msgid"] + plural

    @property
    def is_plural(self) -> bool:
        return "msgid_plural" in self.texts

    @property
    def translations(self) -> list[str]:
        """The translation, or all its plural forms in order."""
        return [text for keyword, text in sorted(self.texts.items()) if keyword.startswith("msgstr")]


def read(path: Path) -> dict[str, str]:
    """Return the finished translations of a .po file, by gettext's key; fuzzy and empty ones are left out.

    Raises `MalformedCatalogueError` for anything not understood, a message given twice, a wrong number of plural
    forms, a placeholder that the message does not have, or a missing header (gettext needs its charset, UTF-8).
    """
    try:
        lines = path.read_text(encoding="utf-8").splitlines()
    except UnicodeDecodeError as error:
        line = error.object[: error.start].count(b"\n") + 1
        raise MalformedCatalogueError(path, line, "is not UTF-8") from error
    entries: dict[str, Entry] = {}
    for entry in _entries(path, lines):
        if entry.key in entries:
            problem = f"repeats the message of line {entries[entry.key].line}"
            raise MalformedCatalogueError(path, entry.line, problem)
        entries[entry.key] = entry
    plural_forms = _plural_forms(path, entries)
    for entry in entries.values():
        _check(path, entry, plural_forms)
    finished = {key: entry for key, entry in entries.items() if key == "" or not entry.fuzzy}
    return {key: "\0".join(entry.translations) for key, entry in finished.items() if all(entry.translations)}


def _entries(path: Path, lines: list[str]) -> Iterator[Entry]:
    entry, keyword = Entry(line=1), ""
    for number, line in enumerate([*(line.strip() for line in lines), ""], start=1):
        comment = line.startswith("#")
        begins = line.startswith(("msgctxt", "msgid ", 'msgid"')) and keyword.startswith("msgstr")
        if entry.texts and (not line or comment or begins):
            yield _complete(path, entry)
            entry, keyword = Entry(line=number), ""
        if comment:
            entry.fuzzy |= line.startswith("#,") and "fuzzy" in line
        elif line:
            entry.line = entry.line if entry.texts else number
            keyword = _add(path, number, entry, line, keyword)


def _add(path: Path, number: int, entry: Entry, line: str, keyword: str) -> str:
    """Add what `line` says to `entry`; return the keyword it belongs to, its own or the one before."""
    match = _LINE.fullmatch(line)
    if match is None or not _TEXT.fullmatch(match["text"]):
        raise MalformedCatalogueError(path, number, f"is not understood: {line}")
    text = _ESCAPE.sub(lambda escape: _MEANING[escape[1]], match["text"])
    if match["keyword"] is None:
        if not keyword:
            raise MalformedCatalogueError(path, number, "is a text without a keyword before it")
        entry.texts[keyword] += text
        return keyword
    if match["keyword"] in entry.texts:
        raise MalformedCatalogueError(path, number, f"is a second {match['keyword']} of one message")
    entry.texts[match["keyword"]] = text
    return match["keyword"]


def _complete(path: Path, entry: Entry) -> Entry:
    forms = sorted(keyword for keyword in entry.texts if keyword.startswith("msgstr"))
    expected = [f"msgstr[{form}]" for form in range(len(forms))] if entry.is_plural else ["msgstr"]
    if "msgid" not in entry.texts or not forms or forms != expected:
        raise MalformedCatalogueError(path, entry.line, "is not a whole message: msgid and its msgstr")
    return entry


def _plural_forms(path: Path, entries: dict[str, Entry]) -> int | None:
    header = entries.get("")
    if header is None or "charset=utf-8" not in header.translations[0].lower():
        raise MalformedCatalogueError(path, 1, "has no header saying charset=UTF-8")
    stated = _PLURAL_FORMS.search(header.translations[0])
    return int(stated[1]) if stated else None


def _check(path: Path, entry: Entry, plural_forms: int | None) -> None:
    if entry.is_plural and plural_forms is not None and len(entry.translations) != plural_forms:
        raise MalformedCatalogueError(path, entry.line, f"needs {plural_forms} plural forms")
    known = set(_NAMED_PLACEHOLDER.findall(entry.texts["msgid"] + entry.texts.get("msgid_plural", "")))
    for name in _NAMED_PLACEHOLDER.findall("".join(entry.translations)):
        if name not in known:
            raise MalformedCatalogueError(path, entry.line, f"translates a placeholder that is not there: %({name})")
