"""Who met a campaign, and who was held out of it."""

from regulars.domains.campaigns import operations, queries

__all__ = ["operations", "queries"]
