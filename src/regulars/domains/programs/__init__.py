"""Programs: the merchant's promises as text, its versions, and the timeline that evaluation runs on."""

from regulars.domains.programs import operations, queries

__all__ = ["operations", "queries"]
