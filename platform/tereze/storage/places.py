"""Where files are kept: an S3 bucket, or a folder when none is named."""

import os
import time
from collections.abc import Callable
from contextlib import suppress
from functools import lru_cache
from pathlib import Path
from typing import Protocol, TypeVar
from uuid import uuid4

import boto3
from botocore.config import Config
from botocore.exceptions import BotoCoreError, ClientError
from django.conf import settings

QUIET_SECONDS = 10
"""How long a bucket that could not be reached is left alone, so that not everybody waits for it in turn."""
_NOTHING_THERE = frozenset({"NoSuchKey", "NotFound", "404"})

Answer = TypeVar("Answer")


class StorageDownError(Exception):
    """Storage cannot be reached or refuses; try again later."""


class Place(Protocol):
    """A place for files, by key."""

    def put(self, key: str, content: bytes, *, content_type: str) -> None:
        """Keep `content`; the same key and content may be put twice. Raises StorageDownError."""

    def get(self, key: str) -> bytes | None:
        """Return the content, or None if there is none. Raises StorageDownError."""

    def remove(self, key: str) -> None:
        """Remove the content; where there is none, nothing happens. Raises StorageDownError."""


class Bucket:
    """An S3 bucket. Threads share it."""

    def __init__(self, configuration: dict[str, str]) -> None:
        self.name = configuration["bucket"]
        self._quiet_until = 0.0
        # A session of its own, because making clients from the shared one is not safe among threads.
        self.client = boto3.session.Session().client(
            "s3",
            endpoint_url=configuration["endpoint_url"] or None,
            region_name=configuration["region"] or None,
            aws_access_key_id=configuration["access_key_id"] or None,
            aws_secret_access_key=configuration["secret_access_key"] or None,
            config=Config(
                connect_timeout=3,
                read_timeout=10,
                retries={"total_max_attempts": 2, "mode": "standard"},
                # What is newer than S3's first protocol many servers do not know; we read back and compare instead.
                request_checksum_calculation="when_required",
                response_checksum_validation="when_required",
            ),
        )

    def put(self, key: str, content: bytes, *, content_type: str) -> None:
        self._ask(lambda: self.client.put_object(Bucket=self.name, Key=key, Body=content, ContentType=content_type))

    def get(self, key: str) -> bytes | None:
        return self._ask(lambda: self._read(key))

    def remove(self, key: str) -> None:
        self._ask(lambda: self.client.delete_object(Bucket=self.name, Key=key))

    def _read(self, key: str) -> bytes | None:
        try:
            return self.client.get_object(Bucket=self.name, Key=key)["Body"].read()
        except ClientError as error:
            if error.response["Error"]["Code"] in _NOTHING_THERE:
                return None
            raise

    def _ask(self, question: Callable[[], Answer]) -> Answer:
        if time.monotonic() < self._quiet_until:
            raise StorageDownError("Storage could not be reached a moment ago.")
        try:
            return question()
        except ClientError as error:  # an answer, only not the one we want
            raise StorageDownError(str(error)) from error
        except BotoCoreError as error:
            self._quiet_until = time.monotonic() + QUIET_SECONDS
            raise StorageDownError(str(error)) from error


class Folder:
    """A folder on this machine, for its owner's eyes only. A file appears whole or not at all."""

    def __init__(self, root: Path) -> None:
        self.root = root

    def put(self, key: str, content: bytes, *, content_type: str) -> None:
        target = self.root / key
        partial = target.with_name(f".{target.name}.{uuid4().hex}")
        try:
            self.root.mkdir(parents=True, exist_ok=True)
            target.parent.mkdir(mode=0o700, exist_ok=True)
            _write(partial, content)
            partial.replace(target)
            for folder in (target.parent, self.root):
                _sync(folder)
        except OSError as error:
            with suppress(OSError):
                partial.unlink()
            raise StorageDownError(str(error)) from error

    def get(self, key: str) -> bytes | None:
        try:
            return (self.root / key).read_bytes()
        except FileNotFoundError:
            return None
        except OSError as error:
            raise StorageDownError(str(error)) from error

    def remove(self, key: str) -> None:
        try:
            (self.root / key).unlink(missing_ok=True)
        except OSError as error:
            raise StorageDownError(str(error)) from error


def _write(path: Path, content: bytes) -> None:
    with os.fdopen(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as file:
        file.write(content)
        file.flush()
        os.fsync(file.fileno())


def _sync(folder: Path) -> None:
    """Make a rename last: a file that was written is lost with its name when the machine goes down."""
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


@lru_cache(maxsize=1)
def _bucket(configuration: tuple[tuple[str, str], ...]) -> Bucket:
    return Bucket(dict(configuration))


def configured() -> Place:
    """Return the place that the settings name."""
    if settings.S3["bucket"]:
        return _bucket(tuple(sorted(settings.S3.items())))
    return Folder(settings.FILES_FOLDER)
