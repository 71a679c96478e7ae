"""What members agreed to hear of, by which means; taken back; and how that can be proved."""

from regulars.domains.consents import operations, queries

__all__ = ["operations", "queries"]
