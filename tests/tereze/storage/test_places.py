"""A bucket and a folder keep the same promise: what was put is there, whole, or storage says that it is down."""

import logging
import os
import socket
import stat
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from django.views.debug import SafeExceptionReporterFilter
from pytest_django import Settings

from tereze.ops.embedded import free_port
from tereze.storage import places
from tereze.storage.places import Bucket, Folder, Place, StorageDownError
from tests.s3 import S3Server

KEY = "karool/0123456789abcdef0123456789abcdef.pdf"
CONTENT = "Маматов Бакыт Асанович, ПИН 21203198012345".encode()


@pytest.fixture(params=["bucket", "folder"])
def place(request: pytest.FixtureRequest, tmp_path: Path) -> Place:
    if request.param == "folder":
        return Folder(tmp_path / "files")
    server: S3Server = request.getfixturevalue("s3")
    return Bucket(server.configuration)


@pytest.mark.parametrize("content", [CONTENT, b"", bytes(range(256)) * 8_000], ids=["text", "nothing", "2 MB"])
def test_what_was_put_is_there(content: bytes, place: Place) -> None:
    place.put(KEY, content, content_type="application/pdf")

    assert place.get(KEY) == content


def test_what_was_never_put_is_not_there(place: Place) -> None:
    assert place.get(KEY) is None


def test_the_same_may_be_put_twice(place: Place) -> None:
    place.put(KEY, CONTENT, content_type="application/pdf")
    place.put(KEY, CONTENT, content_type="application/pdf")

    assert place.get(KEY) == CONTENT


def test_a_bucket_knows_what_kind_of_file_it_keeps(s3: S3Server) -> None:
    Bucket(s3.configuration).put(KEY, CONTENT, content_type="application/pdf")

    assert s3.client.head_object(Bucket="files", Key=KEY)["ContentType"] == "application/pdf"


@pytest.mark.parametrize("wrong", ["access_key_id", "secret_access_key"])
def test_a_bucket_refuses_who_signs_with_another_key(wrong: str, s3: S3Server) -> None:
    place = Bucket(s3.configuration | {wrong: "of-somebody-else"})

    with pytest.raises(StorageDownError, match=r"SignatureDoesNotMatch|InvalidAccessKeyId"):
        place.put(KEY, CONTENT, content_type="application/pdf")
    with pytest.raises(StorageDownError, match=r"SignatureDoesNotMatch|InvalidAccessKeyId"):
        place.get(KEY)
    assert s3.versions() == []


def test_a_bucket_that_is_not_there_is_a_storage_that_is_down_and_no_missing_file(s3: S3Server) -> None:
    place = Bucket(s3.configuration | {"bucket": "of-nobody"})

    with pytest.raises(StorageDownError, match="NoSuchBucket"):
        place.get(KEY)


def test_a_server_that_does_not_answer_is_a_storage_that_is_down(s3: S3Server) -> None:
    place = Bucket(s3.configuration | {"endpoint_url": f"http://127.0.0.1:{free_port()}"})

    with pytest.raises(StorageDownError, match="Could not connect"):
        place.put(KEY, CONTENT, content_type="application/pdf")


def test_a_server_that_was_down_is_left_alone_for_a_moment(s3: S3Server, monkeypatch: pytest.MonkeyPatch) -> None:
    """Otherwise everybody who wants a file waits for it in turn."""
    monkeypatch.setattr(places, "QUIET_SECONDS", 60)
    place = Bucket(s3.configuration)
    s3.go_down()
    with pytest.raises(StorageDownError, match="Could not connect"):
        place.get(KEY)
    s3.come_back()

    with pytest.raises(StorageDownError, match="a moment ago"):
        place.get(KEY)
    place._quiet_until = 0
    assert place.get(KEY) is None


def test_a_refusal_is_an_answer_and_the_next_question_is_asked(s3: S3Server, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(places, "QUIET_SECONDS", 60)
    place = Bucket(s3.configuration | {"bucket": "of-nobody"})
    with pytest.raises(StorageDownError, match="NoSuchBucket"):
        place.get(KEY)

    place.name = "files"

    assert place.get(KEY) is None


def test_a_server_that_hangs_up_in_the_middle_is_a_storage_that_is_down(s3: S3Server) -> None:
    with socket.socket() as rude:
        rude.bind(("127.0.0.1", 0))
        rude.listen()
        place = Bucket(s3.configuration | {"endpoint_url": f"http://127.0.0.1:{rude.getsockname()[1]}"})
        with ThreadPoolExecutor(1) as threads:
            threads.submit(_hang_up_on, rude)
            with pytest.raises(StorageDownError):
                place.get(KEY)


def _hang_up_on(server: socket.socket) -> None:
    server.settimeout(20)
    caller, _address = server.accept()
    caller.recv(1_000)
    caller.sendall(b"HTTP/1.1 200 OK\r\nContent-Length: 1000\r\n\r\nhalf")
    caller.close()


def test_neither_keys_nor_files_get_into_the_log(s3: S3Server, caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.DEBUG)
    place = Bucket(s3.configuration)
    place.put(KEY, CONTENT, content_type="application/pdf")
    s3.go_down()
    with pytest.raises(StorageDownError) as down:
        place.put(KEY, CONTENT, content_type="application/pdf")
    s3.come_back()

    ours = [record.getMessage() for record in caplog.records if not record.name.startswith("moto")]
    told = "\n".join([*ours, str(down.value), repr(place), repr(vars(place))])
    assert KEY in told
    for hidden in (s3.secret_access_key, s3.access_key_id, "21203198012345", "Signature="):
        assert hidden not in told


def test_the_page_of_an_error_hides_the_keys(s3: S3Server, settings: Settings) -> None:
    shown = SafeExceptionReporterFilter().get_safe_settings()["S3"]

    assert s3.secret_access_key not in repr(shown)
    assert s3.access_key_id not in repr(shown)


def test_one_client_serves_until_the_settings_change(s3: S3Server, settings: Settings) -> None:
    first = places.configured()

    assert places.configured() is first
    settings.S3 = s3.configuration | {"bucket": "another"}
    assert places.configured() is not first


def test_without_a_bucket_files_go_to_a_folder(settings: Settings, tmp_path: Path) -> None:
    settings.S3 = {"bucket": ""}
    settings.FILES_FOLDER = tmp_path

    place = places.configured()

    assert isinstance(place, Folder)
    assert place.root == tmp_path


def test_files_in_a_folder_are_for_its_owner_only(tmp_path: Path) -> None:
    Folder(tmp_path).put(KEY, CONTENT, content_type="application/pdf")

    assert stat.S_IMODE((tmp_path / KEY).stat().st_mode) == 0o600
    assert stat.S_IMODE((tmp_path / "karool").stat().st_mode) == 0o700


@pytest.mark.parametrize("failing", ["fsync", "replace"])
def test_a_disk_that_is_full_leaves_the_old_file_whole_and_no_half_one(
    failing: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    place = Folder(tmp_path)
    place.put(KEY, CONTENT, content_type="application/pdf")

    def full(*_arguments: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os if failing == "fsync" else Path, failing, full)
    with pytest.raises(StorageDownError, match="No space left"):
        place.put(KEY, b"newer", content_type="application/pdf")

    assert place.get(KEY) == CONTENT
    assert [file.name for file in (tmp_path / "karool").iterdir()] == [KEY.partition("/")[2]]


def test_who_reads_while_it_is_written_reads_one_or_the_other(tmp_path: Path) -> None:
    place = Folder(tmp_path)
    contents = [letter * 200_000 for letter in (b"a", b"b")]
    place.put(KEY, contents[0], content_type="application/pdf")

    def write(number: int) -> None:
        place.put(KEY, contents[number % 2], content_type="application/pdf")

    with ThreadPoolExecutor(3) as threads:
        writing = [threads.submit(write, number) for number in range(60)]
        read = {place.get(KEY) for _ in range(60)}
        for one in writing:
            one.result()

    assert read <= set(contents)


@pytest.mark.parametrize("root", ["taken", "/proc/tereze"], ids=["a file is in its place", "nobody may write there"])
def test_a_folder_that_cannot_be_written_is_a_storage_that_is_down(root: str, tmp_path: Path) -> None:
    (tmp_path / "taken").write_text("")
    place = Folder(tmp_path / root)

    with pytest.raises(StorageDownError):
        place.put(KEY, CONTENT, content_type="application/pdf")


def test_a_folder_that_cannot_be_read_is_a_storage_that_is_down(tmp_path: Path) -> None:
    (tmp_path / KEY).mkdir(parents=True)

    with pytest.raises(StorageDownError):
        Folder(tmp_path).get(KEY)
