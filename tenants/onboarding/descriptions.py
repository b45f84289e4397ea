"""The file that describes a new tenant, read and checked."""

import tomllib
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Literal, cast

from tenants.onboarding import checking

SHIPPED = Path(__file__).parent / "uzgen"
"""The files we ship: the councils of Uzgen district, the district itself, and the operator."""


class BadDescriptionError(ValueError):
    """The file cannot be used. `problems` says every line that is wrong, and what is expected."""

    def __init__(self, problems: list[str]) -> None:
        self.problems = problems
        super().__init__("\n".join(problems))


@dataclass(frozen=True)
class Village:
    """A village of the council; `code` is the last three digits of its SOATE code."""

    code: str
    name_ky: str
    name_ru: str
    center: bool = False
    code_verified: bool = True
    since: int | None = None


@dataclass(frozen=True)
class Post:
    """A post that signs, and who holds it (the name may be empty)."""

    role: str
    position_ky: str
    position_ru: str
    name_ky: str = ""
    name_ru: str = ""


@dataclass(frozen=True)
class Description:
    """Everything that has to be known to set a tenant up.

    `password_hash` returns the first password's hash, or an empty string where nobody has computed it.
    """

    key: str
    kind: Literal["council", "district", "operator"]
    soate: str
    district: str
    names: dict[str, dict[str, str]]
    letterhead: dict[str, str]
    administrator: dict[str, str]
    villages: tuple[Village, ...] = ()
    signatories: tuple[Post, ...] = ()
    password: str = field(default="", repr=False)
    password_hash: Callable[[], str] = field(default=str, repr=False, compare=False)

    @property
    def schema_name(self) -> str:
        return self.key.replace("-", "_")

    def name(self, which: Literal["short", "aymak", "okmotu"], language: Literal["ky", "ru"]) -> str:
        """Return a name, falling back to the short one."""
        return self.names[language].get(which) or self.names[language]["short"]

    @property
    def seat(self) -> Village | None:
        """The village where the office is."""
        chosen = [village for village in self.villages if village.code == self.letterhead.get("seat")]
        centres = [village for village in self.villages if village.center]
        return next(iter(chosen or centres or self.villages), None)


def shipped(key: str) -> Path:
    """Return the shipped file that describes `key`; a path that does not exist if there is none."""
    district = SHIPPED / "district.toml"
    if tomllib.loads(district.read_text(encoding="utf-8")).get("key") == key:
        return district
    return SHIPPED / f"{key}.toml"


def read(path: Path, *, password: str = "") -> Description:
    """Read and check a file. Raises BadDescriptionError with every problem found, in the words of the file."""
    try:
        data = tomllib.loads(path.read_text(encoding="utf-8"))
    except FileNotFoundError:
        raise BadDescriptionError([f"There is no file {path}."]) from None
    except OSError as error:
        raise BadDescriptionError([f"{path} cannot be read: {error.strerror}."]) from None
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise BadDescriptionError([f"{path.name} is not TOML: {error}"]) from None
    return from_data(data, password=password)


def from_data(data: dict[str, Any], *, password: str = "") -> Description:
    """Check what a file says. Raises BadDescriptionError."""
    if problems := checking.problems(data):
        raise BadDescriptionError(problems)
    return Description(
        key=data["key"],
        kind=cast("Literal['council', 'district', 'operator']", data["kind"]),
        soate=data.get("soate", ""),
        district=data.get("district", data["key"] if data["kind"] == "district" else ""),
        names=data["names"],
        letterhead=data.get("letterhead", {}),
        administrator=data["administrator"],
        villages=tuple(Village(**village) for village in data.get("villages", [])),
        signatories=tuple(Post(**post) for post in data.get("signatories", [])),
        password=password,
    )
