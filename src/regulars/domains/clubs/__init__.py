"""Clubs of members: who may join, who is in, who asks to be, and what a club tells its members."""

from regulars.domains.clubs import operations, queries

__all__ = ["operations", "queries"]
