"""What happened, as it was told: orders, refunds and everything else, each claimed once for ever."""

from regulars.domains.events import operations, queries

__all__ = ["operations", "queries"]
