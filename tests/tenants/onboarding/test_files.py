"""The shipped onboarding files and the reference data: complete, consistent, spelt with the right letters."""

import re
import tomllib
from pathlib import Path
from typing import Any

import pytest

import tenants

ROOT = Path(tenants.__path__[0])
SHIPPED = ROOT / "onboarding" / "uzgen"
OFFICES = {"district.toml", "operator.toml"}
COUNCILS = sorted(path for path in SHIPPED.glob("*.toml") if path.name not in OFFICES)

AYMAKS = {
    "karool": "832",
    "ak-jar": "804",
    "bash-dobo": "808",
    "jalpak-tash": "813",
    "jylandy": "815",
    "don-bulak": "817",
    "zarger": "822",
    "jazy": "824",
    "iyri-suu": "826",
    "changet": "828",
    "kara-tash": "830",
    "kolduk": "840",
    "kyzyl-oktyabr": "844",
    "kyzyl-too": "847",
    "kurshab": "853",
    "myrza-ake": "859",
    "altyn-bulak": "860",
    "salam-alik": "865",
    "tort-kol": "876",
}
COUNCIL_KEYS = {"key", "kind", "soate", "district", "names", "letterhead", "signatories", "villages", "administrator"}


def load(path: Path) -> dict[str, Any]:
    return tomllib.loads(path.read_text(encoding="utf-8"))


def texts(value: object) -> list[str]:
    """Every string of a file, wherever it stands."""
    if isinstance(value, str):
        return [value]
    if isinstance(value, dict):
        return [text for part in value.values() for text in texts(part)]
    if isinstance(value, list):
        return [text for part in value for text in texts(part)]
    return []


def test_every_aymak_of_uzgen_has_its_file() -> None:
    assert {path.stem: load(path)["soate"] for path in COUNCILS} == {
        key: f"41706255{code}" for key, code in AYMAKS.items()
    }


@pytest.mark.parametrize("path", COUNCILS, ids=lambda path: path.stem)
def test_a_council_file_says_what_onboarding_needs(path: Path) -> None:
    council = load(path)

    assert set(council) == COUNCIL_KEYS
    assert council["key"] == path.stem
    assert re.fullmatch(r"[a-z][a-z0-9-]{1,30}", council["key"])
    assert (council["kind"], council["district"]) == ("council", "uzgen")
    assert set(council["letterhead"]) == {"seat", "address_ky", "address_ru", "phone", "email", "inn"}
    assert [post["role"] for post in council["signatories"]] == ["head", "executive_secretary"]
    assert council["administrator"]["username"] == "admin"


@pytest.mark.parametrize("path", COUNCILS, ids=lambda path: path.stem)
def test_names_are_whole_in_both_languages(path: Path) -> None:
    names = load(path)["names"]
    kyrgyz, russian = names["ky"], names["ru"]

    assert kyrgyz["aymak"] == f"{kyrgyz['short']} айыл аймагы"
    assert kyrgyz["okmotu"] == f"{kyrgyz['short']} айыл өкмөтү"
    assert russian["aymak"].endswith("ский айылный аймак")
    assert russian["okmotu"] == russian["aymak"].replace("айылный аймак", "айыл окмоту")


@pytest.mark.parametrize("path", COUNCILS, ids=lambda path: path.stem)
def test_villages_have_a_code_each_and_one_of_them_is_the_seat(path: Path) -> None:
    council = load(path)
    villages = council["villages"]
    codes = [village["code"] for village in villages]

    assert len(villages) >= 2
    assert codes == sorted(set(codes))
    assert all(re.fullmatch(r"\d\d0", code) for code in codes)
    assert [village["code"] for village in villages if village["center"]] == [council["letterhead"]["seat"]]


@pytest.mark.parametrize("path", COUNCILS, ids=lambda path: path.stem)
def test_a_code_is_unverified_only_where_the_village_is_younger_than_the_list(path: Path) -> None:
    for village in load(path)["villages"]:
        assert village["code_verified"] is ("since" not in village)
        assert village.get("since", 2020) in {2020, 2025}


def test_the_villages_added_since_2020_are_there() -> None:
    added = {
        (path.stem, village["name_ky"]): village["since"]
        for path in COUNCILS
        for village in load(path)["villages"]
        if "since" in village
    }

    assert added == {
        ("bash-dobo", "Кашка-Терек"): 2020,
        ("kyzyl-oktyabr", "Ынтымак"): 2020,
        ("tort-kol", "Арык-Уулу"): 2025,
        ("tort-kol", "Гүлистан"): 2025,
    }


@pytest.mark.parametrize(
    "path",
    sorted([*SHIPPED.glob("*.toml"), *(ROOT / "directory" / "reference").glob("*.toml")]),
    ids=lambda path: f"{path.parent.name}/{path.name}",
)
def test_no_look_alike_letter_hides_in_a_name(path: Path) -> None:
    for text in texts(load(path)):
        for word in re.findall(r"\w+", text):
            assert word.isascii() or not re.search("[a-zA-Zɵʏӊӈњ]", word), f"{text}: letters of two alphabets"


@pytest.mark.parametrize("path", COUNCILS, ids=lambda path: path.stem)
def test_kyrgyz_names_are_not_in_russian_spelling(path: Path) -> None:
    council = load(path)

    for name in [council["names"]["ky"]["short"], *(village["name_ky"] for village in council["villages"])]:
        assert "дж" not in name.lower()


def test_no_file_invents_a_person_or_a_telephone() -> None:
    for council in map(load, COUNCILS):
        assert {council["letterhead"][key] for key in ("phone", "email", "inn")} == {""}
        assert {post[name] for post in council["signatories"] for name in ("name_ky", "name_ru")} == {""}


def test_the_district_and_the_operator_have_their_offices() -> None:
    district, operator = load(SHIPPED / "district.toml"), load(SHIPPED / "operator.toml")

    assert (district["key"], district["kind"], district["soate"]) == ("uzgen", "district", "41706255")
    assert district["names"]["ky"]["okmotu"] == "Өзгөн райондук мамлекеттик администрациясы"
    assert (operator["key"], operator["kind"]) == ("operator", "operator")
    assert operator["names"]["ru"]["short"] == "Терезе"


def test_regions_are_the_seven_oblasts_and_two_cities() -> None:
    regions = load(ROOT / "directory" / "reference" / "regions.toml")["regions"]

    assert len(regions) == 9
    assert {region["soate"] for region in regions} == {f"4170{n}" for n in range(2, 9)} | {"41711", "41721"}
    assert all(region[f"name_{language}"] for region in regions for language in ("ky", "ru", "en"))


def test_every_district_stands_in_its_region() -> None:
    reference = ROOT / "directory" / "reference"
    prefix = {region["key"]: region["soate"] for region in load(reference / "regions.toml")["regions"]}
    districts = load(reference / "districts.toml")["districts"]

    assert len(districts) == len({district["key"] for district in districts}) == 40
    assert all(re.fullmatch(prefix[district["region"]] + r"\d{3}", district["soate"]) for district in districts)


def test_the_districts_of_osh_oblast_have_their_codes() -> None:
    districts = load(ROOT / "directory" / "reference" / "districts.toml")["districts"]

    assert {one["key"]: one["soate"][-3:] for one in districts if one["region"] == "osh"} == {
        "alay": "207",
        "aravan": "211",
        "kara-suu": "226",
        "nookat": "242",
        "kara-kulja": "246",
        "uzgen": "255",
        "chon-alay": "259",
    }
