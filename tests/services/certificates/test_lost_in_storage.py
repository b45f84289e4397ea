"""A certificate's paper outlives the bucket it was put into."""

import pytest

from services.certificates import papers
from services.certificates.models import Certificate
from tereze.storage import files
from tests.s3 import S3Server


@pytest.mark.parametrize("loss", ["removed", "changed", "down"])
def test_what_a_bucket_loses_is_made_again_to_the_last_byte(loss: str, certificate: Certificate, s3: S3Server) -> None:
    printed = papers.pdf_of(certificate)
    assert files.store_waiting() == 1
    certificate.file.refresh_from_db()
    assert certificate.file.content is None
    assert papers.pdf_of(certificate) == printed

    if loss == "removed":
        s3.client.delete_object(Bucket="files", Key=certificate.file.key)
    elif loss == "changed":
        s3.client.put_object(Bucket="files", Key=certificate.file.key, Body=printed[:-1])
    else:
        s3.go_down()
    try:
        assert papers.pdf_of(certificate) == printed
    finally:
        if loss == "down":
            s3.come_back()
