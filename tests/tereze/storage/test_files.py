"""Files are kept with what they belong to, moved to storage later, and never lost in between."""

import logging
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
from django.db import IntegrityError, transaction
from django_tenants.utils import schema_context

from tenants.directory.models import Tenant
from tereze.config.database import connection
from tereze.exchange import hurrying
from tereze.storage import files, tasks
from tereze.storage.files import FileLostError, StrayKeyError
from tereze.storage.models import StoredFile
from tereze.storage.places import Bucket, StorageDownError
from tests.conftest import inside
from tests.s3 import S3Server

PDF = b"%PDF-1.7 made up"


def keep(content: bytes = PDF) -> StoredFile:
    with transaction.atomic():
        return files.keep(content, content_type="application/pdf", suffix=".pdf")


def anew(file: StoredFile) -> StoredFile:
    return StoredFile.objects.get(pk=file.pk)


def test_a_file_that_was_just_kept_can_be_read(in_karool: Tenant) -> None:
    file = keep()

    assert files.read(anew(file)) == PDF
    assert (file.size, file.content_type, file.stored_at) == (len(PDF), "application/pdf", None)


def test_a_key_says_the_council_and_cannot_be_guessed(in_karool: Tenant) -> None:
    first, second = keep(), keep()

    assert first.key.startswith("karool/")
    assert len(first.key) == len("karool/") + 32 + len(".pdf")
    assert first.key != second.key


@pytest.mark.parametrize("suffix", ["/../../myrza_ake/x", "pdf", ".", ".PDF", ".p d", ".pdf\n"])
def test_a_strange_ending_is_refused(suffix: str, in_karool: Tenant) -> None:
    with transaction.atomic(), pytest.raises(StrayKeyError):
        files.keep(PDF, content_type="application/pdf", suffix=suffix)


def test_storing_moves_the_bytes_out_of_the_database(in_karool: Tenant, s3: S3Server) -> None:
    file = keep()

    assert files.store_waiting() == 1

    stored = anew(file)
    assert stored.content is None
    assert stored.stored_at is not None
    assert s3.versions() == [file.key]
    assert files.read(stored) == PDF


def test_storing_again_does_nothing(in_karool: Tenant, s3: S3Server) -> None:
    keep()
    files.store_waiting()

    assert files.store_waiting() == 0
    assert len(s3.versions()) == 1


def test_a_worker_that_dies_after_the_upload_leaves_it_to_the_next(in_karool: Tenant, s3: S3Server) -> None:
    file = keep()
    with transaction.atomic():
        files.store_waiting()
        transaction.set_rollback(True)  # what is left when it dies before the commit
    assert files.read(anew(file)) == PDF

    assert files.store_waiting() == 1

    assert s3.versions() == [file.key, file.key]
    assert files.read(anew(file)) == PDF


def test_only_so_many_at_once(in_karool: Tenant, s3: S3Server) -> None:
    for _ in range(3):
        keep()

    assert (files.store_waiting(limit=2), files.store_waiting(limit=2)) == (2, 1)


def test_while_storage_is_down_the_row_keeps_the_bytes_and_counts(
    in_karool: Tenant, s3: S3Server, caplog: pytest.LogCaptureFixture
) -> None:
    file = keep()
    s3.go_down()
    try:
        assert (files.store_waiting(), files.store_waiting()) == (0, 0)
    finally:
        s3.come_back()

    waiting = anew(file)
    assert (waiting.attempts, waiting.stored_at, files.read(waiting)) == (2, None, PDF)
    assert waiting.last_error.startswith("Could not connect")
    assert [record.levelno for record in caplog.records if record.name == files.__name__] == [logging.WARNING] * 2
    assert s3.secret_access_key not in caplog.text + waiting.last_error
    assert files.store_waiting() == 1
    assert files.read(anew(file)) == PDF


def test_while_storage_is_down_only_the_first_file_is_tried(in_karool: Tenant, s3: S3Server) -> None:
    for _ in range(3):
        keep()
    s3.go_down()
    try:
        files.store_waiting()
    finally:
        s3.come_back()

    assert list(StoredFile.objects.order_by("id").values_list("attempts", flat=True)) == [1, 0, 0]


def test_a_file_that_is_always_refused_holds_up_no_other(in_karool: Tenant, s3: S3Server) -> None:
    refused, others = keep(), [keep(), keep()]
    StoredFile.objects.filter(pk=refused.pk).update(key="myrza_ake/of-somebody-else.pdf")

    assert [files.store_waiting() for _ in range(2)] == [0, 2]

    assert sorted(s3.versions()) == sorted(file.key for file in others)
    assert anew(refused).last_error == "myrza_ake/of-somebody-else.pdf"


def test_what_does_not_read_back_is_not_let_go_of(
    in_karool: Tenant, s3: S3Server, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = keep()
    monkeypatch.setattr(Bucket, "get", lambda self, key: PDF[:-1])

    assert files.store_waiting() == 0

    assert anew(file).content is not None
    assert anew(file).last_error.startswith("What was read back differs")


@pytest.mark.parametrize("loss", ["removed", "changed", "emptied"])
def test_a_file_that_was_tampered_with_is_lost_and_never_served(loss: str, in_karool: Tenant, s3: S3Server) -> None:
    file = keep()
    files.store_waiting()
    if loss == "removed":
        s3.client.delete_object(Bucket="files", Key=file.key)
    else:
        s3.client.put_object(Bucket="files", Key=file.key, Body=b"%PDF forged" if loss == "changed" else b"")

    with pytest.raises(FileLostError):
        files.read(anew(file))


def test_reading_while_storage_is_down_says_so(in_karool: Tenant, s3: S3Server) -> None:
    file = keep()
    files.store_waiting()
    s3.go_down()
    try:
        with pytest.raises(StorageDownError):
            files.read(anew(file))
    finally:
        s3.come_back()


def test_a_file_of_a_neighbour_is_not_read_even_with_its_row_in_hand(
    karool: Tenant, myrza_ake: Tenant, s3: S3Server
) -> None:
    with inside(karool):
        file = keep()
        files.store_waiting()
        stored = anew(file)
        assert files.read(stored) == PDF

    with inside(myrza_ake), pytest.raises(StrayKeyError):
        files.read(stored)


def test_a_row_that_names_a_neighbours_key_opens_nothing(karool: Tenant, myrza_ake: Tenant, s3: S3Server) -> None:
    with inside(karool):
        theirs = keep()
        files.store_waiting()
    with inside(myrza_ake):
        ours = keep()
        files.store_waiting()
        for key in (theirs.key, f"myrza_ake/../{theirs.key}"):
            StoredFile.objects.filter(pk=ours.pk).update(key=key, sha256=theirs.sha256)

            with pytest.raises(StrayKeyError):
                files.read(anew(ours))


def test_a_file_is_here_or_in_storage(in_karool: Tenant) -> None:
    file = keep()

    with pytest.raises(IntegrityError, match="a_file_is_here_or_in_storage"), transaction.atomic():
        StoredFile.objects.filter(pk=file.pk).update(content=None)


@pytest.fixture
def own(own_council: Tenant) -> Iterator[str]:
    with schema_context(own_council.schema_name):
        yield own_council.schema_name


@pytest.mark.transactional
def test_outside_a_transaction_nothing_is_kept(own: str) -> None:
    with pytest.raises(files.NotInTransactionError):
        files.keep(PDF, content_type="application/pdf", suffix=".pdf")


@pytest.mark.transactional
def test_a_file_goes_with_the_transaction_it_belongs_to(own: str, s3: S3Server) -> None:
    with transaction.atomic():
        files.keep(PDF, content_type="application/pdf", suffix=".pdf")
        transaction.set_rollback(True)

    assert (StoredFile.objects.count(), files.store_waiting(), s3.versions()) == (0, 0, [])


@pytest.mark.transactional
def test_many_workers_at_once_store_every_file_once(own: str, s3: S3Server) -> None:
    made = [keep(f"%PDF {number}".encode()) for number in range(24)]
    together = Barrier(4)

    def work(_number: int) -> int:
        try:
            with schema_context(own):
                together.wait(timeout=20)
                return files.store_waiting()
        finally:
            connection.close()

    with ThreadPoolExecutor(4) as threads:
        moved = list(threads.map(work, range(4)))

    assert sum(moved) == len(made)
    assert sorted(s3.versions()) == sorted(file.key for file in made)
    assert all(files.read(anew(file)) == f"%PDF {number}".encode() for number, file in enumerate(made))


@pytest.mark.transactional
def test_a_worker_passes_over_what_another_has_in_hand(own: str, s3: S3Server) -> None:
    held, free = keep(), keep()

    def work() -> int:
        try:
            with schema_context(own):
                return files.store_waiting()
        finally:
            connection.close()

    with ThreadPoolExecutor(1) as threads, transaction.atomic():
        StoredFile.objects.select_for_update().get(pk=held.pk)
        assert threads.submit(work).result(timeout=20) == 1

    assert s3.versions() == [free.key]


@pytest.mark.transactional
def test_the_sweep_stores_what_waits_in_every_council(own: str, s3: S3Server) -> None:
    file = keep()

    with schema_context("public"):
        tasks.sweep()

    assert anew(file).stored_at is not None


@pytest.mark.transactional
def test_when_the_queue_cannot_be_reached_the_file_is_kept_all_the_same(
    own: str, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    def unreachable(**_arguments: object) -> None:
        raise ConnectionError("no broker")

    monkeypatch.setattr(tasks.store, "delay", unreachable)

    file = keep()

    hurrying._beside.submit(str).result(timeout=20)  # it tells one after the other
    assert files.read(anew(file)) == PDF
    assert "tereze.storage.tasks.store waits for the next sweep" in caplog.text
