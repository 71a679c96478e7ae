"""Benefits that were used: when, where, on which order, and what it saved."""

from regulars.domains.benefits import operations, queries

__all__ = ["operations", "queries"]
