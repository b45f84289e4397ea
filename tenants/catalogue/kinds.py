"""Kinds of templates: each service says how the content of its kind must look."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from tereze.exchange.registry import Registry


class BadTemplateError(ValueError):
    """A template's content breaks the rules of its kind. The message says where and what to do."""


@dataclass(frozen=True)
class TemplateKind:
    """A kind of template. `check` raises BadTemplateError; `folder` holds the templates that are shipped.

    `complete` writes out what shipped templates share, so that a published one stands by itself.
    """

    name: str
    check: Callable[[Mapping[str, Any]], None]
    folder: Path | None = None
    complete: Callable[[Mapping[str, Any]], Mapping[str, Any]] = dict


registry: Registry[TemplateKind] = Registry("kinds of templates")
