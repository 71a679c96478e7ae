"""What members were given: vouchers with their codes, redemptions, one-time codes."""

from regulars.domains.rewards import operations, queries

__all__ = ["operations", "queries"]
