"""Who did what by hand, by key or at a till: written with the act itself, never changed."""

from regulars.domains.audit import operations, queries

__all__ = ["operations", "queries"]
