"""Cards that members carry: their numbers, how each stands, and which one took over."""

from regulars.domains.cards import operations, queries

__all__ = ["operations", "queries"]
