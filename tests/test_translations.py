"""Nobody meets an English sentence: everything the platform says is said in Kyrgyz and in Russian."""

import re
from collections import defaultdict
from functools import cache

import pytest

from tereze.language import catalogue_file
from tests import said
from tests.said import LANGUAGES, ROOT, Message

# Words that are the same in Kyrgyz and in Russian, and names that are nobody's language.
SAME_WORDS = frozenset(
    word
    for line in (
        "терезе tereze qr pdf csv excel xlsx json api url https id s3 whatsapp e-mail",
        "бланк платформа",
        "пин инн сом кб роль район индекс схема телефон паспорт файл система версия код номер журнал архив",
        "м² га текст газ",
        "администратор оператор статистика бухгалтер депутат директор",
        "айыл башчысы кенеш",  # the posts keep their Kyrgyz names in Russian
    )
    for word in line.split()
)
PLACEHOLDER = re.compile(r"%\(\w+\)[sd]|\{\w*\}|%[sd]")
WORD = re.compile(r"[^\W\d_][\w-]*|№")


@cache
def _said() -> tuple[Message, ...]:
    return tuple(said.said())


@cache
def _ours(language: str) -> dict[str, str]:
    return said.ours(language)


@cache
def _theirs(language: str) -> dict[str, str]:
    return said.theirs(language)


def _translation(key: str, language: str) -> str:
    return _ours(language).get(key) or _theirs(language).get(key, "")


APPS = sorted({message.app for message in _said()})


def _shown(key: str) -> str:
    return key.replace(said.CONTEXT, " | ").replace(said.PLURAL, " / ")


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("app", APPS)
def test_everything_an_app_says_is_translated(app: str, language: str) -> None:
    missing = sorted({
        f"{_shown(message.key)!r} ({message.place})"
        for message in _said()
        if message.app == app and not _translation(message.key, language)
    })  # fmt: skip

    assert not missing, f"{app} says {len(missing)} things that {language} does not know:\n" + "\n".join(missing)


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_translation_is_left_unfinished(language: str) -> None:
    unfinished = []
    for file in said.catalogues(language):
        text = file.read_text(encoding="utf-8")
        finished = catalogue_file.read(file)
        unfinished += [f"{file.relative_to(ROOT)}: fuzzy"] * len(re.findall(r"^#,.*\bfuzzy\b", text, re.MULTILINE))
        empty = len(re.findall(r"^msgid ", text, re.MULTILINE)) - 1 - len([key for key in finished if key])
        unfinished += [f"{file.relative_to(ROOT)}: {empty} without a translation"] if empty > 0 else []

    assert not unfinished


def test_kyrgyz_is_neither_russian_nor_english() -> None:
    copied = [
        f"{_shown(key)!r} → {kyrgyz!r}"
        for key, kyrgyz in _ours("ky").items()
        if key and _foreign_words(kyrgyz) and kyrgyz in {key, _ours("ru").get(key)}
    ]

    assert not copied, "Kyrgyz is a copy:\n" + "\n".join(copied)


def _foreign_words(text: str) -> set[str]:
    return {word.lower() for word in WORD.findall(PLACEHOLDER.sub(" ", text))} - SAME_WORDS


@pytest.mark.parametrize("language", LANGUAGES)
def test_translations_keep_the_placeholders(language: str) -> None:
    lost = [
        f"{_shown(key)!r} → {form!r}"
        for key, translated in _ours(language).items()
        for form in translated.split(said.PLURAL)
        if key and set(PLACEHOLDER.findall(form)) != set(PLACEHOLDER.findall(key))
    ]

    assert not lost, "Placeholders differ:\n" + "\n".join(lost)


@pytest.mark.parametrize("language", LANGUAGES)
def test_one_thing_has_one_name(language: str) -> None:
    names: dict[str, dict[str, str]] = defaultdict(dict)
    for file in said.catalogues(language):
        for key, translated in catalogue_file.read(file).items():
            names[key][translated] = str(file.relative_to(ROOT))
    several = [f"{_shown(key)!r}: {found}" for key, found in names.items() if key and len(found) > 1]

    assert not several, "Translated differently in two places:\n" + "\n".join(several)


@pytest.mark.parametrize("language", LANGUAGES)
def test_catalogues_translate_nothing_that_nobody_says(language: str) -> None:
    known = {message.key for message in _said()} | set(_theirs("ru")) | {""}
    stale = [
        f"{file.relative_to(ROOT)}: {_shown(key)!r}"
        for file in said.catalogues(language)
        for key in catalogue_file.read(file)
        if key not in known
    ]

    assert not stale, "Nobody says this any more:\n" + "\n".join(stale)


def test_what_is_said_is_found_in_code_and_in_templates() -> None:
    kinds = {message.file.suffix for message in _said()}

    assert {".py", ".html"} <= kinds
    assert len(_said()) > 100


@pytest.mark.parametrize("language", LANGUAGES)
def test_one_message_has_one_translation_in_all_apps(language: str) -> None:
    """Django merges the apps' catalogues: with two translations one app would speak with the other's words."""
    spoken: dict[str, set[str]] = defaultdict(set)
    for file in said.catalogues(language):
        for key, words in catalogue_file.read(file).items():
            if key:
                spoken[key].add(str(words))

    assert {_shown(key): words for key, words in spoken.items() if len(words) > 1} == {}
