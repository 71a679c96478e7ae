"""Acts on many members at once: who is in it, what came of it for each."""

from regulars.domains.bulk import operations, queries

__all__ = ["operations", "queries"]
