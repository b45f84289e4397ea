"""How the API describes itself (OpenAPI 3.1)."""

from typing import Any

from drf_spectacular.extensions import OpenApiAuthenticationExtension
from drf_standardized_errors.openapi import AutoSchema

from tereze.accounts.permissions import Permission
from tereze.api.permissions import permission_of


class Schema(AutoSchema):
    """Adds to each operation which permission a key needs for it."""

    def get_description(self) -> str:  # type: ignore[override]  # as drf-spectacular has it
        """Return the view's own words and the permission."""
        words: str = super().get_description() or ""
        needed: Permission | None = permission_of(self.view, self.method)
        return f"{words}\n\nPermission: `{needed.value}`".strip() if needed else words


class KeyScheme(OpenApiAuthenticationExtension):  # type: ignore[no-untyped-call]
    """The two ways to send a key."""

    target_class = "tereze.api.authentication.KeyAuthentication"
    name = ["key", "keyHeader"]

    def get_security_definition(self, auto_schema: Any) -> list[dict[str, str]]:
        """Return both."""
        return [
            {"type": "http", "scheme": "bearer", "bearerFormat": "tk_…", "description": "Authorization: Bearer tk_…"},
            {"type": "apiKey", "in": "header", "name": "X-Api-Key", "description": "X-Api-Key: tk_…"},
        ]

    def get_security_requirement(self, auto_schema: Any) -> list[dict[str, list[str]]]:
        """Either will do."""
        return [{name: []} for name in self.name]
