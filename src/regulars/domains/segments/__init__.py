"""Groups of members: saved definitions, who is in which, and the scale that they are cut by."""

from regulars.domains.segments import operations, queries

__all__ = ["operations", "queries"]
