"""Phones on which members show a code that changes: what each one's codes are made from."""

from regulars.domains.phones import operations, queries

__all__ = ["operations", "queries"]
