"""Where files are kept: an S3 bucket, or a folder when none is named."""

import os
from functools import lru_cache
from pathlib import Path
from typing import Protocol
from uuid import uuid4

import boto3
from botocore.config import Config
from botocore.exceptions import BotoCoreError, ClientError
from django.conf import settings


class StorageDownError(Exception):
    """Storage cannot be reached or refuses; try again later."""


class Place(Protocol):
    """A place for files, by key."""

    def put(self, key: str, content: bytes, *, content_type: str) -> None:
        """Keep `content`; the same key and content may be put twice. Raises StorageDownError."""

    def get(self, key: str) -> bytes | None:
        """Return the content, or None if there is none. Raises StorageDownError."""


class Bucket:
    """An S3 bucket."""

    def __init__(self, configuration: dict[str, str]) -> None:
        self.name = configuration["bucket"]
        self.client = boto3.client(
            "s3",
            endpoint_url=configuration["endpoint_url"] or None,
            region_name=configuration["region"] or None,
            aws_access_key_id=configuration["access_key_id"] or None,
            aws_secret_access_key=configuration["secret_access_key"] or None,
            config=Config(connect_timeout=3, read_timeout=10, retries={"max_attempts": 2}),
        )

    def put(self, key: str, content: bytes, *, content_type: str) -> None:
        try:
            self.client.put_object(Bucket=self.name, Key=key, Body=content, ContentType=content_type)
        except (BotoCoreError, ClientError) as error:
            raise StorageDownError(str(error)) from error

    def get(self, key: str) -> bytes | None:
        try:
            return self.client.get_object(Bucket=self.name, Key=key)["Body"].read()
        except self.client.exceptions.NoSuchKey:
            return None
        except (BotoCoreError, ClientError) as error:
            raise StorageDownError(str(error)) from error


class Folder:
    """A folder on this machine. A file appears whole or not at all."""

    def __init__(self, root: Path) -> None:
        self.root = root

    def put(self, key: str, content: bytes, *, content_type: str) -> None:
        target = self.root / key
        try:
            target.parent.mkdir(parents=True, exist_ok=True)
            partial = target.with_name(f".{target.name}.{uuid4().hex}")
            with partial.open("wb") as file:
                file.write(content)
                file.flush()
                os.fsync(file.fileno())
            partial.replace(target)
        except OSError as error:
            raise StorageDownError(str(error)) from error

    def get(self, key: str) -> bytes | None:
        try:
            return (self.root / key).read_bytes()
        except FileNotFoundError:
            return None
        except OSError as error:
            raise StorageDownError(str(error)) from error


@lru_cache(maxsize=1)
def _bucket(configuration: tuple[tuple[str, str], ...]) -> Bucket:
    return Bucket(dict(configuration))


def configured() -> Place:
    """Return the place that the settings name."""
    if settings.S3["bucket"]:
        return _bucket(tuple(sorted(settings.S3.items())))
    return Folder(settings.FILES_FOLDER)
