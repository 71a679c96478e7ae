"""What happened, as it was told: orders, refunds and the rest, each claimed once for ever."""

from regulars.domains.events import operations, queries

__all__ = ["operations", "queries"]
