"""Storage is tested against a real S3 server."""

from tests.s3 import s3, s3_server

__all__ = ["s3", "s3_server"]
