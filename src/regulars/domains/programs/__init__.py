"""Programs: what the merchant promised as text, its versions, and their timeline."""

from regulars.domains.programs import operations, queries

__all__ = ["operations", "queries"]
