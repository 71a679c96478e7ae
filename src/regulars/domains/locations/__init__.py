"""Where things are sold."""

from regulars.domains.locations import operations, queries

__all__ = ["operations", "queries"]
