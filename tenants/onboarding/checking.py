"""What is wrong with a file that describes a tenant: every problem at once, in the words of the file."""

import re
from collections import Counter
from collections.abc import Iterator, Mapping
from typing import Any, Final

from django.core.exceptions import ValidationError
from django.core.validators import validate_email

from tereze.accounts.models import SIGN_IN_NAME

KEY: Final = re.compile(r"[a-z](?:[a-z0-9]|-(?!-)){0,29}[a-z0-9]")
RESERVED: Final = frozenset(
    {"www", "api", "public", "static", "mail", "admin", "pgmq", "information-schema", "zz-blueprint", "none"}
)
"""Hosts and schemas that are ours or PostgreSQL's."""
KINDS: Final = frozenset({"council", "district", "operator"})

_TOP: Final = {"key", "kind", "soate", "district", "names", "letterhead", "signatories", "villages", "administrator"}
_COUNCILS: Final = {"letterhead", "signatories", "villages"}
_NAMES: Final = {"short": 120, "aymak": 160, "okmotu": 160}
_LETTERHEAD: Final = {
    "seat": 3, "address_ky": 200, "address_ru": 200, "phone": 60, "email": 254, "inn": 14, "accent": 7,
}  # fmt: skip
_POST: Final = {"role": 40, "position_ky": 120, "position_ru": 120, "name_ky": 120, "name_ru": 120}
_VILLAGE: Final = {"code": 3, "name_ky": 120, "name_ru": 120}
_ADMINISTRATOR: Final = {"username": 60, "email": 254}


def problems(data: Mapping[str, Any]) -> list[str]:
    """Return everything that is wrong; nothing if the file can be used."""
    found = [f"{name} is not known." for name in sorted(set(data) - _TOP)]
    found += _who(data)
    names = _table(data, "names")
    council = data.get("kind") == "council"
    for language in ("ky", "ru"):
        needed = ("short", "aymak", "okmotu") if council else ("short",)
        found += _texts(_table(names, language), f"[names.{language}]", _NAMES, needed=needed)
    administrator = _table(data, "administrator")
    found += _texts(administrator, "[administrator]", _ADMINISTRATOR, needed=("username",))
    found += _email(administrator, "[administrator]")
    if administrator.get("username") and not SIGN_IN_NAME.regex.fullmatch(str(administrator["username"])):  # type: ignore[union-attr]  # compiled by Django
        found.append("[administrator] username: use small Latin letters, digits, dots and hyphens.")
    if council:
        found += [*_letterhead(data), *_signatories(data), *_villages(data)]
    else:
        found += [
            f"{name}: only a council has it." for name in ("letterhead", "signatories", "villages") if name in data
        ]
    return found


def _who(data: Mapping[str, Any]) -> Iterator[str]:
    key, soate = data.get("key", ""), data.get("soate", "")
    if not isinstance(key, str) or not KEY.fullmatch(key) or key in RESERVED or key.startswith("pg-"):
        yield (
            f"key = {key!r}: use 2 to 31 small Latin letters, digits and single hyphens; begin with a letter, end "
            "without a hyphen, and take no name that is the platform's own."
        )
    if str(data.get("kind")) not in KINDS:
        yield f"kind = {data.get('kind')!r}: say council, district or operator."
    if not isinstance(data.get("district", ""), str):
        yield f"district = {data['district']!r}: has to be a text."
    if data.get("kind") != "council":
        if not isinstance(soate, str) or not re.fullmatch(r"(417\d*)?", soate):
            yield f"soate = {soate!r}: a code begins with 417 and has digits only."
        return
    if not isinstance(soate, str) or not re.fullmatch(r"417\d{8}", soate):
        yield f"soate = {soate!r}: a council's code has 11 digits and begins with 417."
    if not data.get("district"):
        yield "district is missing."


def _letterhead(data: Mapping[str, Any]) -> Iterator[str]:
    letterhead = _table(data, "letterhead")
    yield from _texts(letterhead, "[letterhead]", _LETTERHEAD)
    yield from _email(letterhead, "[letterhead]")
    if letterhead.get("inn") and not re.fullmatch(r"\d{14}", str(letterhead["inn"])):
        yield f"[letterhead] inn = {letterhead['inn']!r}: has 14 digits."
    if letterhead.get("accent") and not re.fullmatch(r"#[0-9A-Fa-f]{6}", str(letterhead["accent"])):
        yield f"[letterhead] accent = {letterhead['accent']!r}: say a colour as #1A5E8F."
    codes = {str(village.get("code")) for village in _tables(data, "villages")}
    if letterhead.get("seat") and letterhead["seat"] not in codes:
        yield f"[letterhead] seat = {letterhead['seat']!r}: no village has that code."


def _signatories(data: Mapping[str, Any]) -> Iterator[str]:
    posts = _tables(data, "signatories")
    yield from _shape(data, "signatories")
    for number, post in enumerate(posts, start=1):
        yield from _texts(post, f"[[signatories]] {number}:", _POST, needed=("role", "position_ky", "position_ru"))
    yield from _twice("signatories", "role", posts)


def _villages(data: Mapping[str, Any]) -> Iterator[str]:
    villages = _tables(data, "villages")
    yield from _shape(data, "villages")
    if not data.get("villages"):
        yield "There is no [[villages]]: a council has at least one."
    for number, village in enumerate(villages, start=1):
        where = f"[[villages]] {number}:"
        more = {name: village[name] for name in ("center", "code_verified", "since") if name in village}
        texts = {name: value for name, value in village.items() if name not in more}
        yield from _texts(texts, where, _VILLAGE, needed=tuple(_VILLAGE))
        if not re.fullmatch(r"\d{3}", str(village.get("code", "000"))):
            yield f"{where} code = {village['code']!r}: has three digits."
        for name, value in more.items():
            if name == "since" and (type(value) is not int or not 1900 < value < 2100):
                yield f"{where} since = {value!r}: say a year."
            if name != "since" and not isinstance(value, bool):
                yield f"{where} {name} = {value!r}: say true or false."
    yield from _twice("villages", "code", villages)


def _table(data: Mapping[str, Any], name: str) -> Mapping[str, Any]:
    """Return a table of the file; an empty one when it is missing or something else, which `_texts` then tells."""
    found = data.get(name)
    return found if isinstance(found, dict) else {}


def _tables(data: Mapping[str, Any], name: str) -> list[Mapping[str, Any]]:
    found = data.get(name)
    return [one for one in found if isinstance(one, dict)] if isinstance(found, list) else []


def _shape(data: Mapping[str, Any], name: str) -> Iterator[str]:
    found = data.get(name, [])
    if not isinstance(found, list) or not all(isinstance(one, dict) for one in found):
        yield f"{name}: write one [[{name}]] for each."


def _texts(
    table: Mapping[str, Any], where: str, longest: Mapping[str, int], *, needed: tuple[str, ...] = ()
) -> Iterator[str]:
    """Check a table of texts: which there may be, how long each may be, which are needed."""
    for name, value in table.items():
        if name not in longest:
            yield f"{where} {name} is not known."
        elif not isinstance(value, str):
            yield f"{where} {name} = {value!r}: has to be a text in quotation marks."
        elif len(value) > longest[name]:
            yield f"{where} {name} is longer than {longest[name]} letters."
    yield from (f"{where} {name} is missing." for name in needed if not str(table.get(name, "")).strip())


def _email(table: Mapping[str, Any], where: str) -> Iterator[str]:
    if email := table.get("email"):
        try:
            validate_email(email)
        except ValidationError:
            yield f"{where} email = {email!r}: is no e-mail address."


def _twice(tables: str, name: str, rows: list[Mapping[str, Any]]) -> Iterator[str]:
    values = Counter(str(row[name]) for row in rows if name in row)
    yield from (f"[[{tables}]] {name} {value} stands twice." for value, times in sorted(values.items()) if times > 1)
