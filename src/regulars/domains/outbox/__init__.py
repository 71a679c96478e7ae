"""What others should hear: envelopes that commit with the points and are drained in batches."""

from regulars.domains.outbox import operations, queries

__all__ = ["operations", "queries"]
