"""A real S3 server: moto's, which speaks the protocol over HTTP and checks signatures once it is told to."""

from collections.abc import Iterator
from functools import cached_property
from typing import Any
from urllib.request import Request, urlopen

import boto3
import pytest
from pytest_django import Settings

from tereze.storage import places

BUCKET = "files"
POLICY = '{"Version": "2012-10-17", "Statement": [{"Effect": "Allow", "Action": "s3:*", "Resource": "*"}]}'


class S3Server:
    """The server, its one bucket (every version of a file is kept), and the keys that may write there."""

    def __init__(self) -> None:
        self.server = _server(port=0)
        self.server.start()
        self.port = self.server.get_host_and_port()[1]
        self.url = f"http://127.0.0.1:{self.port}"
        self.access_key_id = self.secret_access_key = "nobody"
        stranger = self._service("s3")
        stranger.create_bucket(Bucket=BUCKET)
        stranger.put_bucket_versioning(Bucket=BUCKET, VersioningConfiguration={"Status": "Enabled"})
        people = self._service("iam")
        people.create_user(UserName="tereze")
        people.put_user_policy(UserName="tereze", PolicyName="all of S3", PolicyDocument=POLICY)
        made = people.create_access_key(UserName="tereze")["AccessKey"]
        self.access_key_id, self.secret_access_key = made["AccessKeyId"], made["SecretAccessKey"]
        self._check_signatures("0")

    @cached_property
    def client(self) -> Any:
        return self._service("s3")

    @property
    def configuration(self) -> dict[str, str]:
        return {
            "bucket": BUCKET,
            "endpoint_url": self.url,
            "region": "kg-1",
            "access_key_id": self.access_key_id,
            "secret_access_key": self.secret_access_key,
        }

    def go_down(self) -> None:
        self.server.stop()

    def come_back(self) -> None:
        """Start again on the same port, with what was stored."""
        self.server = _server(port=self.port)
        self.server.start()

    def versions(self) -> list[str]:
        """Return the key of every version of every file: a key twice was put twice."""
        found = self.client.list_object_versions(Bucket=BUCKET)
        return [one["Key"] for one in found.get("Versions", [])]

    def empty(self) -> None:
        found = self.client.list_object_versions(Bucket=BUCKET)
        for one in [*found.get("Versions", []), *found.get("DeleteMarkers", [])]:
            self.client.delete_object(Bucket=BUCKET, Key=one["Key"], VersionId=one["VersionId"])

    def close(self) -> None:
        self._check_signatures("inf")
        self._post("reset", b"")
        self.server.stop()

    def _service(self, name: str) -> Any:
        return boto3.session.Session().client(
            name,  # type: ignore[call-overload]  # one of two
            endpoint_url=self.url,
            region_name="us-east-1",
            aws_access_key_id=self.access_key_id,
            aws_secret_access_key=self.secret_access_key,
        )

    def _check_signatures(self, after: str) -> None:
        self._post("reset-auth", after.encode())

    def _post(self, path: str, data: bytes) -> None:
        request = Request(f"{self.url}/moto-api/{path}", data=data, headers={"Content-Type": "text/plain"})
        with urlopen(request, timeout=20) as answer:
            answer.read()


def _server(*, port: int) -> Any:
    from moto.server import ThreadedMotoServer  # a second to load, which only these tests should wait for

    return ThreadedMotoServer(ip_address="127.0.0.1", port=port, verbose=False)


@pytest.fixture(scope="session")
def s3_server() -> Iterator[S3Server]:
    server = S3Server()
    try:
        yield server
    finally:
        server.close()


@pytest.fixture
def s3(s3_server: S3Server, settings: Settings, monkeypatch: pytest.MonkeyPatch) -> Iterator[S3Server]:
    """The running server, empty; the settings name it, and when it is down it is asked again at once."""
    monkeypatch.setattr(places, "QUIET_SECONDS", 0)
    settings.S3 = s3_server.configuration
    yield s3_server
    s3_server.empty()
