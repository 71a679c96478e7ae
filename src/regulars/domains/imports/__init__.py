"""Files that a shop brings: kept in parts until they are taken in, and what came of each row."""

from regulars.domains.imports import operations, queries

__all__ = ["operations", "queries"]
