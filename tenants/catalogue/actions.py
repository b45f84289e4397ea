"""What can be done with shared templates."""

import tomllib
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from django.db import transaction

from tenants.catalogue import kinds
from tenants.catalogue.models import Template
from tereze import clock


@transaction.atomic
def publish(*, kind: str, code: str, content: Mapping[str, Any]) -> Template:
    """Publish `content` as the next version, or return the newest if it says the same. Raises BadTemplateError."""
    kinds.registry.get(kind).check(content)
    newest = Template.objects.select_for_update().filter(kind=kind, code=code).order_by("-version").first()
    if newest and newest.content == content:
        return newest
    return Template.objects.create(
        kind=kind,
        code=code,
        version=newest.version + 1 if newest else 1,
        content=dict(content),
        published_at=clock.now(),
    )


def publish_shipped() -> list[Template]:
    """Publish every template that services ship as a file; unchanged ones stay as they are."""
    return [
        publish(kind=kind.name, code=file.stem, content=shipped(kind, file))
        for kind in kinds.registry
        if kind.folder
        for file in sorted(kind.folder.glob("*.toml"))
    ]


def shipped(kind: kinds.TemplateKind, file: Path) -> Mapping[str, Any]:
    """Return the content of a shipped template, whole."""
    return kind.complete(tomllib.loads(file.read_text(encoding="utf-8")))
