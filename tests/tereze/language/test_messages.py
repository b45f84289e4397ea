"""Compiling translations: what gettext then says, when nothing is done, and what is refused."""

import gettext
import os
import stat
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from tereze.language.messages import MalformedCatalogueError, compile_messages

HEADER = """msgid ""
msgstr ""
"Content-Type: text/plain; charset=UTF-8\\n"
"Plural-Forms: nplurals=2; plural=(n != 1);\\n"

"""

MESSAGES = (
    HEADER
    + r"""# said on a button
#: services/certificates/views.py:12
msgid "Issue"
msgstr "Берүү"

msgctxt "of a magazine"
msgid "Issue"
msgstr "Сан"

msgid "Hello, %(name)s!\n"
"Say \"%(word)s\"."
msgstr ""
"Саламатсызбы, %(name)s!\n"
"«%(word)s» деңиз."

#, python-format
msgid "%(count)s resident"
msgid_plural "%(count)s residents"
msgstr[0] "%(count)s тургун"
msgstr[1] "%(count)s тургун бар"

#, fuzzy
msgid "Guessed"
msgstr "Болжолдонгон"

msgid "Not yet"
msgstr ""

msgid "Half"
msgid_plural "Halves"
msgstr[0] "Жарым"
msgstr[1] ""

#| msgid "Old"
msgid "New"
msgstr "Жаңы"
#~ msgid "Gone"
#~ msgstr "Жок"
"""
)


@pytest.fixture
def source(tmp_path: Path) -> Path:
    folder = tmp_path / "services" / "certificates" / "locale" / "ky" / "LC_MESSAGES"
    folder.mkdir(parents=True)
    file = folder / "django.po"
    file.write_text(MESSAGES, encoding="utf-8")
    return file


def translations(source: Path) -> gettext.GNUTranslations:
    with source.with_suffix(".mo").open("rb") as file:
        return gettext.GNUTranslations(file)


def test_gettext_says_what_was_written(source: Path, tmp_path: Path) -> None:
    written = compile_messages([tmp_path])

    said = translations(source)
    assert written == [source.with_suffix(".mo")]
    assert said.gettext("Issue") == "Берүү"
    assert said.pgettext("of a magazine", "Issue") == "Сан"
    assert said.gettext('Hello, %(name)s!\nSay "%(word)s".') == "Саламатсызбы, %(name)s!\n«%(word)s» деңиз."
    assert said.ngettext("%(count)s resident", "%(count)s residents", 1) == "%(count)s тургун"
    assert said.ngettext("%(count)s resident", "%(count)s residents", 5) == "%(count)s тургун бар"
    assert said.gettext("New") == "Жаңы"


@pytest.mark.parametrize("message", ["Guessed", "Not yet", "Half", "Gone", "Old"])
def test_unfinished_and_dropped_translations_are_left_out(source: Path, tmp_path: Path, message: str) -> None:
    compile_messages([tmp_path])

    assert translations(source).gettext(message) == message


def test_an_up_to_date_catalogue_is_not_written_again(source: Path, tmp_path: Path) -> None:
    compile_messages([tmp_path])

    assert compile_messages([tmp_path]) == []


def test_an_edited_catalogue_is_compiled_anew(source: Path, tmp_path: Path) -> None:
    compile_messages([tmp_path])
    before = source.stat().st_mtime_ns

    source.write_text(MESSAGES.replace("Берүү", "Берилсин"), encoding="utf-8")
    os.utime(source, ns=(before + 1, before + 1))

    assert compile_messages([tmp_path]) == [source.with_suffix(".mo")]
    assert translations(source).gettext("Issue") == "Берилсин"


def test_an_up_to_date_catalogue_in_a_read_only_folder_is_fine(source: Path, tmp_path: Path) -> None:
    compile_messages([tmp_path])
    source.parent.chmod(0o555)

    try:
        assert compile_messages([tmp_path]) == []
    finally:
        source.parent.chmod(0o755)


def test_every_language_and_root_is_found_once(source: Path, tmp_path: Path) -> None:
    russian = source.parents[2] / "ru" / "LC_MESSAGES" / "django.po"
    russian.parent.mkdir(parents=True)
    russian.write_text(MESSAGES, encoding="utf-8")
    (tmp_path / "stray.po").write_text("not looked at", encoding="utf-8")

    written = compile_messages([tmp_path, tmp_path / "services"])

    assert written == [source.with_suffix(".mo"), russian.with_suffix(".mo")]


def test_others_may_read_what_they_may_read_of_the_source(source: Path, tmp_path: Path) -> None:
    source.chmod(0o644)

    compile_messages([tmp_path])

    assert stat.S_IMODE(source.with_suffix(".mo").stat().st_mode) == 0o644


def test_many_starts_at_once_leave_one_whole_file(source: Path, tmp_path: Path) -> None:
    with ThreadPoolExecutor(8) as starts:
        list(starts.map(lambda _: compile_messages([tmp_path]), range(24)))

    assert translations(source).gettext("Issue") == "Берүү"
    assert sorted(file.name for file in source.parent.iterdir()) == ["django.mo", "django.po"]


@pytest.mark.parametrize(
    ("line", "text", "problem"),
    [
        (6, HEADER + 'msgid "Open\nmsgstr "Ачуу"\n', "is not understood"),
        (7, HEADER + 'msgid "Open"\nmsgstr "Ачуу\n', "is not understood"),
        (7, HEADER + 'msgid "Open"\nmsgstr "Say "hi""\n', "is not understood"),
        (7, HEADER + 'msgid "Open"\nmsgstr "C:\\Асан"\n', "is not understood"),
        (6, HEADER + '<<<<<<< HEAD\nmsgid "Open"\nmsgstr "Ачуу"\n', "is not understood"),
        (8, HEADER + 'msgid "Open"\nmsgstr "Ачуу"\nmsgtr "Ачуу"\n', "is not understood"),
        (6, HEADER + '"Ачуу"\n', "without a keyword"),
        (7, HEADER + 'msgid "Open"\nmsgid "Close"\nmsgstr "Ачуу"\n', "second msgid"),
        (8, HEADER + 'msgid "Open"\nmsgstr "Ачуу"\nmsgstr "Ачуу"\n', "second msgstr"),
        (6, HEADER + 'msgid "Open"\n', "not a whole message"),
        (6, HEADER + 'msgstr "Ачуу"\n', "not a whole message"),
        (6, HEADER + 'msgid "Open"\nmsgstr[0] "Ачуу"\n', "not a whole message"),
        (6, HEADER + 'msgid "a"\nmsgid_plural "b"\nmsgstr "c"\n', "not a whole message"),
        (6, HEADER + 'msgid "a"\nmsgid_plural "b"\nmsgstr[0] "c"\n', "needs 2 plural forms"),
        (9, HEADER + 'msgid "a"\nmsgstr "b"\n\nmsgid "a"\nmsgstr "c"\n', "repeats the message of line 6"),
        (6, HEADER + 'msgid "Hello, %(name)s"\nmsgstr "Салам, %(nam)s"\n', r"not there: %\(nam\)"),
        (1, 'msgid "Open"\nmsgstr "Ачуу"\n', "no header"),
        (1, "", "no header"),
    ],
)
def test_a_malformed_catalogue_is_refused_with_its_place(
    source: Path, tmp_path: Path, line: int, text: str, problem: str
) -> None:
    source.write_text(text, encoding="utf-8")

    with pytest.raises(MalformedCatalogueError, match=problem) as refusal:
        compile_messages([tmp_path])

    assert str(refusal.value).startswith(f"{source}:{line}: ")
    assert not source.with_suffix(".mo").exists()


def test_a_catalogue_that_is_not_utf8_is_refused_with_its_line(source: Path, tmp_path: Path) -> None:
    source.write_bytes(HEADER.encode() + 'msgid "Open"\nmsgstr "Открыть"\n'.encode("cp1251"))

    with pytest.raises(MalformedCatalogueError, match=":7: is not UTF-8"):
        compile_messages([tmp_path])


def test_a_refused_catalogue_leaves_the_old_one_in_use(source: Path, tmp_path: Path) -> None:
    compile_messages([tmp_path])
    before = source.stat().st_mtime_ns
    source.write_text("oh no", encoding="utf-8")
    os.utime(source, ns=(before + 1, before + 1))

    with pytest.raises(MalformedCatalogueError):
        compile_messages([tmp_path])

    assert translations(source).gettext("Issue") == "Берүү"
    assert sorted(file.name for file in source.parent.iterdir()) == ["django.mo", "django.po"]
