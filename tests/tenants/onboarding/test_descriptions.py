"""A file that describes a tenant is read whole or refused with everything that is wrong in it."""

import copy
import tomllib
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tenants.onboarding import checking, descriptions
from tenants.onboarding.descriptions import SHIPPED, BadDescriptionError, from_data, read, shipped

KAROOL = tomllib.loads((SHIPPED / "karool.toml").read_text(encoding="utf-8"))
NOTHING = object()


def changed(path: str, value: object) -> dict[str, Any]:
    """Return what Karool's file says with one thing changed; NOTHING takes it out."""
    data: Any = copy.deepcopy(KAROOL)
    *way, last = [int(step) if step.isdigit() else step for step in path.split(".")]
    place = data
    for step in way:
        place = place[step]
    if value is NOTHING:
        del place[last]
    else:
        place[last] = value
    return data  # type: ignore[no-any-return]


def problems(data: dict[str, Any]) -> list[str]:
    with pytest.raises(BadDescriptionError) as refused:
        from_data(data)
    return refused.value.problems


@pytest.mark.parametrize("file", sorted(SHIPPED.glob("*.toml")), ids=lambda file: file.stem)
def test_every_shipped_file_can_be_used(file: Path) -> None:
    description = read(file)

    assert shipped(description.key) == file
    assert (description.seat is None) == (description.kind != "council")


@pytest.mark.parametrize(
    ("path", "value", "problem"),
    [
        ("key", "Karool", "key = 'Karool': use 2 to 31 small Latin letters"),
        ("key", "karool-", "key = 'karool-'"),
        ("key", "ka--rool", "key = 'ka--rool'"),
        ("key", "k" * 32, "key = 'kkkk"),
        ("key", "pg-karool", "key = 'pg-karool'"),
        ("key", "zz-blueprint", "key = 'zz-blueprint'"),
        ("key", "information-schema", "key = 'information-schema'"),
        ("key", 7, "key = 7"),
        ("key", NOTHING, "key = ''"),
        ("kind", "village", "kind = 'village': say council, district or operator."),
        ("soate", "4170625583", "soate = '4170625583': a council's code has 11 digits"),
        ("soate", 41706255832, "soate = 41706255832"),
        ("district", NOTHING, "district is missing."),
        ("district", 5, "district = 5: has to be a text."),
        ("names.ru.short", NOTHING, "[names.ru] short is missing."),
        ("names.ru", NOTHING, "[names.ru] short is missing."),
        ("names", "Кароол", "[names.ky] short is missing."),
        ("names.ky.aymak", " ", "[names.ky] aymak is missing."),
        ("names.ky.okmotu", "ө" * 161, "[names.ky] okmotu is longer than 160 letters."),
        ("names.ky.shot", "Кароол", "[names.ky] shot is not known."),
        ("administrator.username", NOTHING, "[administrator] username is missing."),
        ("administrator.username", "Башкы админ", "[administrator] username: use small Latin letters"),
        ("administrator.email", "admin", "[administrator] email = 'admin': is no e-mail address."),
        ("letterhead.adress_ky", "Ош", "[letterhead] adress_ky is not known."),
        ("letterhead.phone", 3222, "[letterhead] phone = 3222: has to be a text in quotation marks."),
        ("letterhead.inn", "123", "[letterhead] inn = '123': has 14 digits."),
        ("letterhead.accent", "blue", "[letterhead] accent = 'blue': say a colour"),
        ("letterhead.seat", "990", "[letterhead] seat = '990': no village has that code."),
        ("signatories", "head", "signatories: write one [[signatories]] for each."),
        ("signatories.0.role", NOTHING, "[[signatories]] 1: role is missing."),
        ("signatories.1.role", "head", "[[signatories]] role head stands twice."),
        ("signatories.1.title", "Катчы", "[[signatories]] 2: title is not known."),
        ("villages", [], "There is no [[villages]]: a council has at least one."),
        ("villages", {"code": "010"}, "villages: write one [[villages]] for each."),
        ("villages", ["Кароол"], "villages: write one [[villages]] for each."),
        ("villages.2.code", "30", "[[villages]] 3: code = '30': has three digits."),
        ("villages.2.code", 30, "[[villages]] 3: code = 30: has to be a text"),
        ("villages.2.code", NOTHING, "[[villages]] 3: code is missing."),
        ("villages.2.code", "020", "[[villages]] code 020 stands twice."),
        ("villages.1.name_ru", "", "[[villages]] 2: name_ru is missing."),
        ("villages.1.center", "yes", "[[villages]] 2: center = 'yes': say true or false."),
        ("villages.1.since", "2020", "[[villages]] 2: since = '2020': say a year."),
        ("villages.1.name", "Жан-Шоро", "[[villages]] 2: name is not known."),
        ("vilages", [], "vilages is not known."),
    ],
)
def test_what_is_wrong_is_said_in_the_words_of_the_file(path: str, value: object, problem: str) -> None:
    assert any(found.startswith(problem) for found in problems(changed(path, value)))


def test_all_problems_are_said_at_once() -> None:
    data = changed("soate", "1")
    data["names"]["ky"] = {}
    data["villages"][0]["code"] = data["villages"][1]["code"]
    data["administrator"] = {}

    assert len(problems(data)) == 7


@pytest.mark.parametrize("file", ["district", "operator"])
@pytest.mark.parametrize("name", ["villages", "signatories", "letterhead"])
def test_only_a_council_has_villages_and_a_letterhead(name: str, file: str) -> None:
    data = tomllib.loads((SHIPPED / f"{file}.toml").read_text(encoding="utf-8"))

    assert problems(data | {name: KAROOL[name]}) == [f"{name}: only a council has it."]


def test_a_hyphen_of_the_key_is_an_underscore_in_the_schema() -> None:
    assert from_data(changed("key", "jany-karool-2")).schema_name == "jany_karool_2"


def test_the_password_does_not_show() -> None:
    assert "сырсөз" not in repr(from_data(KAROOL, password="сырсөз"))


@pytest.mark.parametrize(
    ("content", "problem"),
    [(b'key = "karool', "bad.toml is not TOML"), ("key = 'Кароол'".encode("cp1251"), "bad.toml is not TOML")],
    ids=["half a file", "another encoding"],
)
def test_what_is_no_toml_is_refused(content: bytes, problem: str, tmp_path: Path) -> None:
    file = tmp_path / "bad.toml"
    file.write_bytes(content)

    with pytest.raises(BadDescriptionError, match=problem):
        read(file)


def test_a_file_that_is_not_there_and_one_that_is_a_folder_are_refused(tmp_path: Path) -> None:
    with pytest.raises(BadDescriptionError, match="There is no file"):
        read(descriptions.shipped("atlantis"))
    with pytest.raises(BadDescriptionError, match="cannot be read"):
        read(tmp_path)


ANYTHING = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=5) | st.dates(),
    lambda parts: st.lists(parts, max_size=3) | st.dictionaries(st.text(max_size=5), parts, max_size=3),
    max_leaves=6,
)


@given(name=st.sampled_from(sorted(KAROOL)), value=ANYTHING)
def test_whatever_stands_there_it_is_used_or_refused_and_never_a_surprise(name: str, value: object) -> None:
    data = changed(name, value)

    if checking.problems(data):
        with pytest.raises(BadDescriptionError):
            from_data(data)
    else:
        description = from_data(data)
        assert description.schema_name == description.key.replace("-", "_")
