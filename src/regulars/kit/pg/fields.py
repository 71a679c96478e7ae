"""Columns that Django's models lack."""

from typing import Any

from django.db import models


class JsonText(models.TextField):  # type: ignore[type-arg]
    """A `json` column keeps the exact text, over which hashes are made; `jsonb` rewrites it."""

    description = "JSON kept as the exact text"

    def db_type(self, connection: Any) -> str:  # noqa: ARG002 - Django's shape
        return "json"

    def select_format(
        self,
        compiler: Any,  # noqa: ARG002 - Django's shape
        sql: str,
        params: Any,
    ) -> tuple[str, Any]:
        """Read as text, or the driver would decode it."""
        return f"{sql}::text", params
