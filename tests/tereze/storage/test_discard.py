"""Removing files that nobody needs any more, from a bucket and from a folder."""

from pathlib import Path

import pytest
from django.db import transaction

from tenants.directory.models import Tenant
from tereze.storage import files
from tereze.storage.models import StoredFile
from tereze.storage.places import Folder
from tests.s3 import S3Server


def kept(content: bytes = b"paper") -> StoredFile:
    with transaction.atomic():
        return files.keep(content, content_type="text/plain", suffix=".txt")


def test_a_file_that_is_discarded_is_gone_from_the_bucket(in_karool: Tenant, s3: S3Server) -> None:
    file = kept()
    files.store_waiting()
    file.refresh_from_db()

    assert files.discard(file)

    with pytest.raises(files.FileLostError):
        files.read(file)
    assert files.discard(file)  # what is not there is gone


def test_a_file_of_a_neighbour_is_not_discarded(in_karool: Tenant, s3: S3Server) -> None:
    file = kept()
    file.key = file.key.replace(in_karool.schema_name, "somebody")

    assert not files.discard(file)


def test_a_folder_lets_go_of_a_file(tmp_path: Path) -> None:
    folder = Folder(tmp_path)
    folder.put("karool/a.txt", b"paper", content_type="text/plain")

    folder.remove("karool/a.txt")
    folder.remove("karool/a.txt")

    assert folder.get("karool/a.txt") is None
