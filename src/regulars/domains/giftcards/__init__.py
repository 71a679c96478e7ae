"""Gift cards: which account a code leads to, and how a card was sold."""

from regulars.domains.giftcards import operations, queries

__all__ = ["operations", "queries"]
