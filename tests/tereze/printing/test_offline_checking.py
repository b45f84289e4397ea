"""Checking without a network: the published vectors, every way to deceive it, and the command line."""

import base64
import json
import random
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tereze.printing import checking, payload, revocations, verify
from tereze.printing.checking import Outcome, Remark
from tereze.printing.keyring import Keyring, MalformedKeysError
from tereze.printing.render import render_pdf
from tereze.printing.revocations import Ended, MalformedListError, RevocationList, UntrustedListError
from tests.tereze.printing import samples
from tests.tereze.printing import verification_vectors as made

RING, LIST = made.ring(), made.revoked()
VECTORS = json.loads(made.FILE.read_text(encoding="utf-8"))
GOOD = payload.encode(made.statement("2026/00001"), made.SECOND, 2)
_SEVERAL_AT_ONCE = settings(max_examples=60, deadline=None)


def the_list(raw: bytes = LIST, ring: Keyring = RING) -> RevocationList:
    return revocations.decode(raw, ring.key_of)


def check(text: str, *, days: int = 0, lists: dict[str, RevocationList] | None = None) -> checking.Verdict:
    known = {made.COUNCIL: the_list()} if lists is None else lists
    return checking.check(text, keyring=RING, lists=known, at=made.AT + timedelta(days=days))


# --- the published formats


def test_the_published_vectors_are_what_is_made_today() -> None:
    assert made.FILE.read_text(encoding="utf-8") == made.written()


@pytest.mark.parametrize("case", VECTORS["cases"], ids=lambda case: str(case["name"]))
def test_the_published_vectors_come_out_as_published(case: dict[str, str]) -> None:
    ring = Keyring.read(json.dumps(VECTORS["keys"]))
    known = revocations.decode(base64.b64decode(VECTORS["list"]), ring.key_of)

    verdict = checking.check(case["text"], keyring=ring, lists={known.council: known}, at=made.AT)

    assert verdict.outcome == case["outcome"]


def test_a_keyring_comes_back_as_it_was_written() -> None:
    assert Keyring.read(RING.write()) == RING


@_SEVERAL_AT_ONCE
@given(
    st.dictionaries(st.tuples(st.sampled_from(["2026/", "", "Ш-1/2027/"]), st.integers(0, 10**9 - 1)), st.booleans())
)
def test_a_list_says_exactly_what_was_put_in(numbers: dict[tuple[str, int], bool]) -> None:
    ended = [Ended(f"{prefix}{serial}", replaced) for (prefix, serial), replaced in numbers.items()]
    raw = revocations.encode(made.COUNCIL, made.AT, len(ended), ended, key=made.SECOND, key_id=2)

    known = the_list(raw)

    assert all(known.find(one.number) == one for one in ended)
    assert len(known.ended) == len(ended)


def test_a_million_certificates_with_many_revoked_fit_into_a_hundred_kilobytes() -> None:
    dice = random.Random("list")
    ended = [Ended(f"2026/{serial:05d}", dice.random() < 0.5) for serial in dice.sample(range(1, 1_000_001), 100_000)]

    raw = revocations.encode(made.COUNCIL, made.AT, 1_000_000, ended, key=made.SECOND, key_id=2)

    assert len(raw) < 75_000


# --- attacks


def test_whatever_byte_is_altered_the_code_is_not_valid() -> None:
    raw = base64.b32decode(GOOD + "=" * (-len(GOOD) % 8))
    for place in range(len(raw)):
        for flip in (1, 0x80, 0xFF):
            altered = bytearray(raw)
            altered[place] ^= flip
            text = base64.b32encode(bytes(altered)).decode().rstrip("=")
            assert check(f"https://karool.example/v/{text}").outcome in {Outcome.FORGED, Outcome.UNKNOWN}


def test_a_foreign_councils_key_says_whose_it_is_and_never_the_other_council() -> None:
    text = payload.encode(made.statement("2026/00001"), made.OTHER, 1)

    verdict = check(f"https://karool.example/v/{text}")

    assert verdict.signer is not None
    assert verdict.signer.council == made.NEIGHBOUR
    assert Remark.OTHER_ADDRESS in verdict.remarks


def test_whatever_byte_of_the_list_is_altered_it_is_refused() -> None:
    for place in range(len(LIST)):
        altered = bytearray(LIST)
        altered[place] ^= 1
        with pytest.raises((MalformedListError, UntrustedListError)):
            the_list(bytes(altered))


@pytest.mark.parametrize("length", [0, 1, 4, 5, 40, 68, 69, 70, -1])
def test_a_truncated_list_is_refused(length: int) -> None:
    with pytest.raises((MalformedListError, UntrustedListError)):
        the_list(LIST[:length])


def test_a_list_of_another_council_says_nothing_of_this_one() -> None:
    raw = revocations.encode(
        made.NEIGHBOUR, made.AT, 1, [Ended("2026/00001", replaced=False)], key=made.OTHER, key_id=1
    )

    assert check(GOOD, lists={made.NEIGHBOUR: the_list(raw)}).outcome == Outcome.VALID


def test_a_list_in_the_name_of_another_council_is_refused() -> None:
    raw = revocations.encode(made.COUNCIL, made.AT, 1, [], key=made.OTHER, key_id=1)

    with pytest.raises(UntrustedListError):
        the_list(raw)


def test_an_oversized_list_is_refused_unread() -> None:
    with pytest.raises(MalformedListError):
        the_list(LIST + bytes(revocations.LARGEST_BYTES))


def test_an_old_list_is_used_with_a_warning() -> None:
    assert check(GOOD, days=7).remarks == ()
    assert check(GOOD, days=8).remarks == (Remark.OLD_LIST,)
    assert check(GOOD, lists={}).remarks == (Remark.NO_LIST,)


def test_what_was_issued_after_the_list_is_not_certain() -> None:
    later = made.statement("2026/00099", issued=made.AT.date() + timedelta(days=2))

    verdict = check(payload.encode(later, made.SECOND, 2), days=3)

    assert verdict.remarks == (Remark.NEWER_THAN_LIST,)


@pytest.mark.parametrize("text", ["A" * 601, "А" * 5_000, "https://karool.example/v/" + "A" * 100_000, "", "\0" * 40])
def test_oversized_and_empty_input_is_answered(text: str) -> None:
    assert check(text).outcome in {Outcome.FORGED, Outcome.MISTYPED}


@pytest.mark.parametrize("typed", ["ОООО-оооо-Oo", "0000 0000 00", "oooo–oooo–oo", "OООO\u00a0OООO\u00a0OО"])
def test_letters_that_look_alike_are_forgiven_in_typed_codes(typed: str) -> None:
    assert check(typed).outcome == Outcome.NEEDS_NETWORK


@pytest.mark.parametrize("typed", ["٠٠٠٠-٠٠٠٠-٠٠", "0000-0000-0\u200b0", "𝟎𝟎𝟎𝟎-𝟎𝟎𝟎𝟎-𝟎𝟎", "ﬀ00-0000-00"])
def test_other_signs_are_not(typed: str) -> None:
    assert check(typed).outcome == Outcome.MISTYPED


def test_a_new_key_is_taken_over_only_with_the_endorsement_of_the_one_before() -> None:
    karool = RING.signers[made.COUNCIL]
    older = Keyring.of([replace(karool, keys={1: karool.keys[1]})])
    forged = replace(karool.keys[2], public=made._public(made.OTHER))
    stranger = Keyring.of([replace(karool, keys={1: karool.keys[1], 2: forged})])

    assert set(older.extended(RING).signers[made.COUNCIL].keys) == {1, 2}
    assert set(older.extended(stranger).signers[made.COUNCIL].keys) == {1}
    assert set(older.extended(RING).signers) == {made.COUNCIL}


@pytest.mark.parametrize("text", ["", "{}", "[]", '{"format":"tereze-keys-1","councils":[{}]}', "\udcff"])
def test_what_is_no_file_of_keys_is_refused(text: str) -> None:
    with pytest.raises(MalformedKeysError):
        Keyring.read(text)


# --- the command line


@pytest.fixture
def files(tmp_path: Path) -> list[str]:
    (tmp_path / "keys.json").write_text(RING.write(), encoding="utf-8")
    (tmp_path / "list.bin").write_bytes(LIST)
    return ["--keys", str(tmp_path / "keys.json"), "--list", str(tmp_path / "list.bin")]


@pytest.mark.parametrize(
    ("number", "code", "word"),
    [("2026/00002", 11, "REVOKED"), ("2026/00003", 12, "REPLACED"), ("2026/00012", 17, "VALID")],
)
def test_the_command_says_one_line_and_tells_the_outcome_by_its_exit_code(
    files: list[str], capsys: pytest.CaptureFixture[str], number: str, code: int, word: str
) -> None:
    endless = payload.encode(made.statement(number, days=None), made.SECOND, 2)

    assert verify.main([endless, *files[: 2 if code == 17 else 4]]) == code

    said = capsys.readouterr().out
    assert said.startswith(word)
    assert number in said
    assert said.count("\n") == 1


def test_the_command_finds_the_code_in_a_pdf(
    files: list[str], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    document = samples.paper()
    assert document.verification is not None
    code = replace(document.verification, url=f"https://karool.example/v/{GOOD}")
    (tmp_path / "paper.pdf").write_bytes(
        render_pdf(replace(document, verification=code), printed_at=samples.PRINTED_AT)
    )

    assert verify.main([str(tmp_path / "paper.pdf"), *files]) in {0, 10}
    assert "2026/00001" in capsys.readouterr().out


@pytest.mark.parametrize("content", [b"%PDF-1.7\nnothing", b"neither", b""])
def test_a_file_without_a_code_is_told_as_such(files: list[str], tmp_path: Path, content: bytes) -> None:
    (tmp_path / "paper.pdf").write_bytes(content)

    assert verify.main([str(tmp_path / "paper.pdf"), *files]) == verify.UNREADABLE


def test_a_damaged_list_stops_the_command(files: list[str], tmp_path: Path) -> None:
    (tmp_path / "list.bin").write_bytes(LIST[:-1])

    assert verify.main([GOOD, *files]) == verify.UNREADABLE
