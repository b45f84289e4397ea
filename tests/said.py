"""What our code and templates say to people, and how our catalogues translate it. For `test_translations`."""

import ast
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import allauth
import django
from django.utils.translation.template import templatize

from tereze.language import catalogue_file

ROOT = Path(__file__).resolve().parents[1]
SOURCES = (ROOT / "platform" / "tereze", ROOT / "tenants", ROOT / "services")
LANGUAGES = ("ky", "ru")

CONTEXT, PLURAL = "\x04", "\0"
# How many of the leading arguments are text, and whether the first is a context, by function.
SHAPES = {
    "_": (1, False),
    "gettext": (1, False),
    "gettext_lazy": (1, False),
    "gettext_noop": (1, False),
    "ngettext": (2, False),
    "ngettext_lazy": (2, False),
    "pgettext": (2, True),
    "pgettext_lazy": (2, True),
    "npgettext": (3, True),
    "npgettext_lazy": (3, True),
}
_TEXT = r"[urb]?(?:'(?:[^'\\]|\\.)*'|\"(?:[^\"\\]|\\.)*\")"
_TEMPLATE_CALL = re.compile(rf"\b(_|gettext|ngettext|pgettext|npgettext)\(\s*({_TEXT}(?:\s*,\s*{_TEXT})*)")
_ONE_TEXT = re.compile(_TEXT)


@dataclass(frozen=True, order=True)
class Message:
    """Something said in one place. `key` is what gettext looks it up by."""

    key: str
    file: Path
    line: int

    @property
    def app(self) -> str:
        """The app, or the package outside any app, in which it is said."""
        return "/".join(self.file.relative_to(ROOT).parts[: 3 if "tereze" in self.file.parts else 2])

    @property
    def place(self) -> str:
        return f"{self.file.relative_to(ROOT)}:{self.line}"


def said() -> list[Message]:
    """Return everything that our code and templates say through gettext."""
    found: list[Message] = []
    for source in SOURCES:
        for file in sorted(source.rglob("*.py")):
            if "migrations" not in file.parts:
                found += _in_python(file)
        for file in sorted([*source.rglob("templates/**/*.html"), *source.rglob("templates/**/*.txt")]):
            found += _in_template(file)
    return found


def _in_python(file: Path) -> Iterator[Message]:
    for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
        if not isinstance(node, ast.Call):
            continue
        name = node.func.id if isinstance(node.func, ast.Name) else getattr(node.func, "attr", "")
        if name in SHAPES and (key := _key(name, [_constant(argument) for argument in node.args])):
            yield Message(key, file, node.lineno)


def _in_template(file: Path) -> Iterator[Message]:
    source = templatize(file.read_text(encoding="utf-8"), origin=str(file))
    for call in _TEMPLATE_CALL.finditer(source):
        texts = [str(ast.literal_eval(text)) for text in _ONE_TEXT.findall(call[2])]
        if key := _key(call[1], list(texts)):
            yield Message(key, file, source.count("\n", 0, call.start()) + 1)


def _constant(node: ast.expr) -> str | None:
    return node.value if isinstance(node, ast.Constant) and isinstance(node.value, str) else None


def _key(function: str, texts: list[str | None]) -> str:
    count, has_context = SHAPES[function]
    parts = [text for text in texts[:count] if text]
    if len(parts) < count:
        return ""  # said by a variable: whoever filled it has marked the text
    context = parts.pop(0) + CONTEXT if has_context else ""
    return context + PLURAL.join(parts)


def catalogues(language: str) -> list[Path]:
    """Return our own catalogues of one language."""
    return sorted(file for source in SOURCES for file in source.rglob(f"locale/{language}/LC_MESSAGES/django.po"))


def ours(language: str) -> dict[str, str]:
    """Return all our translations into one language, merged as Django merges them."""
    merged: dict[str, str] = {}
    for file in catalogues(language):
        merged |= catalogue_file.read(file)
    return merged


def theirs(language: str) -> dict[str, str]:
    """Return what Django and allauth bring in one language."""
    merged: dict[str, str] = {}
    packages = [Path(module.__file__ or "").parent for module in (django, allauth)]
    for folder in (packages[0] / "conf", packages[0] / "contrib" / "auth", packages[1]):
        merged |= catalogue_file.read(folder / "locale" / language / "LC_MESSAGES" / "django.po")
    return merged
