"""Everything that any package writes into the journal has words: the code itself is walked, so nothing is forgotten."""

import ast
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

import pytest
from django.utils import translation

from services.certificates.listing import Asked
from services.registers.life import listing
from tereze.audit import words

ROOT = Path(__file__).resolve().parents[3]
SOURCES = [
    file
    for folder in ("platform/tereze", "tenants", "services")
    for file in sorted((ROOT / folder).rglob("*.py"))
    if file.parent != ROOT / "platform/tereze/audit" or file.name == "views.py"
]
RECORDERS = {"record", "record_read"}
ARGUMENTS = {"subject", "by", "why", "action"}
SPREAD = {
    "found.counts": {"rows", "new", "changed", "unchanged", "repeated", "error", "households_new", "skipped"},
    "asked.narrowed()": set(listing.Asked.__dataclass_fields__),
    "asked.told()": {name for name in Asked.__dataclass_fields__ if name != "q"},
}
"""What stands in dictionaries that are spread into an entry, by the code that makes them."""


@dataclass
class Recorded:
    """One call that writes an entry: the action (a pattern, where a part of it is computed) and its details."""

    place: str
    action: str
    details: set[str] = field(default_factory=set)
    unknown: list[str] = field(default_factory=list)
    subject: str = ""
    is_look: bool = False
    has_why: bool = False


def _calls(tree: ast.AST, names: set[str]) -> Iterator[ast.Call]:
    for node in ast.walk(tree):
        called = node.func if isinstance(node, ast.Call) else None
        name = called.attr if isinstance(called, ast.Attribute) else called.id if isinstance(called, ast.Name) else ""
        owner = called.value.id if isinstance(called, ast.Attribute) and isinstance(called.value, ast.Name) else ""
        if isinstance(node, ast.Call) and name in names and (name not in RECORDERS or owner in {"journal", "chain"}):
            yield node


def _pattern(node: ast.expr, constants: dict[str, ast.expr]) -> str | None:
    node = constants.get(node.id, node) if isinstance(node, ast.Name) else node
    if isinstance(node, ast.Constant):
        return re.escape(str(node.value))
    if isinstance(node, ast.JoinedStr):
        return "".join(re.escape(str(one.value)) if isinstance(one, ast.Constant) else r"\w+" for one in node.values)
    return None


def _read(call: ast.Call, place: str, action: str) -> Recorded:
    found = Recorded(place, action)
    for keyword in call.keywords:
        if keyword.arg == "subject":
            found.subject = ast.unparse(keyword.value)
        elif keyword.arg == "why":
            found.has_why = True
        elif keyword.arg and keyword.arg not in ARGUMENTS:
            found.details.add(keyword.arg)
        elif keyword.arg is None:
            _spread(keyword.value, found)
    return found


def _spread(value: ast.expr, found: Recorded) -> None:
    keys = [key for node in ast.walk(value) if isinstance(node, ast.Dict) for key in node.keys]
    written = [key.value for key in keys if isinstance(key, ast.Constant)]
    if written:
        found.details |= set(map(str, written))
    elif (known := SPREAD.get(ast.unparse(value))) is not None:
        found.details |= known
    else:
        found.unknown.append(ast.unparse(value))


def _constants(tree: ast.Module) -> dict[str, ast.expr]:
    plain = [one for one in tree.body if isinstance(one, ast.Assign)]
    pairs = [pair for one in plain for target in one.targets for pair in _named(target, one.value)]
    return {name: value for name, value in pairs if isinstance(value, ast.Constant)}


def _named(target: ast.expr, value: ast.expr) -> list[tuple[str, ast.expr]]:
    if isinstance(target, ast.Tuple) and isinstance(value, ast.Tuple):
        return [pair for one, its in zip(target.elts, value.elts, strict=True) for pair in _named(one, its)]
    return [(target.id, value)] if isinstance(target, ast.Name) else []


@dataclass
class Passed:
    """A function that records an action which it is given, as its parameter number `place`."""

    recorded: Recorded
    place: int


def _in_file(file: Path) -> Iterator[Recorded]:
    tree, name = ast.parse(file.read_text(encoding="utf-8")), str(file.relative_to(ROOT))
    constants = _constants(tree)
    through: dict[str, Passed] = {}
    for function in (node for node in ast.walk(tree) if isinstance(node, ast.FunctionDef)):
        for call in _calls(function, RECORDERS):
            one = _read(call, f"{name}:{call.lineno}", _pattern(call.args[0], constants) or "")
            one.is_look = isinstance(call.func, ast.Attribute) and call.func.attr == "record_read"
            if one.action:
                yield one
            elif isinstance(call.args[0], ast.Name):
                parameters = [argument.arg for argument in function.args.args]
                through[function.name] = Passed(one, parameters.index(call.args[0].id))
    for call in _calls(tree, set(through)):
        passed = through[call.func.id if isinstance(call.func, ast.Name) else ""]
        one = _read(call, f"{name}:{call.lineno}", _pattern(call.args[passed.place], constants) or "")
        one.details |= passed.recorded.details
        one.subject, one.is_look = passed.recorded.subject, passed.recorded.is_look
        one.has_why = passed.recorded.has_why
        yield one


def recorded() -> list[Recorded]:
    """Return every call that writes an entry. A function that passes an action on is followed to its callers."""
    return [one for file in SOURCES for one in _in_file(file)]


RECORDED = recorded()


def _meant(action: str) -> list[str]:
    return [word.name for word in words.registry if re.fullmatch(action, word.name)]


def test_the_walk_finds_what_is_recorded() -> None:
    actions = {name for one in RECORDED for name in _meant(one.action)}

    assert {"certificate.revoked", "household.viewed", "tenant.suspended", "resident.viewed"} <= actions
    assert len(RECORDED) > 40


@pytest.mark.parametrize("one", RECORDED, ids=lambda one: one.place)
def test_every_action_and_detail_has_words(one: Recorded) -> None:
    assert not one.unknown, f"{one.place} spreads {one.unknown}; say in SPREAD what stands in it"
    assert _meant(one.action), f"{one.place}: nobody names {one.action}; see tereze.audit.words.name_actions"
    told = [(action, name) for action in _meant(one.action) for name in one.details]
    unnamed = [f"{action}: {name}" for action, name in told if not words.is_named(action, name)]
    assert not unnamed, f"{one.place}: see tereze.audit.words.name_details"


@pytest.mark.parametrize("one", RECORDED, ids=lambda one: one.place)
def test_no_entry_carries_a_primary_key(one: Recorded) -> None:
    assert not re.search(r"\b(pk|id)\b", one.subject)


LOOKS = [one for one in RECORDED if one.is_look and "resident" in one.subject + one.action]


@pytest.mark.parametrize("one", LOOKS, ids=lambda one: one.place)
def test_every_look_at_a_resident_says_why(one: Recorded) -> None:
    assert one.has_why


@pytest.mark.parametrize("language", ["ky", "ru"])
def test_words_of_actions_and_details_are_nobodys_english(language: str) -> None:
    with translation.override(language):
        said = [str(word.label) for word in words.registry]
        said += [str(one.detail.label) for one in words.details if not one.detail.kept_back]

    assert [word for word in said if not re.search("[а-яөүңА-ЯӨҮҢ]", word)] == []


def test_every_part_of_the_platform_that_acts_by_itself_has_a_name() -> None:
    written = {name for file in SOURCES for name in re.findall(r'\bPlatform\("([^"]+)"\)', file.read_text("utf-8"))}

    assert "onboarding" in written
    assert [name for name in written if name not in words.parts] == []
