"""Words that staff put on members, to find them again."""

from regulars.domains.tags import operations, queries

__all__ = ["operations", "queries"]
