"""Pictures that a shop shows, kept by what they are made of."""

from regulars.domains.pictures import operations, queries

__all__ = ["operations", "queries"]
