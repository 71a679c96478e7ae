"""What members should be told: notices as triggers with typed data, never sentences."""

from regulars.domains.messages import operations, queries

__all__ = ["operations", "queries"]
