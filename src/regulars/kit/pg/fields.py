"""Columns that Django's models lack."""

from typing import Any

from django.db import models


class JsonText(models.TextField):
    """A `json` column: keeps the exact text, which `jsonb` would rewrite; hashes are made over it."""

    description = "JSON kept as the exact text"

    def db_type(self, connection: Any) -> str:
        return "json"

    def select_format(self, compiler: Any, sql: str, params: Any) -> tuple[str, Any]:
        """Read as text, or the driver would decode it."""
        return f"{sql}::text", params
