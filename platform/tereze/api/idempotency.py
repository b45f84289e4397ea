"""The request that may be sent twice.

A client that lost the answer sends the same request again with the same `Idempotency-Key`. The view hands the value
on as the action's request key; the action finds what it made the first time and returns it, or refuses when the same
key comes with other content. Nothing is remembered here: what was made is the memory.
"""

import re
from typing import Final

from django.utils.translation import gettext_lazy as _
from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import OpenApiParameter
from rest_framework.exceptions import ValidationError
from rest_framework.request import Request

from tereze.api.models import ApiKey

HEADER: Final = "Idempotency-Key"
_VISIBLE: Final = re.compile(r"[\x21-\x7e]{1,128}")

IDEMPOTENCY_KEY: Final = OpenApiParameter(
    HEADER,
    OpenApiTypes.STR,
    OpenApiParameter.HEADER,
    description="Makes the request safe to repeat: a second one with the same value and content gets the first one's"
    " answer. 1 to 128 visible ASCII characters; a fresh UUID does well.",
)
"""For `@extend_schema(parameters=[IDEMPOTENCY_KEY])`."""


def idempotency_key(request: Request) -> str | None:
    """Return the request's key, or None when none was sent. At most 140 characters.

    It carries the API key's prefix: two clients that both count 1, 2, 3 must not get each other's answers. Raises
    ValidationError (400) for a value that is empty, too long or not visible ASCII.
    """
    value = request.headers.get(HEADER)
    if value is None:
        return None
    if not _VISIBLE.fullmatch(value):
        raise ValidationError({HEADER: _("Use 1 to 128 visible ASCII characters.")})
    owner = request.user.prefix if isinstance(request.user, ApiKey) else "-"
    return f"{owner}:{value}"
