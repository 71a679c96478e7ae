"""What is sold."""

from regulars.domains.products import operations, queries

__all__ = ["operations", "queries"]
