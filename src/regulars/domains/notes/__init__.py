"""What staff write about a member for one another."""

from regulars.domains.notes import operations, queries

__all__ = ["operations", "queries"]
